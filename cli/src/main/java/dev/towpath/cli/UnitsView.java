package dev.towpath.cli;

import dev.towpath.Failure;
import dev.towpath.Status;
import dev.towpath.embedded.RunView;
import dev.towpath.embedded.StepView;
import dev.towpath.embedded.Towpath;
import dev.towpath.embedded.UnitView;
import dev.towpath.value.Nearest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The units of a mapped step: failed ones first, and how to get what the others gave.
final class UnitsView {
    private static final int SHOWN = 50;

    private final Context context;
    private final RunView run;

    UnitsView(Context context, RunView run) {
        this.context = context;
        this.run = run;
    }

    /// Prints the units of a step, as a table or for programs.
    void print(Towpath towpath, String step) {
        var view = step(step);
        var all = towpath.units(run.id(), step);
        var status = status();
        var wanted = all.stream()
                .filter(unit -> status == null || unit.status() == status)
                .sorted(Comparator.comparingInt(unit -> unit.status() == Status.FAILED ? 0 : 1))
                .toList();
        if (context.json()) {
            context.printJson(wanted.stream().map(UnitsView::tree).toList());
            return;
        }
        var lines = new RunLines(context.out());
        var counted = all.isEmpty() ? "no units" : Amounts.count(all.size(), "unit");
        context.print(context.out().bold(step) + "  " + lines.status(view.status()) + "  "
                + context.out().dim(counted + " in " + run.id()));
        if (wanted.isEmpty()) {
            if (status != null) context.print("None is " + status + ".");
            return;
        }
        context.print("");
        table(lines, wanted, step);
        context.print(kept(context, run));
    }

    private StepView step(String name) {
        var names = run.steps().stream().map(StepView::name).toList();
        return run.steps().stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFound(
                        "step-not-found",
                        "the run has no step '" + name + "'",
                        run.id().text(),
                        Nearest.question(name, names) + "Its steps: " + String.join(", ", names) + "."));
    }

    private @Nullable Status status() {
        var typed = context.arguments().value("status");
        if (typed == null) return null;
        var names = Arrays.stream(Status.values()).map(Status::name).toList();
        var name = typed.toUpperCase(Locale.ROOT);
        if (names.contains(name)) return Status.valueOf(name);
        throw new UsageError(
                "'" + typed + "' is no status",
                Nearest.question(typed, names) + "There is " + String.join(", ", names) + ".");
    }

    private void table(RunLines lines, List<UnitView> units, String step) {
        var shown = (int) Math.min(context.arguments().number("limit", SHOWN), units.size());
        var table = new Table(context.out())
                .numbers("UNIT")
                .column("STATUS")
                .numbers("TRIES")
                .numbers("TIME")
                .shrinking("");
        for (var unit : units.subList(0, shown)) {
            var timed = unit.started() != null && unit.ended() != null;
            table.row(
                    Integer.toString(unit.index()),
                    lines.status(unit.status()),
                    unit.attempts() == 0 ? "" : Integer.toString(unit.attempts()),
                    timed ? Amounts.duration(Duration.between(unit.started(), unit.ended())) : "",
                    unit.failure() == null ? "" : inOneLine(unit.failure()));
        }
        context.print(table.lines());
        if (shown < units.size()) {
            var more = context.suggest("show " + run.id() + " --units " + step + " --limit " + units.size());
            context.print(context.out().dim(Amounts.count(units.size() - shown, "more unit") + ": " + more));
        }
    }

    private static String inOneLine(Failure failure) {
        var message = failure.message().lines().findFirst().orElse(failure.code());
        return Columns.plain(failure.at() == null ? message : message + "  " + failure.at());
    }

    private static Map<String, @Nullable Object> tree(UnitView unit) {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put("unit", unit.index());
        tree.put("status", unit.status().name());
        tree.put("attempts", unit.attempts());
        tree.put("error", unit.failure() == null ? null : RunJson.error(unit.failure()));
        return tree;
    }

    /// How to get what the good units of steps gave that have no list, because other units failed.
    static List<String> kept(Context context, RunView run) {
        var style = context.out();
        return run.steps().stream()
                .filter(step -> step.status() == Status.FAILED && good(step) > 0)
                .map(step -> style.dim("units     ")
                        + Amounts.count(good(step), "unit") + " of " + step.name() + " succeeded: "
                        + context.suggest("artifacts get " + run.id() + "/" + step.name() + "@UNIT"))
                .toList();
    }

    private static int good(StepView step) {
        return step.units() == null ? 0 : step.units().getOrDefault(Status.SUCCEEDED, 0);
    }
}
