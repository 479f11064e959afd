package dev.towpath.embedded;

import dev.towpath.engine.Projections;
import dev.towpath.spi.RunRow;
import dev.towpath.spi.StepRow;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What the stored rows of a run say otherwise than its events.
final class RowDifference {
    private RowDifference() {}

    /// For people; empty if there is none.
    static String of(RunRow row, List<StepRow> steps, Projections.Rows told) {
        if (!isTold(row, told.run()))
            return "its row is not what its events tell: it says %s after %d events, they say %s after %d"
                    .formatted(
                            row.status(),
                            row.seq(),
                            told.run().status(),
                            told.run().seq());
        var stored = steps.stream().collect(Collectors.toMap(StepRow::index, Function.identity()));
        for (var step : told.begun()) {
            var known = stored.get(step.index());
            if (!step.equals(known))
                return "the row of step '%s' is not what the events tell: it says %s, they say %s"
                        .formatted(step.name(), known == null ? "nothing" : known.status(), step.status());
        }
        var known = told.steps().stream().map(StepRow::index).collect(Collectors.toSet());
        for (var step : steps)
            if (!known.contains(step.index()))
                return "there is a row of a step '" + step.name() + "' that the plan does not have";
        return "";
    }

    /// A row is written when something in it changes besides the number of the last event.
    private static boolean isTold(RunRow row, RunRow told) {
        return row.seq() <= told.seq()
                && row.status() == told.status()
                && row.epoch() == told.epoch()
                && Objects.equals(row.started(), told.started())
                && Objects.equals(row.ended(), told.ended())
                && Objects.equals(row.output(), told.output())
                && Objects.equals(row.failure(), told.failure())
                && row.reason().equals(told.reason());
    }
}
