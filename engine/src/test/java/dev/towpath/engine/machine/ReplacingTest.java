package dev.towpath.engine.machine;

import static dev.towpath.engine.machine.DraftPlan.input;
import static dev.towpath.engine.machine.DraftPlan.ref;
import static dev.towpath.engine.machine.Played.made;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.Digest;
import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.plan.Plan;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Runs that do not start with nothing: with other code, and with what earlier runs have stored.
final class ReplacingTest {
    private static final Event.Code OLD = new Event.Code(Digest.of("old bundle"), Digest.of("old plan"));
    private static final Event.Code NEW = new Event.Code(Digest.of("new bundle"), Digest.of("new plan"));
    private static final RunId EARLIER = new RunId("r-00000000000000000000000001");

    private static Plan chain(String... names) {
        var draft = new DraftPlan();
        var last = -1;
        for (var name : names) last = draft.step(name, last < 0 ? input() : ref(last));
        return draft.plan(ref(last));
    }

    private static Played replaced(Played run, Plan plan, List<Event.StepKept> kept) {
        var old = run.state;
        run.state = old.restarted(new Graph(plan));
        run.epoch++;
        return run.tell(old.replacement("you", NEW, OLD, kept));
    }

    @Test
    void what_is_kept_has_its_value_and_what_is_ready_is_due() {
        var run = new Played(chain("a", "b")).start(0).done(0).start(1).failed(1);
        var kept = run.state.kept(0, 1, 5, 6);

        replaced(run, chain("new", "a", "b"), List.of(kept)).is(Status.QUEUED, "");

        run.follows(
                new Event.CodeReplaced(NEW, OLD, false, 0),
                new Event.Owned("you", 2),
                new Event.StepKept(1, 1, 5, 6, made("s0"), -1, Ranges.NONE),
                new Event.StepQueued(0, -1),
                new Event.StepQueued(2, -1));
        assertThat(run.state.made(1)).isEqualTo(made("s0"));
        assertThat(run.state.epoch()).isEqualTo(2);
    }

    @Test
    void a_kept_list_keeps_its_units() {
        var draft = new DraftPlan().allowing(1).tries(1);
        var plan = draft.plan(ref(draft.step("last", ref(draft.each("each", input("list"))))));
        var run = new Played(plan);
        run.answered(run.state.graph.listWatch(0), new Answer.Count(2)).start(0).unitDone(0, 0);
        var cause = new Message.Cause(Message.Kind.BUSINESS, List.of(), Played.failure(1), 0);
        run.tell(new Message.AttemptFailed(0, 1, 1, 1, 5, 6, cause));
        run.tell(new Message.Gathered(0, made("list"), 1));

        replaced(run, plan, List.of(run.state.kept(0, 0, 5, 6)));

        assertThat(run.state.unitStatus(0, 0)).isEqualTo(Status.SUCCEEDED);
        assertThat(run.state.unitStatus(0, 1)).isEqualTo(Status.FAILED);
        assertThat(run.state.attempts(0)).isEqualTo(2);
        run.answered(run.state.graph.listWatch(0), new Answer.Count(2));
        run.start(1).done(1).concluded().is(Status.SUCCEEDED, "");
    }

    @Test
    void a_run_that_has_succeeded_is_over() {
        var run = new Played(chain("a")).start(0).done(0).concluded().is(Status.SUCCEEDED, "");

        assertThatThrownBy(() -> run.state.restarted(new Graph(chain("a"))))
                .hasMessageContaining("a run that is SUCCEEDED can not REPLACE");
    }

    @Test
    void news_of_attempts_with_the_old_code_come_too_late() {
        var run = new Played(chain("a")).start(0);
        replaced(run, chain("a"), List.of()).start(0);

        run.tell(new Message.StepDone(0, 1, 1, 5, 6, made("late"))).follows();
    }

    @Test
    void a_new_run_takes_what_earlier_ones_have_stored_and_executes_the_rest() {
        var run = new Played(new DraftPlan().plan(input()));
        run.state = new RunState(Played.RUN, new Graph(chain("a", "b", "c")));

        run.tell(new Message.Submit(
                "me", false, 0, new Message.Reuse(List.of(new Message.Stored(0, EARLIER, made("a"))), -1)));

        assertThat(run.state.status(0)).isEqualTo(Status.CACHED);
        assertThat(run.state.nextReady(0)).isEqualTo(1);
        run.start(1).done(1).start(2).done(2).concluded().is(Status.SUCCEEDED, "");
    }

    @Test
    void a_run_for_anybody_has_no_owner_until_it_is_taken() {
        var run = new Played(new DraftPlan().plan(input()));
        run.state = new RunState(Played.RUN, new Graph(chain("a")));

        run.tell(new Message.Submit("", false, 0, null)).asks().is(Status.QUEUED, "");
        assertThat(run.state.epoch()).isZero();

        run.tell(new Message.TakeOver("me", 1, 5));
        run.start(0).done(0).concluded().is(Status.SUCCEEDED, "");
    }
}
