package dev.towpath.engine.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.Digest;
import dev.towpath.Failure;
import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/// A run that is told things one after the other.
final class Played {
    static final RunId RUN = new RunId("r-00000000000000000000000000");

    final List<Event> events = new ArrayList<>();
    final List<Effect> effects = new ArrayList<>();
    RunState state;
    int epoch = 1;

    Played(Plan plan) {
        state = new RunState(RUN, new Graph(plan));
        tell(new Message.Submit("me", false, 0, null));
    }

    static Made made(String text) {
        return new Made(Digest.of(text), text.length());
    }

    static Failure failure(int unit) {
        return new Failure("step-failed", "it broke", "s", unit, 1, null, "", null, "", List.of());
    }

    /// Tells it, and forgets what was decided before.
    Played tell(Message message) {
        events.clear();
        effects.clear();
        var decision = Machine.turn(state, message, 1000);
        events.addAll(decision.events());
        effects.addAll(decision.effects());
        return this;
    }

    Played start(int step) {
        return tell(new Message.Place(step, 1000));
    }

    Played done(int step) {
        return tell(new Message.StepDone(step, epoch, state.attempts(step), 5, 6, made("s" + step)));
    }

    Played unitDone(int step, int unit) {
        return tell(new Message.UnitsDone(
                step,
                epoch,
                new UnitResults(
                        state.unitTries(step, unit),
                        new int[] {unit},
                        new long[1],
                        new long[1],
                        new byte[][] {{'1'}},
                        new Digest[1],
                        new long[] {1})));
    }

    Played failed(int step) {
        var cause = new Message.Cause(Message.Kind.APPLICATION, List.of("E"), failure(-1), 0.5);
        return tell(new Message.AttemptFailed(step, -1, epoch, state.attempts(step), 5, 6, cause));
    }

    Played takenOver() {
        return tell(new Message.TakeOver("you", ++epoch, 5));
    }

    Played answered(int watch, Answer answer) {
        return tell(new Message.Looked(watch, answer));
    }

    /// The result of the run is known.
    Played concluded() {
        return answered(state.graph.result(), new Answer.Content(made("result")));
    }

    Played is(Status status, String reason) {
        assertThat(state.status()).isEqualTo(status);
        assertThat(state.reason()).isEqualTo(reason);
        return this;
    }

    Played follows(Event... wanted) {
        assertThat(events).containsExactly(wanted);
        return this;
    }

    Played asks(Effect... wanted) {
        assertThat(effects).containsExactly(wanted);
        return this;
    }
}
