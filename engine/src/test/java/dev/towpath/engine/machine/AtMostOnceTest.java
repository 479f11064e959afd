package dev.towpath.engine.machine;

import static dev.towpath.engine.machine.DraftPlan.input;
import static dev.towpath.engine.machine.DraftPlan.ref;
import static dev.towpath.engine.machine.Played.failure;
import static dev.towpath.engine.machine.Played.made;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.Status;
import dev.towpath.plan.Plan;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A step that must not happen twice, and whose attempt is gone.
final class AtMostOnceTest {
    private static final String ASKED =
            "undecided: `pay` may have happened; decide with towpath resume r-00000000000000000000000000 --step pay"
                    + " and one of --done FILE, --retry, --fail";

    private final Played run = new Played(plan());

    private static Plan plan() {
        var draft = new DraftPlan().effect(dev.towpath.Effect.AT_MOST_ONCE);
        return draft.plan(ref(draft.step("pay", input())));
    }

    private static Message decide(Verdict verdict) {
        return new Message.Decide(0, -1, verdict);
    }

    @Test
    void it_waits_for_a_decision_when_its_process_has_died() {
        run.start(0).takenOver().is(Status.WAITING, ASKED);

        assertThat(run.state.status(0)).isEqualTo(Status.WAITING);
        assertThat(run.state.reason(0)).isEqualTo(ASKED);
        assertThat(run.state.nextReady(0)).isEqualTo(-1);
    }

    @Test
    void it_waits_for_a_decision_when_it_stopped_and_nobody_had_asked() {
        run.start(0).tell(new Message.AttemptStopped(0, -1, 1, 1)).is(Status.WAITING, ASKED);
    }

    @Test
    void done_gives_the_value_and_the_run_goes_on() {
        run.start(0).takenOver().tell(decide(new Verdict.Done(made("receipt"))));

        assertThat(run.state.made(0)).isEqualTo(made("receipt"));
        run.asks(new Effect.Look(run.state.graph.result())).concluded().is(Status.SUCCEEDED, "");
    }

    @Test
    void retry_starts_it_again() {
        run.start(0).takenOver().tell(decide(new Verdict.Retry())).is(Status.RUNNING, "");

        run.start(0).follows(new Event.AttemptsStarted(0, -1, 1, 2));
    }

    @Test
    void fail_fails_the_step_and_the_run() {
        run.start(0).takenOver().tell(decide(new Verdict.Fail(failure(-1)))).is(Status.FAILED, "");

        assertThat(run.state.failure()).isEqualTo(failure(-1));
    }

    @Test
    void one_that_was_said_to_have_failed_is_undecided_again_when_the_run_is_resumed() {
        run.start(0).takenOver().tell(decide(new Verdict.Fail(failure(-1)))).is(Status.FAILED, "");

        run.takenOver().tell(new Message.Resume()).is(Status.WAITING, ASKED);

        assertThat(run.state.isUndecided(0, -1)).isTrue();
        run.tell(decide(new Verdict.Done(made("receipt")))).concluded().is(Status.SUCCEEDED, "");
    }

    @Test
    void a_second_decision_and_one_that_nobody_waits_for_are_late() {
        run.tell(decide(new Verdict.Retry())).follows();
        run.start(0).takenOver().tell(decide(new Verdict.Retry()));
        run.tell(decide(new Verdict.Fail(failure(-1)))).follows();
    }

    @Test
    void a_report_of_the_attempt_that_is_gone_comes_too_late() {
        run.start(0).takenOver();

        run.tell(new Message.StepDone(0, 1, 1, 5, 6, made("receipt"))).follows().is(Status.WAITING, ASKED);
    }

    @Test
    void a_failure_is_not_followed_by_another_try_not_even_when_the_run_is_resumed() {
        run.start(0).failed(0).is(Status.FAILED, "");

        run.takenOver().tell(new Message.Resume());

        assertThat(run.state.isUndecided(0, -1)).isTrue();
        assertThat(run.state.nextReady(0)).isEqualTo(-1);
        run.tell(decide(new Verdict.Retry())).start(0).done(0).concluded().is(Status.SUCCEEDED, "");
    }

    @Test
    void one_that_was_interrupted_by_a_cancel_is_undecided_when_the_run_is_resumed() {
        run.start(0).tell(new Message.Cancel("no")).tell(new Message.AttemptStopped(0, -1, 1, 1));

        run.takenOver().tell(new Message.Resume());

        assertThat(run.state.isUndecided(0, -1)).isTrue();
    }

    @Test
    void one_that_was_never_started_is_started_when_the_run_is_resumed() {
        run.tell(new Message.Cancel("no")).takenOver().tell(new Message.Resume());

        assertThat(run.state.nextReady(0)).isZero();
    }

    @Test
    void what_else_can_go_on_goes_on_first() {
        var draft = new DraftPlan();
        var other = draft.step("other", input());
        var pay = draft.effect(dev.towpath.Effect.AT_MOST_ONCE).step("pay", input());
        var both = new Played(draft.plan(ref(draft.step("last", ref(other), ref(pay)))));

        both.start(0).start(1).takenOver().is(Status.RUNNING, "");
        both.start(0).done(0).is(Status.WAITING, ASKED);
    }

    @Test
    void single_units_are_decided_and_the_list_is_made_of_all() {
        var draft = new DraftPlan().effect(dev.towpath.Effect.AT_MOST_ONCE);
        var each = draft.each("pay", input("list"));
        var some = new Played(draft.plan(ref(each)));
        some.answered(some.state.graph.listWatch(0), new Answer.Count(4));
        some.start(0).unitDone(0, 1).takenOver();
        assertThat(some.state.undecided(0)).hasToString("0,2-3");
        assertThat(some.state.reason(0))
                .contains("`pay` of unit 0,2-3 may have happened")
                .contains("--step pay@0");

        some.tell(new Message.Decide(0, 0, new Verdict.Done(made("a"))));
        some.tell(new Message.Decide(0, 2, new Verdict.Retry())).start(0).unitDone(0, 2);
        some.tell(new Message.Decide(0, 3, new Verdict.Done(made("b")))).asks(new Effect.Gather(0));

        assertThat(some.state.unitCounts(0)).isEqualTo(Map.of(Status.SUCCEEDED, 4));
        assertThat(some.state.unitDigest(0, 3)).isEqualTo(made("b").digest());
        some.tell(new Message.Gathered(0, made("list"), 4)).concluded().is(Status.SUCCEEDED, "");
    }

    @Test
    void a_unit_that_is_said_to_have_failed_fails_its_step() {
        var draft = new DraftPlan().effect(dev.towpath.Effect.AT_MOST_ONCE);
        var some = new Played(draft.plan(ref(draft.each("pay", input("list")))));
        some.answered(some.state.graph.listWatch(0), new Answer.Count(1))
                .start(0)
                .takenOver();

        some.tell(new Message.Decide(0, 0, new Verdict.Fail(failure(0)))).is(Status.FAILED, "");
    }

    @Test
    void units_that_were_said_to_have_failed_are_undecided_again_when_the_run_is_resumed() {
        var draft = new DraftPlan().effect(dev.towpath.Effect.AT_MOST_ONCE);
        var some = new Played(draft.plan(ref(draft.each("pay", input("list")))));
        some.answered(some.state.graph.listWatch(0), new Answer.Count(3));
        some.start(0).unitDone(0, 0).takenOver();
        some.tell(new Message.Decide(0, 2, new Verdict.Fail(failure(2))));
        some.tell(new Message.Decide(0, 1, new Verdict.Fail(failure(1)))).is(Status.FAILED, "");

        some.takenOver().tell(new Message.Resume());

        assertThat(some.state.status()).isEqualTo(Status.WAITING);
        assertThat(some.state.reason()).contains("`pay` of unit 1-2 may have happened");
        assertThat(some.state.nextReady(0)).isEqualTo(-1);
        some.takenOver();
        some.tell(new Message.Decide(0, 2, new Verdict.Done(made("c"))));
        some.tell(new Message.Decide(0, 1, new Verdict.Retry())).is(Status.RUNNING, "");
        some.start(0).unitDone(0, 1).asks(new Effect.Gather(0));
        some.tell(new Message.Gathered(0, made("list"), 3)).concluded().is(Status.SUCCEEDED, "");
    }

    @Test
    void a_unit_that_was_said_to_have_failed_may_be_said_so_again() {
        var draft = new DraftPlan().effect(dev.towpath.Effect.AT_MOST_ONCE);
        var some = new Played(draft.plan(ref(draft.each("pay", input("list")))));
        some.answered(some.state.graph.listWatch(0), new Answer.Count(1))
                .start(0)
                .takenOver();
        var fail = new Message.Decide(0, 0, new Verdict.Fail(failure(0)));
        some.tell(fail).is(Status.FAILED, "");

        some.takenOver().tell(new Message.Resume());
        assertThat(some.state.reason()).contains("`pay` of unit 0 may have happened");

        some.tell(fail).is(Status.FAILED, "");
    }

    @Test
    void before_the_code_is_replaced_one_can_see_what_would_happen_again() {
        assertThat(run.state.doubtful()).isEmpty();
        run.start(0);
        assertThat(run.state.doubtful()).containsExactly(0);
        run.done(0);
        assertThat(run.state.doubtful()).isEmpty();
    }
}
