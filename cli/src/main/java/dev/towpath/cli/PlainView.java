package dev.towpath.cli;

import dev.towpath.Status;
import dev.towpath.embedded.RunView;
import dev.towpath.embedded.StepView;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A run as lines that are never changed, for files and pipes: one whenever a step changes.
final class PlainView {
    private static final Duration PROGRESS_EVERY = Duration.ofSeconds(5);

    private final Style style;
    private final ZoneId zone;
    private final Map<String, Known> known = new HashMap<>();

    private record Known(Status status, int attempts, Instant told) {}

    PlainView(Style style, ZoneId zone) {
        this.style = style;
        this.zone = zone;
    }

    /// What is new since the last call.
    List<String> news(RunView view, Instant now) {
        var width = view.steps().stream()
                .mapToInt(step -> Columns.of(step.name()))
                .max()
                .orElse(0);
        var lines = new ArrayList<String>();
        for (var step : view.steps()) {
            var before = known.get(step.name());
            if (!isNews(step, before, now)) continue;
            var status = step.status();
            if (status != Status.CREATED && status != Status.QUEUED) lines.add(line(step, width, now));
            known.put(step.name(), new Known(status, step.attempts(), now));
        }
        return lines;
    }

    private static boolean isNews(StepView step, @Nullable Known before, Instant now) {
        if (before == null || before.status() != step.status()) return true;
        if (step.status() != Status.RUNNING) return false;
        var retried = step.units() == null && step.attempts() > Math.max(1, before.attempts());
        return retried || step.total() > 0 && before.told().plus(PROGRESS_EVERY).isBefore(now);
    }

    private String line(StepView step, int width, Instant now) {
        var at = step.ended() != null ? step.ended() : now;
        var out = new StringBuilder(style.dim(Amounts.time(at, zone)));
        out.append("  ").append(Columns.left(step.name(), width));
        out.append("  ").append(style.status(step.status(), step.status().name().toLowerCase(java.util.Locale.ROOT)));
        if (step.status() == Status.RUNNING && step.total() > 0) {
            out.append("  ").append(Amounts.number(step.done())).append('/').append(Amounts.number(step.total()));
        }
        if (step.started() != null && step.ended() != null) {
            out.append("  ").append(Amounts.duration(Duration.between(step.started(), step.ended())));
        }
        if (step.ended() != null && step.units() != null) {
            out.append("  ").append(Amounts.count(RunLines.total(step.units()), "unit"));
        }
        for (var remark : new RunLines(style).remarks(step)) out.append("  ").append(remark);
        return out.toString();
    }
}
