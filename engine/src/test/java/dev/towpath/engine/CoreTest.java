package dev.towpath.engine;

import static dev.towpath.engine.ScriptedAttempts.fails;
import static dev.towpath.engine.ScriptedAttempts.gives;
import static dev.towpath.engine.machine.DraftPlan.input;
import static dev.towpath.engine.machine.DraftPlan.ref;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.Digest;
import dev.towpath.Problem;
import dev.towpath.Retry;
import dev.towpath.Status;
import dev.towpath.engine.machine.DraftPlan;
import dev.towpath.plan.Guard;
import dev.towpath.plan.Node;
import dev.towpath.plan.Plan;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// How runs go on, from submission to end.
final class CoreTest {
    private final World world = new World();

    private static Plan chain() {
        var draft = new DraftPlan();
        var first = draft.step("first", input("x"));
        var second = draft.step("second", ref(first));
        return draft.plan(ref(second));
    }

    @Test
    void a_chain_takes_one_commit_per_step() {
        var run = world.submit(chain(), "{\"x\":1}");
        var before = world.journal.commits();

        world.end("first", gives("\"a\""));
        world.end("second", gives("\"b\""));

        assertThat(world.status(run)).isEqualTo(Status.SUCCEEDED);
        assertThat(world.output(run)).isEqualTo("\"b\"");
        assertThat(world.journal.commits() - before).isEqualTo(2);
        assertThat(world.events(run, chain()))
                .containsExactly(
                        "Submitted",
                        "Owned",
                        "StepQueued first",
                        "RunStarted",
                        "AttemptsStarted first",
                        "StepSucceeded first",
                        "StepQueued second",
                        "AttemptsStarted second",
                        "StepSucceeded second",
                        "Looked",
                        "RunSucceeded");
    }

    @Test
    void a_run_is_on_disk_and_running_before_its_first_attempt_starts() {
        var run = world.submit(chain(), "{\"x\":1}");

        assertThat(world.attempts.names()).containsExactly("first#1");
        assertThat(world.status(run)).isEqualTo(Status.RUNNING);
        assertThat(world.step(run, "first").status()).isEqualTo(Status.RUNNING);
    }

    @Test
    void the_same_key_twice_gives_the_same_run() {
        var one = world.submit(chain(), "{\"x\":1}", "k", Mode.PARALLEL);
        var other = world.submit(chain(), "{\"x\":1}", "k", Mode.PARALLEL);

        assertThat(other).isEqualTo(one);
        assertThat(world.attempts.names()).hasSize(1);
    }

    @Test
    void what_comes_together_is_committed_together() {
        var mails = new Mail[100];
        for (var i = 0; i < mails.length; i++)
            mails[i] = new Mail.Submit(
                    world.order(chain(), "{\"x\":" + i + "}", null, Mode.PARALLEL), new CompletableFuture<>());

        world.send(mails);

        assertThat(world.journal.commits()).isEqualTo(1);
        assertThat(world.attempts.names()).containsExactly("first#1", "first#1");
    }

    @Test
    void units_are_handed_over_fairly_and_give_a_list_in_order() {
        var draft = new DraftPlan();
        var each = draft.each("crop", input("list"));
        var plan = draft.plan(ref(each));
        var run = world.submit(plan, "{\"list\":[1,2,3,4,5,6,7,8,9,10]}");

        assertThat(world.attempts.names()).containsExactly("crop[0]#1", "crop[1]#1");
        world.echo("crop");

        assertThat(world.output(run)).isEqualTo("[1,2,3,4,5,6,7,8,9,10]");
        assertThat(world.step(run, "crop").units()).isEqualTo(Map.of(Status.SUCCEEDED, 10));
        var artifact = world.journal.artifacts(null).getFirst();
        assertThat(artifact.elements()).isEqualTo(10);
        assertThat(artifact.name()).isEqualTo("output");
    }

    @Test
    void a_large_list_goes_through_the_store() {
        var draft = new DraftPlan();
        var numbers = draft.step("numbers");
        var each = draft.each("crop", ref(numbers));
        var batch = draft.batch("sum", 5000, ref(each));
        var run = world.submit(draft.plan(ref(batch)), "{}");
        var list = new StringBuilder("[0");
        for (var i = 1; i < 20_000; i++) list.append(',').append(i);
        var json = list.append(']').toString();
        world.artifacts.blobs.put(Digest.of(json), json.getBytes(StandardCharsets.UTF_8));
        var blob = new Output(Digest.of(json), null, json.length(), List.of());

        world.end("numbers", new Report.Outcome.Success(blob, Map.of()));
        world.echo("crop");
        world.echo("sum");

        assertThat(world.status(run)).isEqualTo(Status.SUCCEEDED);
        assertThat(world.output(run)).isEqualTo(json);
        assertThat(world.step(run, "sum").units()).isEqualTo(Map.of(Status.SUCCEEDED, 4));
    }

    @Test
    void an_empty_list_gives_an_empty_list_at_once() {
        var draft = new DraftPlan();
        var each = draft.each("crop", input("list"));
        var run = world.submit(draft.plan(ref(each)), "{\"list\":[]}");

        assertThat(world.status(run)).isEqualTo(Status.SUCCEEDED);
        assertThat(world.output(run)).isEqualTo("[]");
    }

    @Test
    void batch_mode_hands_over_groups_of_that_size() {
        var draft = new DraftPlan();
        var each = draft.each("crop", input("list"));
        var run = world.submit(draft.plan(ref(each)), "{\"list\":[1,2,3,4,5,6,7,8,9,10]}", null, Mode.batch(4));

        world.echo("crop");

        assertThat(world.attempts.history).containsExactly("crop[0-3]#1", "crop[4-7]#1", "crop[8-9]#1");
        assertThat(world.output(run)).isEqualTo("[1,2,3,4,5,6,7,8,9,10]");
    }

    @Test
    void a_batch_may_be_larger_than_any_list() {
        var draft = new DraftPlan();
        var all = draft.batch("all", Integer.MAX_VALUE, input("list"));
        var run = world.submit(draft.plan(ref(all)), "{\"list\":[1,2]}");

        assertThat(world.attempts.names()).containsExactly("all[0]#1");
        assertThat(world.step(run, "all").units()).isEqualTo(Map.of(Status.RUNNING, 1));
    }

    @Test
    void serial_mode_runs_one_attempt_at_a_time_in_the_order_of_the_plan() {
        var draft = new DraftPlan();
        var b = draft.step("b");
        var a = draft.step("a");
        draft.each("c", input("list"));
        world.submit(draft.plan(ref(b)), "{\"list\":[1,2]}", null, Mode.SERIAL);

        assertThat(world.attempts.names()).containsExactly("b#1");
        world.end("b", gives("1"));
        assertThat(world.attempts.names()).containsExactly("a#1");
        world.end("a", gives("1"));
        world.echo("c");
        assertThat(world.attempts.history).containsExactly("b#1", "a#1", "c[0]#1", "c[1]#1");
        assertThat(a).isEqualTo(1);
    }

    @Test
    void the_branch_that_is_not_taken_is_skipped_with_a_reason() {
        var draft = new DraftPlan();
        var ready = draft.step("ready");
        draft.in(new Guard(ref(ready), "true"));
        var yes = draft.step("yes");
        draft.step("after-yes", ref(yes));
        draft.in(new Guard(ref(ready), "false"));
        var no = draft.step("no");
        draft.in();
        var either = draft.choice(
                "either", ref(ready), false, new Node.Branch("true", ref(yes)), new Node.Branch("false", ref(no)));
        var run = world.submit(draft.plan(ref(either)), "{}");

        world.end("ready", gives("false"));
        world.end("no", gives("\"n\""));

        assertThat(world.output(run)).isEqualTo("\"n\"");
        assertThat(world.steps(run)).isEqualTo("ready SUCCEEDED, yes SKIPPED, after-yes SKIPPED, no SUCCEEDED");
        assertThat(world.step(run, "yes").reason()).isEqualTo("`ready` is false");
    }

    @Test
    void without_a_second_branch_the_value_is_empty() {
        var draft = new DraftPlan();
        var ready = draft.step("ready");
        draft.in(new Guard(ref(ready), "true"));
        var yes = draft.step("yes");
        draft.in();
        var maybe = draft.choice("maybe", ref(ready), true, new Node.Branch("true", ref(yes)));
        var last = draft.step("last", ref(maybe));
        var run = world.submit(draft.plan(ref(last)), "{}");

        world.end("ready", gives("false"));
        world.end("last", gives("1"));

        assertThat(world.status(run)).isEqualTo(Status.SUCCEEDED);
    }

    @Test
    void when_a_step_fails_others_run_to_their_end_and_dependents_stay_created() {
        var draft = new DraftPlan().tries(1);
        var bad = draft.step("bad");
        draft.step("dependent", ref(bad));
        var good = draft.step("good");
        var more = draft.step("more", ref(good));
        var run = world.submit(draft.plan(ref(more)), "{}");

        world.end("bad", fails(Report.Kind.APPLICATION, "broke"));
        assertThat(world.status(run)).isEqualTo(Status.RUNNING);
        world.end("good", gives("1"));
        world.end("more", gives("1"));

        assertThat(world.status(run)).isEqualTo(Status.FAILED);
        assertThat(world.steps(run)).isEqualTo("bad FAILED, good SUCCEEDED, more SUCCEEDED");
        var failure = world.row(run).failure();
        assertThat(failure.message()).isEqualTo("broke");
        assertThat(failure.lastLines()).containsExactly("last");
    }

    @Test
    void a_failed_attempt_waits_and_is_tried_again() {
        var draft = new DraftPlan().retry(Retry.times(3).backoff(Duration.ofSeconds(1), Duration.ofSeconds(10)));
        var plan = draft.plan(ref(draft.step("flaky")));
        var run = world.submit(plan, "{}");

        world.end("flaky", fails(Report.Kind.APPLICATION, "broke"));
        assertThat(world.status(run)).isEqualTo(Status.WAITING);
        assertThat(world.step(run, "flaky").status()).isEqualTo(Status.WAITING);
        assertThat(world.step(run, "flaky").reason()).isEqualTo("waits before try 2 after: broke");
        assertThat(world.attempts.names()).isEmpty();
        world.pass(Duration.ofMillis(1200));
        world.end("flaky", fails(Report.Kind.APPLICATION, "broke"));
        world.pass(Duration.ofMillis(1500));
        assertThat(world.attempts.names()).isEmpty();
        world.pass(Duration.ofMillis(900));
        world.end("flaky", gives("1"));

        assertThat(world.status(run)).isEqualTo(Status.SUCCEEDED);
        assertThat(world.step(run, "flaky").attempts()).isEqualTo(3);
    }

    @Test
    void a_failed_unit_lets_the_others_finish_and_then_fails_the_step() {
        var draft = new DraftPlan().tries(1);
        var plan = draft.plan(ref(draft.each("crop", input("list"))));
        var run = world.submit(plan, "{\"list\":[1,2,3]}");

        world.end("crop", fails(Report.Kind.BUSINESS, "not a cat"));
        assertThat(world.status(run)).isEqualTo(Status.RUNNING);
        world.echo("crop");

        assertThat(world.status(run)).isEqualTo(Status.FAILED);
        assertThat(world.step(run, "crop").units()).isEqualTo(Map.of(Status.SUCCEEDED, 2, Status.FAILED, 1));
        var units = new History(world.journal).units(run, plan, 0);
        assertThat(units.get(0).failure().message()).isEqualTo("not a cat");
        assertThat(units.get(1).value()).asString().isEqualTo("2");
    }

    @Test
    void allowed_failures_are_left_out_of_the_list() {
        var draft = new DraftPlan().tries(1).allowing(1);
        var run = world.submit(draft.plan(ref(draft.each("crop", input("list")))), "{\"list\":[1,2,3]}");

        world.end("crop", fails(Report.Kind.BUSINESS, "not a cat"));
        world.echo("crop");

        assertThat(world.output(run)).isEqualTo("[2,3]");
    }

    @Test
    void cancel_ends_when_the_last_attempt_has_stopped() {
        var run = world.submit(chain(), "{\"x\":1}");
        var end = world.await(run);

        world.cancel(run);
        assertThat(world.attempts.stopped).containsExactly(run);
        assertThat(world.status(run)).isEqualTo(Status.CANCELLING);
        world.end("first", new Report.Outcome.Stopped());

        assertThat(world.status(run)).isEqualTo(Status.CANCELLED);
        assertThat(world.steps(run)).isEqualTo("first CANCELLED, second CANCELLED");
        assertThat(end.join().orElseThrow().status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void a_result_that_arrives_while_cancelling_is_kept_for_resume() {
        var run = world.submit(chain(), "{\"x\":1}");
        world.cancel(run);
        world.end("first", gives("\"a\""));
        assertThat(world.status(run)).isEqualTo(Status.CANCELLED);

        assertThat(world.resume(run)).isTrue();
        assertThat(world.attempts.names()).containsExactly("second#1");
        world.end("second", gives("\"b\""));

        assertThat(world.steps(run)).isEqualTo("first CACHED, second SUCCEEDED");
    }

    @Test
    void a_killed_run_goes_on_and_repeats_nothing_that_has_succeeded() {
        var run = world.submit(chain(), "{\"x\":1}");
        world.end("first", gives("\"a\""));
        world.crash();

        world.resume(run);

        assertThat(world.attempts.names()).containsExactly("second#2");
        world.end("second", gives("\"b\""));
        assertThat(world.output(run)).isEqualTo("\"b\"");
        assertThat(world.row(run).epoch()).isEqualTo(2);
    }

    @Test
    void a_killed_fan_out_goes_on_with_the_units_that_were_not_done() {
        var draft = new DraftPlan();
        var plan = draft.plan(ref(draft.each("crop", input("list"))));
        var run = world.submit(plan, "{\"list\":[1,2,3,4]}");
        world.send(new Mail.Reported(ScriptedAttempts.echoed(world.attempts.take("crop"), world.now())));
        world.crash();

        world.resume(run);
        world.echo("crop");

        assertThat(world.attempts.history).doesNotContain("crop[0]#1").contains("crop[1]#2", "crop[3]#1");
        assertThat(world.output(run)).isEqualTo("[1,2,3,4]");
    }

    @Test
    void an_attempt_that_dies_with_its_process_five_times_is_given_up() {
        var run = world.submit(chain(), "{\"x\":1}");
        for (var i = 0; i < 5; i++) {
            world.crash();
            world.resume(run);
        }

        assertThat(world.status(run)).isEqualTo(Status.FAILED);
        assertThat(world.row(run).failure().code()).isEqualTo("interrupted-too-often");
    }

    @Test
    void a_failed_run_is_resumed_with_fresh_tries() {
        var draft = new DraftPlan().tries(1);
        var bad = draft.step("bad");
        var run = world.submit(draft.plan(ref(bad)), "{}");
        world.end("bad", fails(Report.Kind.APPLICATION, "broke"));

        world.resume(run);
        world.end("bad", gives("1"));

        assertThat(world.status(run)).isEqualTo(Status.SUCCEEDED);
        assertThat(world.step(run, "bad").attempts()).isEqualTo(2);
        assertThat(world.row(run).failure()).isNull();
    }

    @Test
    void news_of_an_old_owner_changes_nothing() {
        var run = world.submit(chain(), "{\"x\":1}");
        var old = world.attempts.take("first");
        world.crash();
        world.resume(run);

        world.send(new Mail.Reported(ScriptedAttempts.ended(old, world.now(), gives("\"old\""))));

        assertThat(world.step(run, "first").status()).isEqualTo(Status.RUNNING);
    }

    @Test
    void a_run_whose_code_is_missing_stays_queued_and_says_so() {
        var problem = new Problem("missing-library", "cats.jar is gone", null, null, "Put it back.");
        world.code = new CodeLoader.Code.Missing(List.of(problem));
        var run = world.submit(chain(), "{\"x\":1}");

        assertThat(world.status(run)).isEqualTo(Status.QUEUED);
        assertThat(world.row(run).reason()).isEqualTo("cats.jar is gone");

        world.code = new CodeLoader.Code.Ready(World.class.getClassLoader());
        world.resume(run);
        assertThat(world.attempts.names()).containsExactly("first#1");
        assertThat(world.row(run).reason()).isEmpty();
    }

    @Test
    void a_failed_run_that_is_resumed_without_its_code_is_queued_until_it_is_back() {
        var draft = new DraftPlan().tries(1);
        var bad = draft.step("bad");
        var run = world.submit(draft.plan(ref(bad)), "{}");
        world.end("bad", fails(Report.Kind.APPLICATION, "broke"));
        assertThat(world.status(run)).isEqualTo(Status.FAILED);

        var problem = new Problem("missing-library", "cats.jar is gone", null, null, "Put it back.");
        world.code = new CodeLoader.Code.Missing(List.of(problem));
        world.resume(run);
        assertThat(world.status(run)).isEqualTo(Status.QUEUED);
        assertThat(world.row(run).reason()).isEqualTo("cats.jar is gone");
        assertThat(world.attempts.names()).isEmpty();

        world.code = new CodeLoader.Code.Ready(World.class.getClassLoader());
        world.resume(run);
        world.end("bad", gives("1"));
        assertThat(world.status(run)).isEqualTo(Status.SUCCEEDED);
    }
}
