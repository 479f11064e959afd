package dev.towpath.testkit.simulation;

import dev.towpath.Status;
import dev.towpath.engine.machine.Decision;
import dev.towpath.engine.machine.Effect;
import dev.towpath.engine.machine.Event;
import dev.towpath.engine.machine.Message;
import dev.towpath.engine.machine.Ranges;
import dev.towpath.engine.machine.RunState;
import dev.towpath.engine.machine.UnitResults;
import dev.towpath.plan.Node;
import java.util.ArrayList;
import java.util.List;

/// Bugs in the rules of runs.
final class PlantedRules {
    private PlantedRules() {}

    /// A result is taken for one of the try that is going on, whatever its number.
    static final class NumberIsNoFence extends BentRules {
        @Override
        Message heard(RunState state, Message message) {
            return switch (message) {
                case Message.StepDone(var step, var epoch, _, var from, var to, var made) ->
                    new Message.StepDone(step, epoch, state.attempts(step), from, to, made);
                case Message.UnitsDone(var step, var epoch, var r)
                when r.count() == 1 && isKnown(state, step, r) ->
                    new Message.UnitsDone(step, epoch, numbered(r, state.unitTries(step, r.units()[0])));
                default -> message;
            };
        }
    }

    private static boolean isKnown(RunState state, int step, UnitResults results) {
        return results.units()[0] < state.unitCount(step);
    }

    private static UnitResults numbered(UnitResults r, int number) {
        return new UnitResults(number, r.units(), r.started(), r.ended(), r.values(), r.digests(), r.sizes());
    }

    /// Who takes a run over writes under the epoch of the one before.
    static class TakesOverWithoutEpoch extends BentRules {
        @Override
        Message heard(RunState state, Message message) {
            return message instanceof Message.TakeOver(var owner, var epoch, var interruptions) && isBent(state)
                    ? new Message.TakeOver(owner, epoch - 1, interruptions)
                    : message;
        }

        boolean isBent(RunState state) {
            return true;
        }
    }

    /// The same, but only of a run that waits.
    static final class TakesWaitingRunsOverWithoutEpoch extends TakesOverWithoutEpoch {
        @Override
        boolean isBent(RunState state) {
            return state.status() == Status.WAITING;
        }
    }

    /// Who takes a run over forgets what it waits for.
    static final class TakeOverLosesTimers extends BentRules {
        @Override
        Decision bent(RunState state, Message message, Decision decision, long now) {
            return message instanceof Message.TakeOver
                    ? without(decision, effect -> effect instanceof Effect.Timer)
                    : decision;
        }
    }

    /// A pause ends, and what was to be tried again meanwhile is forgotten.
    static final class UnpauseLosesTimers extends BentRules {
        @Override
        Decision bent(RunState state, Message message, Decision decision, long now) {
            return message instanceof Message.Unpause
                    ? without(decision, effect -> effect instanceof Effect.Timer)
                    : decision;
        }
    }

    /// Results that come together are packed with one of them twice.
    static class PacksUnitTwice extends BentRules {
        @Override
        Decision bent(RunState state, Message message, Decision decision, long now) {
            if (!isBent(state)) return decision;
            var events = new ArrayList<Event>();
            for (var event : decision.events())
                events.add(
                        event instanceof Event.UnitsSucceeded(var step, var results) && results.count() > 1
                                ? new Event.UnitsSucceeded(step, twice(results))
                                : event);
            return with(decision, events);
        }

        boolean isBent(RunState state) {
            return true;
        }

        private static UnitResults twice(UnitResults r) {
            var units = r.units().clone();
            units[1] = units[0];
            return new UnitResults(r.number(), units, r.started(), r.ended(), r.values(), r.digests(), r.sizes());
        }
    }

    /// The same, but only in a run that was taken over twice.
    static final class PacksUnitTwiceAfterCrashes extends PacksUnitTwice {
        @Override
        boolean isBent(RunState state) {
            return state.epoch() > 2;
        }
    }

    /// After a crash a failed try is counted twice.
    static final class RecoveryCountsFailuresTwice extends BentRules {
        @Override
        List<Event> read(RunState state, Event event) {
            return event instanceof Event.AttemptFailed ? List.of(event, event) : List.of(event);
        }
    }

    /// After a crash a lost attempt is still taken for one that is executed.
    static final class RecoveryForgetsLosses extends BentRules {
        @Override
        List<Event> read(RunState state, Event event) {
            return event instanceof Event.AttemptsLost ? List.of() : List.of(event);
        }
    }

    /// After a crash nobody remembers that the run has begun.
    static final class RecoveryForgetsTheBeginning extends BentRules {
        @Override
        List<Event> read(RunState state, Event event) {
            return event instanceof Event.Looked looked ? List.of(looked, looked) : List.of(event);
        }
    }

    /// A cancelled run ends although its attempts go on.
    static final class CancelDoesNotWait extends BentRules {
        @Override
        Decision bent(RunState state, Message message, Decision decision, long now) {
            if (!(message instanceof Message.Cancel) || decision.isNothing() || state.running() == 0) return decision;
            var events = new ArrayList<>(decision.events());
            for (var step = 0; step < state.graph().size(); step++)
                if (state.status(step) == Status.RUNNING && !state.graph().isMapped(step))
                    events.add(new Event.AttemptsStopped(step, Ranges.span(0, 0)));
            return with(decision, events);
        }
    }

    /// The result of a step that is being cancelled is thrown away, and its end with it.
    static final class ResultDuringCancelIsLost extends BentRules {
        @Override
        Decision bent(RunState state, Message message, Decision decision, long now) {
            return message instanceof Message.StepDone(var step, _, _, _, _, _)
                            && state.status(step) == Status.CANCELLING
                    ? Decision.NOTHING
                    : decision;
        }
    }

    /// One try more than the step allows.
    static final class OneTryTooMany extends BentRules {
        @Override
        Decision bent(RunState state, Message message, Decision decision, long now) {
            if (!(message instanceof Message.AttemptFailed failed) || failed.unit() >= 0) return decision;
            if (failed.cause().kind() != Message.Kind.APPLICATION) return decision;
            var events = new ArrayList<Event>();
            for (var event : decision.events())
                events.add(
                        event instanceof Event.GaveUp(var step, var unit, _)
                                        && state.attempts(step) == tries(state, step)
                                ? new Event.RetryPlanned(step, unit, now)
                                : event);
            var effects = new ArrayList<>(decision.effects());
            if (!events.equals(decision.events())) effects.add(new Effect.Timer(failed.step(), -1, now));
            return events.isEmpty() ? decision : new Decision(events, effects);
        }
    }

    private static int tries(RunState state, int step) {
        var policies = Node.policies(state.graph().node(step));
        return policies == null ? 1 : policies.retry().attempts();
    }

    /// A try that was lost in a crash counts as one that failed.
    static final class LossCountsAsFailure extends BentRules {
        @Override
        Decision bent(RunState state, Message message, Decision decision, long now) {
            if (!(message instanceof Message.AttemptFailed failed) || failed.unit() >= 0) return decision;
            if (failed.number() < tries(state, failed.step())) return decision;
            var events = new ArrayList<Event>();
            for (var event : decision.events())
                events.add(
                        event instanceof Event.RetryPlanned(var step, var unit, _)
                                ? new Event.GaveUp(step, unit, failed.cause().failure())
                                : event);
            return events.equals(decision.events()) ? decision : new Decision(events, List.of());
        }
    }

    /// A decision that may stay open skips what waits for it.
    static final class OpenDecisionSkips extends BentRules {
        @Override
        Decision bent(RunState state, Message message, Decision decision, long now) {
            var events = new ArrayList<Event>();
            for (var event : decision.events())
                events.add(
                        event instanceof Event.BranchChosen(var step, var branch) && branch < 0
                                ? new Event.StepSkipped(step, "no branch")
                                : event);
            return with(decision, events);
        }
    }

    /// A step that only comes after a skipped one is skipped with it, in a run that was taken over.
    static final class SkipsAfterSkipped extends BentRules {
        @Override
        Decision bent(RunState state, Message message, Decision decision, long now) {
            if (state.epoch() < 2) return decision;
            var events = new ArrayList<Event>();
            for (var event : decision.events())
                events.add(
                        event instanceof Event.StepQueued(var step, _) && comesAfterSkipped(state, step)
                                ? new Event.StepSkipped(step, "after a skipped step")
                                : event);
            return with(decision, events);
        }

        private static boolean comesAfterSkipped(RunState state, int step) {
            return state.graph().node(step).frame().after().stream()
                    .anyMatch(before -> state.status(before) == Status.SKIPPED);
        }
    }

    /// A failed unit that is to be tried again is forgotten.
    static final class TimersOfUnitsAreLost extends BentRules {
        @Override
        Decision bent(RunState state, Message message, Decision decision, long now) {
            return without(decision, effect -> effect instanceof Effect.Timer(_, var unit, _) && unit > 0);
        }
    }
}
