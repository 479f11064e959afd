package dev.towpath.engine;

import java.util.List;

/// What becomes of a run's steps when it goes on with another plan, or is repeated.
///
/// @param steps one for each node of the new plan that executes something, in its order
public record Changes(List<StepChange> steps) {
    public Changes {
        steps = List.copyOf(steps);
    }

    /// A step of the new plan.
    ///
    /// @param kept whether its stored output is used again
    /// @param why it runs again, as a sentence without its end; empty if it is kept
    public record StepChange(String step, boolean kept, String why) {}

    /// The names of the steps that are not executed again.
    public List<String> kept() {
        return steps.stream().filter(StepChange::kept).map(StepChange::step).toList();
    }
}
