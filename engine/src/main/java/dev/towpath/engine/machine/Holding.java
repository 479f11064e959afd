package dev.towpath.engine.machine;

/// Decides what keeps a run from starting anything, a pause or missing code, and what follows when that is over.
final class Holding {
    private final RunState state;

    Holding(RunState state) {
        this.state = state;
    }

    private boolean may(Transitions.RunMove move) {
        return Transitions.run(state.status(), move) instanceof Ruling.To;
    }

    Decision missCode(String reason) {
        if (reason.equals(state.codeMissing) || !may(Transitions.RunMove.MISS_CODE)) return Decision.NOTHING;
        return new Draft(state).event(new Event.CodeMissing(reason)).done();
    }

    Decision findCode() {
        if (state.codeMissing == null || !may(Transitions.RunMove.FIND_CODE)) return Decision.NOTHING;
        return released(new Draft(state).event(new Event.CodeFound()), state.paused == null);
    }

    Decision pause(String reason) {
        if (state.paused != null || !may(Transitions.RunMove.PAUSE)) return Decision.NOTHING;
        return new Draft(state).event(new Event.Paused(reason)).done();
    }

    Decision unpause(String reason) {
        if (state.paused == null || !may(Transitions.RunMove.UNPAUSE)) return Decision.NOTHING;
        return released(new Draft(state).event(new Event.Unpaused(reason)), state.codeMissing == null);
    }

    /// Timers that fired meanwhile were not heard: all of them are set again.
    private Decision released(Draft draft, boolean free) {
        for (var step = 0; free && step < state.steps.length; step++) draft.timers(step);
        return draft.done();
    }
}
