package dev.towpath.store;

import dev.towpath.Failure;
import dev.towpath.Status;
import dev.towpath.spi.RunRow;
import dev.towpath.spi.StepRow;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What must be true of a row whatever wrote it; the tables' CHECK constraints repeat it.
///
/// A row that breaks a rule is a fault of the program, not of the store: an `IllegalStateException` with the row.
final class StateRules {
    private static final Set<Status> NOT_OF_RUNS = Set.of(Status.CACHED, Status.SKIPPED, Status.LOST);

    private StateRules() {}

    static void check(RunRow run) {
        if (NOT_OF_RUNS.contains(run.status())) throw broken("a run is never " + run.status(), run);
        check(run.status(), run.failure(), run);
    }

    static void check(StepRow step) {
        if (step.status() == Status.LOST) throw broken("a step is never LOST", step);
        check(step.status(), step.failure(), step);
    }

    private static void check(Status status, @Nullable Failure failure, Record row) {
        if (status == Status.FAILED && failure == null) throw broken("what is FAILED says why", row);
    }

    private static IllegalStateException broken(String rule, Record row) {
        return new IllegalStateException(rule + ", but: " + row);
    }
}
