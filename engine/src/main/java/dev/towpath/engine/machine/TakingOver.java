package dev.towpath.engine.machine;

import dev.towpath.Failure;
import dev.towpath.Status;
import dev.towpath.plan.Node;
import java.util.Arrays;
import java.util.List;

/// Decides how a run goes on with a new owner: the attempts of the one before are gone, what it waited for is waited
/// for again.
final class TakingOver {
    private final RunState state;
    private final int interruptions;
    private final long now;
    private final Draft draft;

    TakingOver(RunState state, int interruptions, long now) {
        this.state = state;
        this.interruptions = interruptions;
        this.now = now;
        this.draft = new Draft(state);
    }

    Decision decide(String owner, int epoch) {
        draft.event(new Event.Owned(owner, epoch));
        for (var step = 0; step < state.steps.length; step++) {
            switch (state.steps[step]) {
                case StepState.Running _, StepState.Cancelling _ -> {
                    if (state.graph.node(step) instanceof Node.Expand) children(step);
                    else if (state.units[step] == null) attempt(step);
                    else units(step);
                }
                case StepState.Retrying _ -> draft.timers(step);
                case StepState.Created _,
                        StepState.Undecided _,
                        StepState.Queued _,
                        StepState.Succeeded _,
                        StepState.Chosen _,
                        StepState.Reused _,
                        StepState.Skipped _,
                        StepState.Failed _,
                        StepState.Cancelled _ -> {}
            }
        }
        for (var watch = 0; watch < state.answers.length; watch++)
            if (state.isAsked(watch)) draft.effect(new Effect.Look(watch));
        return draft.done();
    }

    private boolean isTriedAgain(Tries tries) {
        return tries.lost() + 1 < interruptions;
    }

    private void attempt(int step) {
        if (state.isCancelling()) draft.event(new Event.AttemptsStopped(step, Ranges.NONE));
        else if (state.graph.isAtMostOnce(step)) draft.event(new Event.AttemptsUndecided(step, Ranges.NONE));
        else if (isTriedAgain(state.steps[step].tries())) draft.event(new Event.AttemptsLost(step, Ranges.NONE));
        else giveUp(step, -1);
    }

    private void units(int step) {
        var units = state.units(step);
        if (state.isCancelling()) {
            draft.event(new Event.AttemptsStopped(step, Ranges.of(units.all(Status.CANCELLING))));
            return;
        }
        var gone = units.all(Status.RUNNING);
        var given = 0;
        if (state.graph.isAtMostOnce(step)) {
            if (gone.length > 0) draft.event(new Event.AttemptsUndecided(step, Ranges.of(gone)));
        } else {
            var lost = Arrays.stream(gone)
                    .filter(unit -> isTriedAgain(units.tries(unit)))
                    .toArray();
            if (lost.length > 0) draft.event(new Event.AttemptsLost(step, Ranges.of(lost)));
            given = gone.length - lost.length;
        }
        draft.timers(step);
        if (given > 0) giveUpUnits(step, given);
        else if (units.open() == 0) new Results(state).finish(step, 0, null, draft);
    }

    private void giveUpUnits(int step, int count) {
        Failure first = null;
        for (var unit : state.units(step).all(Status.RUNNING)) {
            if (isTriedAgain(state.units(step).tries(unit))) continue;
            var failure = giveUp(step, unit);
            if (first == null) first = failure;
        }
        new Results(state).finish(step, count, first, draft);
    }

    private Failure giveUp(int step, int unit) {
        var tries = unit < 0 ? state.steps[step].tries() : state.units(step).tries(unit);
        var node = state.graph.node(step);
        var failure = new Failure(
                "interrupted-too-often",
                "its process died " + interruptions + " times while it was executed",
                node.name(),
                unit,
                tries.number(),
                node.frame().at(),
                "Look into the log of the last attempt for what may have ended the process, then resume the run.",
                null,
                "",
                List.of());
        draft.event(new Event.AttemptFailed(step, unit, tries.number(), now, now, failure))
                .event(new Event.GaveUp(step, unit, failure));
        return failure;
    }

    private void children(int step) {
        var units = state.units(step);
        for (var unit : units.all(Status.RUNNING)) draft.effect(new Effect.SubmitChild(step, unit));
        for (var unit : units.all(Status.CANCELLING)) draft.effect(new Effect.CancelChild(step, unit));
        draft.timers(step);
        if (state.status(step) == Status.RUNNING && units.open() == 0) new Results(state).finish(step, 0, null, draft);
    }
}
