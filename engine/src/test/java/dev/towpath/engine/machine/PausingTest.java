package dev.towpath.engine.machine;

import static dev.towpath.engine.machine.DraftPlan.input;
import static dev.towpath.engine.machine.DraftPlan.ref;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.Status;
import dev.towpath.plan.Plan;
import org.junit.jupiter.api.Test;

/// What keeps a run from starting anything: a pause, and code that can not be loaded.
final class PausingTest {
    private static final Message PAUSE = new Message.Pause("tea");
    private static final Message UNPAUSE = new Message.Unpause("back");

    private final Played run = new Played(twoSteps());

    private static Plan twoSteps() {
        var draft = new DraftPlan();
        var first = draft.step("first", input());
        return draft.plan(ref(draft.step("second", ref(first))));
    }

    @Test
    void a_queued_run_stays_queued_says_why_and_starts_nothing() {
        run.tell(PAUSE).is(Status.QUEUED, "paused: tea").follows(new Event.Paused("tea"));

        assertThat(run.state.nextReady(0)).isEqualTo(-1);
        run.start(0).follows();
        run.tell(UNPAUSE).is(Status.QUEUED, "").follows(new Event.Unpaused("back"));
        assertThat(run.state.nextReady(0)).isZero();
    }

    @Test
    void a_running_one_waits_at_once_while_what_is_in_flight_ends_and_counts() {
        run.start(0).tell(PAUSE).is(Status.WAITING, "paused: tea").asks();
        run.done(0).is(Status.WAITING, "paused: tea");

        assertThat(run.state.status(0)).isEqualTo(Status.SUCCEEDED);
        assertThat(run.state.status(1)).isEqualTo(Status.CREATED);
        run.tell(UNPAUSE).is(Status.RUNNING, "").follows(new Event.Unpaused("back"), new Event.StepQueued(1, -1));
    }

    @Test
    void it_does_not_end_before_it_goes_on() {
        run.start(0).done(0).start(1).tell(PAUSE).done(1).concluded().is(Status.WAITING, "paused: tea");

        run.tell(UNPAUSE).is(Status.SUCCEEDED, "");
        assertThat(run.effects).contains(new Effect.Announce());
    }

    @Test
    void a_retry_that_comes_due_meanwhile_is_waited_for_again_afterwards() {
        run.start(0).failed(0);
        var timer = run.effects.getFirst();
        run.tell(PAUSE).tell(new Message.TimerFired(0, -1)).follows();

        run.tell(UNPAUSE).asks(timer).is(Status.WAITING, "waits before it tries again");
    }

    @Test
    void it_can_be_cancelled() {
        run.start(0).tell(PAUSE).tell(new Message.Cancel("enough")).is(Status.CANCELLING, "enough");
        run.tell(new Message.AttemptStopped(0, -1, 1, 1)).is(Status.CANCELLED, "enough");

        run.takenOver().tell(new Message.Resume()).is(Status.QUEUED, "");
    }

    @Test
    void it_stays_paused_with_another_owner() {
        run.start(0).tell(PAUSE).takenOver().is(Status.WAITING, "paused: tea");

        assertThat(run.state.status(0)).isEqualTo(Status.QUEUED);
        assertThat(run.state.nextReady(0)).isEqualTo(-1);
        run.tell(UNPAUSE).is(Status.RUNNING, "");
    }

    @Test
    void pausing_twice_and_going_on_without_a_pause_change_nothing() {
        run.tell(UNPAUSE).follows();
        run.tell(PAUSE).tell(new Message.Pause("more tea")).follows();
    }

    @Test
    void what_has_ended_is_not_paused() {
        run.tell(new Message.Cancel("no")).tell(PAUSE).follows().is(Status.CANCELLED, "no");
    }

    @Test
    void without_its_code_an_interrupted_run_waits_and_goes_on_when_it_is_found() {
        run.start(0).takenOver().tell(new Message.MissCode("cats.jar is gone"));
        run.is(Status.WAITING, "cats.jar is gone");
        assertThat(run.state.nextReady(0)).isEqualTo(-1);

        run.tell(new Message.FindCode()).is(Status.RUNNING, "").follows(new Event.CodeFound());
        assertThat(run.state.nextReady(0)).isZero();
    }

    @Test
    void paused_and_without_its_code_it_needs_both() {
        run.start(0).tell(PAUSE).tell(new Message.MissCode("cats.jar is gone"));
        run.tell(UNPAUSE).is(Status.WAITING, "cats.jar is gone");
        run.tell(PAUSE).tell(new Message.FindCode()).is(Status.WAITING, "paused: tea");
        run.tell(UNPAUSE).is(Status.RUNNING, "");
    }
}
