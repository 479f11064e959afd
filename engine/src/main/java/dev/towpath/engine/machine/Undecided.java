package dev.towpath.engine.machine;

import dev.towpath.Status;

/// What is said of attempts that may have happened.
final class Undecided {
    private Undecided() {}

    /// Of one step.
    ///
    /// @param units empty for a step that is not mapped
    static String reason(RunState state, int step, Ranges units) {
        var name = state.graph.node(step).name();
        return "undecided: `" + name + "`" + (units.count() == 0 ? "" : " of unit " + units)
                + " may have happened; decide with towpath resume " + state.run + " --step " + name
                + (units.count() == 0 ? "" : "@" + units.bounds()[0]) + " and one of --done FILE, --retry, --fail";
    }

    /// Of the first of the steps.
    static String reason(RunState state) {
        for (var step = 0; step < state.steps.length; step++) {
            var reason = state.reason(step);
            if (state.status(step) != Status.SKIPPED && !reason.isEmpty()) return reason;
        }
        throw new IllegalStateException("nothing is undecided: " + state);
    }
}
