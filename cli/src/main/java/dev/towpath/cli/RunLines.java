package dev.towpath.cli;

import dev.towpath.Failure;
import dev.towpath.Status;
import dev.towpath.embedded.RunView;
import dev.towpath.embedded.StepView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A run as lines of text: one for each step, with a bar where its parts can be counted.
final class RunLines {
    private static final int BAR = 24;
    private static final int LAST_LINES = 3;

    private final Style style;

    RunLines(Style style) {
        this.style = style;
    }

    /// The picture of a run that is being executed.
    ///
    /// @param rows the most lines; steps that are not running give way first; 0 for any number
    List<String> live(RunView view, Instant now, int rows) {
        var steps = pick(view.steps(), rows == 0 ? Integer.MAX_VALUE : Math.max(3, rows - 3));
        var width =
                steps.stream().mapToInt(step -> Columns.of(step.name())).max().orElse(0);
        var lines = new ArrayList<String>();
        var time = Amounts.duration(Duration.between(view.created(), now));
        lines.add(style.fit(style.bold(view.pipeline()) + "  " + style.dim(view.id() + "  " + time)));
        for (var step : steps) {
            lines.add(style.fit(line(step, width, now)));
            if (step.failure() != null && step.status() != Status.SUCCEEDED) lines.addAll(lastLines(step.failure()));
        }
        var hidden = view.steps().size() - steps.size();
        if (hidden > 0) lines.add(style.dim("  " + style.more() + " " + Amounts.count(hidden, "more step")));
        return lines;
    }

    private List<String> lastLines(Failure failure) {
        var all = failure.lastLines();
        return all.subList(Math.max(0, all.size() - LAST_LINES), all.size()).stream()
                .map(line -> style.fit(style.dim("    " + style.pick("│ ", "| ") + Columns.plain(line))))
                .toList();
    }

    /// Those that run, wait or failed, then the last that ended, then the next ones, in the order of the plan.
    private static List<StepView> pick(List<StepView> steps, int most) {
        if (steps.size() <= most) return steps;
        var chosen = new ArrayList<StepView>();
        for (var urgency = 0; urgency < 3; urgency++) {
            for (var i = 0; i < steps.size() && chosen.size() < most; i++) {
                var step = urgency == 1 ? steps.get(steps.size() - 1 - i) : steps.get(i);
                if (urgency(step.status()) == urgency) chosen.add(step);
            }
        }
        return steps.stream().filter(chosen::contains).toList();
    }

    private static int urgency(Status status) {
        return switch (status) {
            case RUNNING, WAITING, CANCELLING, FAILED, LOST -> 0;
            case SUCCEEDED, CACHED, SKIPPED, CANCELLED -> 1;
            case CREATED, QUEUED -> 2;
        };
    }

    /// One step.
    private String line(StepView step, int width, Instant now) {
        var out = new StringBuilder();
        out.append(style.status(step.status(), style.symbol(step.status()))).append(' ');
        var name = Columns.left(step.name(), width);
        out.append(step.status() == Status.RUNNING ? style.bold(name) : style.status(step.status(), name));
        if (step.status() == Status.RUNNING && step.total() > 0) {
            out.append("  ").append(style.bar(step.done(), step.total(), BAR));
            out.append("  ").append(Amounts.number(step.done())).append('/').append(Amounts.number(step.total()));
        }
        var parts = new ArrayList<String>();
        if (step.started() != null) {
            var end = step.ended() == null ? now : step.ended();
            parts.add(Amounts.duration(Duration.between(step.started(), end)));
        }
        if (step.status() == Status.SUCCEEDED && step.units() != null) {
            parts.add(Amounts.count(total(step.units()), "unit"));
        }
        parts.addAll(remarks(step));
        for (var part : parts) out.append("  ").append(style.dim(part));
        return out.toString();
    }

    /// What is worth saying beyond status and time: retries, failed units, reasons.
    List<String> remarks(StepView step) {
        var remarks = new ArrayList<String>();
        var units = step.units();
        var firsts = units == null ? 1 : started(units);
        if (step.attempts() > firsts)
            remarks.add(Amounts.count(step.attempts() - firsts, "retry").replace("retrys", "retries"));
        if (units != null && units.getOrDefault(Status.FAILED, 0) > 0) {
            remarks.add(Amounts.number(units.getOrDefault(Status.FAILED, 0)) + " failed");
        }
        if (!step.reason().isEmpty()) remarks.add(Columns.plain(step.reason()));
        var failure = step.failure();
        if (failure != null && step.status() != Status.SUCCEEDED) {
            var message = failure.message().lines().findFirst().orElse(failure.code());
            if (!step.reason().contains(message)) remarks.add(Columns.plain(message));
            if (failure.at() != null) remarks.add(failure.at());
        }
        return remarks;
    }

    static int total(Map<Status, Integer> units) {
        return units.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// Units that have been tried at least once.
    private static int started(Map<Status, Integer> units) {
        return total(units)
                - units.getOrDefault(Status.CREATED, 0)
                - units.getOrDefault(Status.QUEUED, 0)
                - units.getOrDefault(Status.SKIPPED, 0);
    }

    /// The table of all steps of a run at rest.
    List<String> table(RunView view, Instant now) {
        var table = new Table(style)
                .column("STEP")
                .column("STATUS")
                .numbers("TRIES")
                .numbers("UNITS")
                .numbers("TIME")
                .shrinking("");
        for (var step : view.steps()) {
            var end = step.ended() == null ? now : step.ended();
            table.row(
                    step.name(),
                    status(step.status()),
                    step.attempts() == 0 ? "" : Amounts.number(step.attempts()),
                    step.units() == null ? "" : units(step.units()),
                    step.started() == null ? "" : Amounts.duration(Duration.between(step.started(), end)),
                    style.dim(String.join("  ", remarks(step))));
        }
        return table.lines();
    }

    private static String units(Map<Status, Integer> units) {
        var total = total(units);
        var done = units.getOrDefault(Status.SUCCEEDED, 0) + units.getOrDefault(Status.CACHED, 0);
        return done == total ? Amounts.number(total) : Amounts.number(done) + "/" + Amounts.number(total);
    }

    /// A status with its symbol, in its colour.
    String status(Status status) {
        return style.status(status, style.symbol(status) + " " + status.name());
    }
}
