package dev.towpath.engine;

import static dev.towpath.engine.ScriptedAttempts.fails;
import static dev.towpath.engine.ScriptedAttempts.gives;
import static dev.towpath.engine.machine.DraftPlan.input;
import static dev.towpath.engine.machine.DraftPlan.ref;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.Problem;
import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.engine.machine.DraftPlan;
import dev.towpath.engine.machine.Message;
import dev.towpath.plan.Plan;
import dev.towpath.spi.InboxRow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Runs that a step of another run has asked for.
final class ExpandTest {
    private static final String CALLS =
            "{\"calls\":[{\"pipeline\":\"child\",\"input\":{\"x\":1}},{\"pipeline\":\"child\",\"input\":{\"x\":2}}]}";

    private final World world = new World();

    private static Plan parent() {
        var child = new DraftPlan().tries(1);
        var childPlan = child.plan("child", ref(child.step("work", input("x"))));
        var draft = new DraftPlan();
        return draft.plan("parent", ref(draft.expand("all", input("calls"), childPlan)));
    }

    private RunId child(RunId parent, int place) {
        return world.journal.children(parent).get(place).id();
    }

    @Test
    void each_call_is_a_run_of_its_own_with_the_asking_run_as_its_parent() {
        var run = world.submit(parent(), CALLS);
        world.end("work", gives("\"one\""));
        world.end("work", gives("\"two\""));

        assertThat(world.status(run)).isEqualTo(Status.SUCCEEDED);
        assertThat(world.output(run)).isEqualTo("[\"one\",\"two\"]");
        var children = world.journal.children(run);
        assertThat(children).extracting(row -> row.status()).containsOnly(Status.SUCCEEDED);
        assertThat(children).extracting(row -> row.key()).containsExactly(run + "/all/0", run + "/all/1");
        assertThat(children).extracting(row -> world.value(row.input())).containsExactly("{\"x\":1}", "{\"x\":2}");
    }

    @Test
    void no_calls_give_an_empty_list() {
        var run = world.submit(parent(), "{\"calls\":[]}");

        assertThat(world.output(run)).isEqualTo("[]");
    }

    @Test
    void a_failed_child_fails_its_unit_and_is_resumed_with_its_parent() {
        var run = world.submit(parent(), CALLS);
        world.end("work", fails(Report.Kind.APPLICATION, "broke"));
        world.end("work", gives("\"two\""));
        assertThat(world.status(run)).isEqualTo(Status.FAILED);
        assertThat(world.row(run).failure().message()).isEqualTo("run " + child(run, 0) + ": broke");

        world.resume(run);
        assertThat(world.attempts.names()).containsExactly("work#2");
        world.end("work", gives("\"one\""));

        assertThat(world.output(run)).isEqualTo("[\"one\",\"two\"]");
        assertThat(world.journal.children(run)).hasSize(2);
    }

    @Test
    void cancel_reaches_the_children_and_waits_for_them() {
        var run = world.submit(parent(), CALLS);

        world.cancel(run);
        assertThat(world.status(run)).isEqualTo(Status.CANCELLING);
        world.end("work", new Report.Outcome.Stopped());
        world.end("work", new Report.Outcome.Stopped());

        assertThat(world.status(run)).isEqualTo(Status.CANCELLED);
        assertThat(world.journal.children(run)).extracting(row -> row.status()).containsOnly(Status.CANCELLED);
    }

    @Test
    void a_killed_parent_finds_its_children_again() {
        var run = world.submit(parent(), CALLS);
        world.end("work", gives("\"one\""));
        world.crash();

        world.resume(run);
        world.end("work", gives("\"two\""));

        assertThat(world.output(run)).isEqualTo("[\"one\",\"two\"]");
        assertThat(world.journal.children(run)).hasSize(2);
        assertThat(world.step(run, "all").units()).isEqualTo(Map.of(Status.SUCCEEDED, 2));
    }

    @Test
    void a_cancel_that_was_interrupted_is_finished_by_the_next_owner() {
        var run = world.submit(parent(), CALLS);
        world.cancel(run);
        world.crash();

        world.resume(run);

        assertThat(world.status(run)).isEqualTo(Status.CANCELLED);
        assertThat(world.journal.children(run)).extracting(row -> row.status()).containsOnly(Status.CANCELLED);
    }

    @Test
    void in_serial_mode_one_child_runs_at_a_time() {
        var run = world.submit(parent(), CALLS, null, Mode.SERIAL);
        assertThat(world.attempts.names()).hasSize(1);
        world.end("work", gives("\"one\""));
        assertThat(world.attempts.names()).hasSize(1);
        world.end("work", gives("\"two\""));

        assertThat(world.output(run)).isEqualTo("[\"one\",\"two\"]");
    }

    @Test
    void a_child_that_ended_while_it_was_loaded_is_not_continued_from_the_past() {
        var run = world.submit(parent(), "{\"calls\":[{\"pipeline\":\"child\",\"input\":{\"x\":1}}]}");
        var child = child(run, 0);
        var past = world.loaded(child);
        world.crash();
        world.resume(child);
        world.end("work", gives("\"one\""));
        world.resume(run);
        assertThat(world.status(run)).isEqualTo(Status.SUCCEEDED);

        var late = world.submit(parent(), CALLS);
        world.send(new Mail.ChildLoaded(past, new Live.Parent(late, 1, 0, 0), false));

        assertThat(world.status(child)).isEqualTo(Status.SUCCEEDED);
        assertThat(world.status(late)).isEqualTo(Status.RUNNING);
    }

    @Test
    void a_call_of_an_unknown_pipeline_fails_its_unit() {
        var run = world.submit(parent(), "{\"calls\":[{\"pipeline\":\"stranger\",\"input\":{}}]}");

        assertThat(world.status(run)).isEqualTo(Status.FAILED);
        assertThat(world.row(run).failure().message())
                .isEqualTo("a call asks for the pipeline 'stranger', known are: child");
    }

    @Test
    void cancel_reaches_the_children_of_a_run_whose_code_is_gone() {
        var run = world.submit(parent(), CALLS);
        world.crash();
        world.code = new CodeLoader.Code.Missing(List.of(new Problem("gone", "the jar is gone", null, null, "")));
        world.owners.close();

        world.ask(requests -> requests.adopt(run));
        assertThat(world.status(run)).isEqualTo(Status.WAITING);
        boolean cancelled = world.ask(requests -> requests.ask(run, new Message.Cancel("no"), InboxRow.Kind.CANCEL));

        assertThat(cancelled).isTrue();
        assertThat(world.status(run)).isEqualTo(Status.CANCELLED);
        assertThat(world.journal.children(run)).extracting(row -> row.status()).containsOnly(Status.CANCELLED);
        assertThat(world.attempts.history).isEmpty();
    }
}
