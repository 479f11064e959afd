package dev.towpath.embedded;

import java.util.List;

/// What a run would keep and what it would execute: shown before it goes on with other code, or is made again.
///
/// @param steps in the order of the plan, those that are gone last
public record CodeChanges(List<Step> steps) {
    public CodeChanges {
        steps = List.copyOf(steps);
    }

    /// What becomes of a step.
    public enum Fate {
        /// It has succeeded and is not executed again.
        KEPT,
        /// It has not been executed yet.
        RUNS,
        /// It has succeeded and is executed again all the same.
        RUNS_AGAIN,
        /// Its branch was not taken, and is decided by the same values again.
        SKIPPED,
        /// The other code does not have it.
        GONE
    }

    /// One step.
    ///
    /// @param why it is executed; empty if it is kept
    public record Step(String name, Fate fate, String why) {}

    /// Whether nothing would be executed.
    public boolean isNothing() {
        return steps.stream().noneMatch(step -> step.fate() == Fate.RUNS || step.fate() == Fate.RUNS_AGAIN);
    }
}
