package dev.towpath.engine.machine;

import dev.towpath.Status;
import dev.towpath.plan.Node;
import java.util.ArrayList;

/// The rules of a run. [#decide] only reads and always gives the same for the same; [#apply] alone changes the state;
/// [#turn] does both until nothing is left to decide.
public final class Machine {
    private static final Message PROCEED = new Message.Proceed();

    /// These rules, for those who take them as a parameter.
    public static final Rules RULES = new Rules() {
        @Override
        public Decision turn(RunState state, Message message, long now) {
            return Machine.turn(state, message, now);
        }

        @Override
        public void apply(RunState state, Event event) {
            Machine.apply(state, event);
        }
    };

    private Machine() {}

    /// Decides what follows from a message and from all that follows from that, and applies it. The events must be on
    /// disk before any of the effects that the outside can see.
    ///
    /// @param now in milliseconds since 1970
    public static Decision turn(RunState state, Message message, long now) {
        var events = new ArrayList<Event>();
        var effects = new ArrayList<Effect>();
        for (var next = decide(state, message, now); !next.isNothing(); next = decide(state, PROCEED, now)) {
            for (var event : next.events()) apply(state, event);
            events.addAll(next.events());
            effects.addAll(next.effects());
        }
        return events.isEmpty() && effects.isEmpty() ? Decision.NOTHING : new Decision(events, effects);
    }

    /// Changes the state as an event says.
    ///
    /// @throws IllegalStateException if the event can not follow on this state
    public static void apply(RunState state, Event event) {
        new Fold(state).apply(event);
    }

    /// Decides what follows from a message alone.
    ///
    /// @param now in milliseconds since 1970
    public static Decision decide(RunState state, Message message, long now) {
        return switch (message) {
            case Message.Submit submit -> submit(state, submit);
            case Message.TakeOver(var owner, var epoch, var interruptions) ->
                new TakingOver(state, interruptions, now).decide(owner, epoch);
            case Message.MissCode(var reason) -> new Holding(state).missCode(reason);
            case Message.FindCode _ -> new Holding(state).findCode();
            case Message.Pause(var reason) -> new Holding(state).pause(reason);
            case Message.Unpause(var reason) -> new Holding(state).unpause(reason);
            case Message.Decide decide -> new Results(state).decided(decide);
            case Message.Replace replace -> replace(state, replace);
            case Message.Proceed _ -> proceed(state);
            case Message.Place(var step, var most) -> place(state, step, most);
            case Message.Refuse refuse -> refuse(state, refuse, now);
            case Message.UnitsDone done -> new Results(state).unitsDone(done);
            case Message.StepDone done -> new Results(state).stepDone(done);
            case Message.Metrics(var step, var unit, var number, var metrics) ->
                new Draft(state)
                        .event(new Event.Measured(step, unit, number, metrics))
                        .done();
            case Message.AttemptFailed failed -> new Results(state).failed(failed, now);
            case Message.AttemptStopped stopped -> new Results(state).stopped(stopped);
            case Message.TimerFired(var step, var unit) -> timer(state, step, unit, now);
            case Message.Looked(var watch, var answer) ->
                state.isAsked(watch)
                        ? new Draft(state)
                                .event(new Event.Looked(watch, answer))
                                .done()
                        : Decision.NOTHING;
            case Message.Gathered(var step, var made, var elements) ->
                isGathering(state, step)
                        ? new Draft(state)
                                .event(new Event.ListKept(step, made, elements))
                                .looks(step)
                                .done()
                        : Decision.NOTHING;
            case Message.GatherFailed(var step, var failure) ->
                isGathering(state, step)
                        ? new Draft(state)
                                .event(new Event.StepFailed(step, failure))
                                .done()
                        : Decision.NOTHING;
            case Message.Cancel(var reason) -> cancel(state, reason);
            case Message.Resume _ -> resume(state);
        };
    }

    private static boolean isGathering(RunState state, int step) {
        var own = state.units[step];
        return own != null && state.status(step) == Status.RUNNING && own.open() == 0;
    }

    private static Decision submit(RunState state, Message.Submit submit) {
        var draft = new Draft(state).event(new Event.Submitted(submit.serial(), submit.batch()));
        if (!submit.owner().isEmpty())
            draft.event(new Event.Owned(submit.owner(), 1)).looks(-1);
        var reuse = submit.reuse();
        if (reuse == null) return draft.done();
        var needed = reuse.only() < 0 ? null : Ancestors.of(state.graph, reuse.only());
        for (var stored : reuse.stored()) {
            var step = stored.step();
            if (step == reuse.only() || (needed != null && !needed.get(step))) continue;
            draft.event(new Event.StepReused(step, stored.origin(), stored.made()));
            if (!submit.owner().isEmpty()) draft.looks(step);
        }
        for (var step = 0; needed != null && step < state.steps.length; step++)
            if (step != reuse.only() && !needed.get(step)) draft.event(new Event.StepSkipped(step, "not asked for"));
        return draft.done();
    }

    private static Decision replace(RunState state, Message.Replace replace) {
        var draft = new Draft(state)
                .event(new Event.CodeReplaced(replace.code(), replace.before(), replace.serial(), replace.batch()))
                .event(new Event.Owned(replace.owner(), replace.epoch()))
                .looks(-1);
        for (var kept : replace.kept()) draft.event(kept).looks(kept.step());
        return draft.done();
    }

    private static Decision proceed(RunState state) {
        var draft = new Draft(state);
        if (state.isCancelling() && state.running == 0)
            return draft.event(new Event.RunCancelled())
                    .effect(new Effect.Announce())
                    .done();
        if (!state.isActive()) return Decision.NOTHING;
        if (state.isHeld())
            return state.status() == Status.RUNNING
                    ? draft.event(new Event.RunWaiting(state.hold())).done()
                    : Decision.NOTHING;
        for (var i = 0; i < state.due.size(); i++)
            for (var event : Readiness.of(state, state.due.get(i))) becomes(state, event, draft);
        return draft.isEmpty() ? rest(state) : draft.done();
    }

    private static void becomes(RunState state, Event event, Draft draft) {
        switch (event) {
            case Event.StepQueued(var step, var count) -> {
                draft.event(event);
                var known = state.units[step];
                if (count < 0 || (known == null ? count : known.open()) > 0) return;
                draft.runs().event(new Event.AttemptsStarted(step, 0, 0, 1)).effect(new Effect.Gather(step));
            }
            case Event.BranchChosen(var step, _) -> draft.event(event).looks(step);
            case Event.AttemptsStarted _ -> draft.runs().event(event);
            default -> draft.event(event);
        }
    }

    /// Nothing has become due: does the run wait, go on or end?
    private static Decision rest(RunState state) {
        var draft = new Draft(state);
        if (state.open == 0 && state.looking == 0) {
            if (state.failure != null) {
                draft.runs().event(new Event.RunFailed(state.failure));
            } else {
                var output = switch (state.answers[state.graph.result()]) {
                    case Answer.Content(var made) -> made;
                    case Answer.Skipped _ -> null;
                    case null ->
                        throw new IllegalStateException("nothing is left to do, but there is no result: " + state);
                    case Answer.Broken _, Answer.Case _, Answer.Count _ -> throw new IllegalStateException("" + state);
                };
                draft.runs().event(new Event.RunSucceeded(output));
            }
            return draft.effect(new Effect.Announce()).done();
        }
        var busy = state.running > 0 || !state.ready.isEmpty() || state.looking > 0;
        if (state.status() == Status.WAITING && busy) draft.event(new Event.RunWoken());
        if (state.status() == Status.RUNNING && !busy && state.waiting > 0)
            draft.event(new Event.RunWaiting("waits before it tries again"));
        else if (!busy && state.undecided > 0 && isStartable(state))
            draft.runs().event(new Event.RunWaiting(Undecided.reason(state)));
        return draft.done();
    }

    private static boolean isStartable(RunState state) {
        return state.status() == Status.RUNNING || (state.status() == Status.QUEUED && !state.isHeld());
    }

    private static Decision place(RunState state, int step, int most) {
        if (state.nextReady(step) != step || (state.serial && state.running > 0)) return Decision.NOTHING;
        var draft = new Draft(state).runs();
        var own = state.units[step];
        if (own == null) {
            var number = state.steps[step].tries().number() + 1;
            draft.event(new Event.AttemptsStarted(step, -1, 1, number));
            return draft.effect(new Effect.Start(step, -1, 1, number)).done();
        }
        var first = own.startable();
        var count = own.together(most);
        var number = own.tries(first).number() + 1;
        draft.event(new Event.AttemptsStarted(step, first, count, number));
        if (!(state.graph.node(step) instanceof Node.Expand))
            return draft.effect(new Effect.Start(step, first, count, number)).done();
        for (var unit = first; unit < first + count; unit++) draft.effect(new Effect.SubmitChild(step, unit));
        return draft.done();
    }

    private static Decision refuse(RunState state, Message.Refuse refuse, long now) {
        var step = refuse.step();
        if (!state.isActive() || state.isHeld()) return Decision.NOTHING;
        var own = state.units[step];
        if (own != null && state.status(step) == Status.RUNNING && own.inFlight() == 0)
            return new Draft(state)
                    .event(new Event.StepFailed(step, refuse.failure()))
                    .done();
        if (state.status(step) != Status.QUEUED) return Decision.NOTHING;
        var draft = new Draft(state).runs();
        if (own != null)
            return draft.event(new Event.AttemptsStarted(step, 0, 0, 1))
                    .event(new Event.StepFailed(step, refuse.failure()))
                    .done();
        var number = state.steps[step].tries().number() + 1;
        return draft.event(new Event.AttemptsStarted(step, -1, 1, number))
                .event(new Event.AttemptFailed(step, -1, number, now, now, refuse.failure()))
                .event(new Event.GaveUp(step, -1, refuse.failure()))
                .done();
    }

    private static Decision timer(RunState state, int step, int unit, long now) {
        var own = state.units[step];
        Long due = null;
        if (unit >= 0 && own != null) due = own.delay(unit);
        else if (unit < 0 && state.steps[step] instanceof StepState.Retrying(_, var at)) due = at;
        if (due == null || !state.isActive() || state.isHeld()) return Decision.NOTHING;
        return now < due
                ? new Draft(state).effect(new Effect.Timer(step, unit, due)).done()
                : new Draft(state).event(new Event.RetryDue(step, unit)).done();
    }

    private static Decision cancel(RunState state, String reason) {
        if (!(Transitions.run(state.status(), Transitions.RunMove.ASK_CANCEL) instanceof Ruling.To(var next)))
            return Decision.NOTHING;
        var draft = new Draft(state).event(new Event.CancelAsked(reason));
        if (next == Status.CANCELLED) return draft.effect(new Effect.Announce()).done();
        if (state.running > 0) draft.effect(new Effect.StopAttempts());
        for (var step = 0; step < state.steps.length; step++) {
            if (!(state.graph.node(step) instanceof Node.Expand) || state.units[step] == null) continue;
            for (var unit : state.units(step).all(Status.RUNNING)) draft.effect(new Effect.CancelChild(step, unit));
        }
        return draft.done();
    }

    /// @throws IllegalStateException if the run has not failed and was not cancelled
    private static Decision resume(RunState state) {
        if (!(Transitions.run(state.status(), Transitions.RunMove.RESUME) instanceof Ruling.To))
            throw new IllegalMove(
                    "run", state.status(), Transitions.RunMove.RESUME, Transitions.allowedForRun(state.status()));
        var draft = new Draft(state).event(new Event.Resumed());
        for (var watch = 0; watch < state.answers.length; watch++)
            if (state.answers[watch] instanceof Answer.Broken) draft.effect(new Effect.Look(watch));
        for (var step = 0; step < state.steps.length; step++)
            if (state.steps[step] instanceof StepState.Cancelled(_, var kept) && kept != null) draft.looks(step);
        return draft.done();
    }
}
