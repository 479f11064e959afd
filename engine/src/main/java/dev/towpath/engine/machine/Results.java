package dev.towpath.engine.machine;

import dev.towpath.Failure;
import dev.towpath.Retry;
import dev.towpath.Status;
import dev.towpath.plan.Node;
import org.jspecify.annotations.Nullable;

/// Decides what follows from the end of attempts. News of an attempt that nobody waits for is late and changes nothing:
/// it is of an old owner, of an earlier try, or of a unit that has ended.
final class Results {
    private final RunState state;

    Results(RunState state) {
        this.state = state;
    }

    private boolean isAwaited(int step, int unit, int epoch, int number) {
        if (epoch != state.epoch) return false;
        var status = unit < 0 ? state.status(step) : state.unitStatus(step, unit);
        if (status != Status.RUNNING && status != Status.CANCELLING) return false;
        var tries = unit < 0 ? state.steps[step].tries() : state.units(step).tries(unit);
        return tries.number() == number;
    }

    Decision stepDone(Message.StepDone done) {
        var step = done.step();
        if (!isAwaited(step, -1, done.epoch(), done.number())) return Decision.NOTHING;
        var draft = new Draft(state)
                .event(new Event.StepSucceeded(step, done.number(), done.started(), done.ended(), done.made()));
        if (state.status(step) == Status.RUNNING) draft.looks(step);
        return draft.done();
    }

    Decision unitsDone(Message.UnitsDone done) {
        var step = done.step();
        var results = awaited(done);
        if (results == null) return Decision.NOTHING;
        var draft = new Draft(state).event(new Event.UnitsSucceeded(step, results));
        if (state.status(step) == Status.RUNNING) finish(step, results.count(), null, draft);
        return draft.done();
    }

    private @Nullable UnitResults awaited(Message.UnitsDone done) {
        var all = done.results();
        var places = new int[all.count()];
        var count = 0;
        for (var i = 0; i < places.length; i++)
            if (isAwaited(done.step(), all.units()[i], done.epoch(), all.number())) places[count++] = i;
        if (count == 0) return null;
        return count == places.length ? all : all.only(places, count);
    }

    Decision failed(Message.AttemptFailed message, long now) {
        var step = message.step();
        var unit = message.unit();
        if (!isAwaited(step, unit, message.epoch(), message.number())) return Decision.NOTHING;
        var failure = message.cause().failure();
        var draft = new Draft(state)
                .event(new Event.AttemptFailed(
                        step, unit, message.number(), message.started(), message.ended(), failure));
        if (state.status(step) == Status.CANCELLING) return draft.done();
        var tries = unit < 0 ? state.steps[step].tries() : state.units(step).tries(unit);
        var retry = retry(step);
        var failedTries = tries.failed() + 1;
        if (!state.graph.isAtMostOnce(step) && Retrying.again(retry, message.cause(), failedTries)) {
            var at = now + Retrying.delay(retry, failedTries, message.cause().chance());
            return draft.event(new Event.RetryPlanned(step, unit, at))
                    .effect(new Effect.Timer(step, unit, at))
                    .done();
        }
        draft.event(new Event.GaveUp(step, unit, failure));
        if (unit >= 0) finish(step, 1, failure, draft);
        return draft.done();
    }

    private Retry retry(int step) {
        var policies = Node.policies(state.graph.node(step));
        return policies == null ? Retry.DEFAULT : policies.retry();
    }

    Decision stopped(Message.AttemptStopped message) {
        var step = message.step();
        var unit = message.unit();
        if (!isAwaited(step, unit, message.epoch(), message.number())) return Decision.NOTHING;
        var units = unit < 0 ? Ranges.NONE : Ranges.span(unit, 1);
        if (state.status(step) == Status.CANCELLING)
            return new Draft(state)
                    .event(new Event.AttemptsStopped(step, units))
                    .done();
        // One that stops although nobody asked is gone like one whose process died.
        return new Draft(state)
                .event(
                        state.graph.isAtMostOnce(step)
                                ? new Event.AttemptsUndecided(step, units)
                                : new Event.AttemptsLost(step, units))
                .done();
    }

    /// What somebody says of an attempt of which nobody waits to know is late.
    Decision decided(Message.Decide message) {
        var step = message.step();
        var unit = message.unit();
        if (!state.isUndecided(step, unit)) return Decision.NOTHING;
        var draft = new Draft(state).event(new Event.Decided(step, unit, message.verdict()));
        switch (message.verdict()) {
            case Verdict.Done _ -> {
                if (unit < 0) draft.looks(step);
                else finish(step, 1, null, draft);
            }
            case Verdict.Fail(var failure) -> {
                if (unit >= 0) finish(step, 1, failure, draft);
            }
            case Verdict.Retry _ -> {}
        }
        return draft.done();
    }

    /// If these were the last units of a step, its list is gathered or it has failed.
    ///
    /// @param ended how many units end with this decision
    /// @param failure of the one that ends badly; null if they end well
    void finish(int step, int ended, @Nullable Failure failure, Draft draft) {
        var units = state.units(step);
        if (units.open() > ended) return;
        var failed = units.with(Status.FAILED) + (failure == null ? 0 : ended);
        var policies = Node.policies(state.graph.node(step));
        var allowed = policies == null ? 0 : policies.allowedFailures();
        if (failed <= allowed) {
            draft.effect(new Effect.Gather(step));
            return;
        }
        var first = units.failure();
        if (first == null || (failure != null && failure.unit() < first.unit())) first = failure;
        if (first == null) throw new IllegalStateException("units have failed without a failure: " + units);
        draft.event(new Event.StepFailed(step, summary(first, failed, units.count())));
    }

    private static Failure summary(Failure first, int failed, int count) {
        if (failed == 1) return first;
        var message =
                first.message() + " (" + failed + " of " + count + " units failed, this is unit " + first.unit() + ")";
        return new Failure(
                first.code(),
                message,
                first.step(),
                first.unit(),
                first.attempt(),
                first.at(),
                first.hint(),
                first.error(),
                first.stack(),
                first.lastLines());
    }
}
