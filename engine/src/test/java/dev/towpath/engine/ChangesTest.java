package dev.towpath.engine;

import static dev.towpath.engine.ScriptedAttempts.fails;
import static dev.towpath.engine.ScriptedAttempts.gives;
import static dev.towpath.engine.machine.DraftPlan.input;
import static dev.towpath.engine.machine.DraftPlan.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.Digest;
import dev.towpath.Effect;
import dev.towpath.Failure;
import dev.towpath.Retry;
import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.engine.machine.DraftPlan;
import dev.towpath.plan.Guard;
import dev.towpath.plan.Node;
import dev.towpath.plan.Plan;
import dev.towpath.plan.Ref;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is kept when a run goes on with other code, or is repeated.
final class ChangesTest {
    private final World world = new World();

    /// `a` and `b` read the input, `sum` reads both.
    private static Plan plan(String edited) {
        var draft = new DraftPlan().tries(1).edited(edited);
        var a = draft.step("a", input("x"));
        var b = draft.step("b", input("y"));
        return draft.plan(ref(draft.step("sum", ref(a), ref(b))));
    }

    private RunId failed() {
        var run = world.submit(plan(""), "{\"x\":1,\"y\":2}");
        world.end("a", gives("\"A\""));
        world.end("b", gives("\"B\""));
        world.end("sum", fails(Report.Kind.BUSINESS, "no"));
        assertThat(world.status(run)).isEqualTo(Status.FAILED);
        return run;
    }

    private List<String> changes(RunId run, Plan next) {
        return world.requests().changes(run, next).steps().stream()
                .map(step -> step.step() + (step.kept() ? " kept" : ": " + step.why()))
                .toList();
    }

    @Test
    void a_step_whose_code_has_changed_runs_again_and_so_does_what_follows_from_it() {
        var run = failed();

        assertThat(changes(run, plan("sum"))).containsExactly("a kept", "b kept", "sum: its code has changed");
        assertThat(changes(run, plan("a")))
                .containsExactly("a: its code has changed", "b kept", "sum: it has no output: it was FAILED");
        assertThat(changes(run, plan(""))).containsExactly("a kept", "b kept", "sum: it has no output: it was FAILED");
    }

    @Test
    void what_reads_something_new_runs_again() {
        var run = world.submit(plan(""), "{\"x\":1,\"y\":2}");
        for (var step : List.of("a", "b", "sum")) world.end(step, gives("\"1\""));

        assertThat(changes(run, plan("a"))).containsExactly("a: its code has changed", "b kept", "sum: 'a' runs again");
    }

    @Test
    void other_wiring_other_types_and_new_steps_run() {
        var run = failed();
        var draft = new DraftPlan();
        var b = draft.step("b", input("x"));
        var a = draft.typed("a", "int", input("x"));
        var extra = draft.step("extra", input("x"));
        var each = draft.each("sum", ref(a), ref(b), ref(extra));

        assertThat(changes(run, draft.plan(ref(each))))
                .containsExactly(
                        "b: its inputs have changed",
                        "a: it gives int now, not java.lang.String",
                        "extra: it is new",
                        "sum: it is another kind of step");
    }

    @Test
    void steps_are_known_by_name_wherever_they_stand() {
        var run = failed();
        var draft = new DraftPlan();
        var b = draft.step("b", input("y"));
        var a = draft.step("a", input("x"));

        assertThat(changes(run, draft.plan(ref(draft.step("sum", ref(a), ref(b))))))
                .containsExactly("b kept", "a kept", "sum: it has no output: it was FAILED");
    }

    @Test
    void a_run_goes_on_with_other_code_and_keeps_what_is_valid() {
        var run = failed();
        var next = plan("sum");

        world.ask(requests -> requests.resumeWith(run, Digest.of("other"), next));

        assertThat(world.row(run).bundle()).isEqualTo(Digest.of("other"));
        assertThat(world.row(run).epoch()).isEqualTo(2);
        assertThat(world.attempts.names()).containsExactly("sum#1");
        world.end("sum", gives("\"AB\""));
        assertThat(world.output(run)).isEqualTo("\"AB\"");
        assertThat(world.steps(run)).isEqualTo("a SUCCEEDED, b SUCCEEDED, sum SUCCEEDED");
    }

    @Test
    void a_run_with_other_code_survives_the_next_crash() {
        var run = failed();
        world.ask(requests -> requests.resumeWith(run, Digest.of("other"), plan("a")));
        assertThat(world.attempts.names()).containsExactly("a#1");

        world.crash();
        world.resume(run);

        assertThat(world.attempts.names()).containsExactly("a#2");
        world.end("a", gives("\"A2\""));
        world.end("sum", gives("\"A2B\""));
        assertThat(world.output(run)).isEqualTo("\"A2B\"");
    }

    @Test
    void a_step_that_is_gone_leaves_no_row() {
        var run = failed();
        var draft = new DraftPlan();
        var next = draft.plan(ref(draft.step("a", input("x"))));

        world.ask(requests -> requests.resumeWith(run, Digest.of("other"), next));

        assertThat(world.status(run)).isEqualTo(Status.SUCCEEDED);
        assertThat(world.output(run)).isEqualTo("\"A\"");
        assertThat(world.steps(run)).isEqualTo("a SUCCEEDED");
    }

    @Test
    void what_has_succeeded_or_is_executed_keeps_its_code() {
        var run = world.submit(plan(""), "{\"x\":1,\"y\":2}");
        assertThatThrownBy(() -> world.ask(requests -> requests.resumeWith(run, Digest.of("other"), plan("a"))))
                .hasMessageContaining("it is being executed");
        for (var step : List.of("a", "b", "sum")) world.end(step, gives("\"1\""));

        assertThatThrownBy(() -> world.ask(requests -> requests.resumeWith(run, Digest.of("other"), plan("a"))))
                .hasMessageContaining("it has succeeded");
    }

    @Test
    void a_decision_is_kept_with_the_branch_that_it_took() {
        var before = branches("");
        var run = world.submit(before, "{\"x\":true,\"y\":2}");
        world.end("ready", gives("true"));
        world.end("yes", gives("\"Y\""));
        world.end("last", fails(Report.Kind.BUSINESS, "no"));

        assertThat(changes(run, branches("last")))
                .containsExactly(
                        "ready kept",
                        "yes kept",
                        "no: it was skipped, that is decided again",
                        "last: its code has changed");
        assertThat(changes(run, branches("ready")))
                .contains("ready: its code has changed", "yes: its condition is decided again");

        world.ask(requests -> requests.resumeWith(run, Digest.of("other"), branches("last")));
        assertThat(world.attempts.names()).containsExactly("last#1");
    }

    private static Plan branches(String edited) {
        var draft = new DraftPlan().tries(1).edited(edited);
        var ready = draft.step("ready", input("x"));
        draft.in(new Guard(ref(ready), "true"));
        var yes = draft.step("yes", input("y"));
        draft.in(new Guard(ref(ready), "false"));
        var no = draft.step("no", input("y"));
        draft.in();
        var either = draft.choice(
                "either", ref(ready), false, new Node.Branch("true", ref(yes)), new Node.Branch("false", ref(no)));
        return draft.plan(ref(draft.step("last", ref(either))));
    }

    @Test
    void units_that_are_kept_are_not_executed_again() {
        var draft = new DraftPlan().tries(1);
        var each = draft.each("crop", input("list"));
        var plan = draft.plan(ref(draft.step("last", new Ref(each, List.of(), "list"))));
        var run = world.submit(plan, "{\"list\":[1,2,3]}");
        world.echo("crop");
        world.end("last", fails(Report.Kind.BUSINESS, "no"));

        world.ask(requests -> requests.resumeWith(run, Digest.of("other"), plan));

        assertThat(world.attempts.names()).containsExactly("last#1");
        assertThat(world.step(run, "crop").units()).containsEntry(Status.SUCCEEDED, 3);
    }

    private RunId rerun(RunId origin, Plan plan, String input, String from) {
        return world.ask(requests -> requests.rerun(origin, World.wish(plan, input), from));
    }

    @Test
    void a_repeated_run_is_a_new_one_that_uses_what_is_valid() {
        var run = failed();

        var again = rerun(run, plan(""), "{\"x\":1,\"y\":2}", null);

        assertThat(world.row(again).parent()).isEqualTo(run);
        assertThat(world.row(again).parentStep()).isNull();
        assertThat(world.attempts.names()).containsExactly("sum#1");
        assertThat(world.steps(again)).isEqualTo("a CACHED, b CACHED, sum RUNNING");
    }

    @Test
    void another_input_repeats_only_who_reads_it() {
        var run = failed();

        var again = rerun(run, plan(""), "{\"x\":1,\"y\":3}", null);

        assertThat(world.attempts.names()).containsExactly("b#1");
        assertThat(world.step(again, "a").status()).isEqualTo(Status.CACHED);
    }

    @Test
    void a_run_is_repeated_from_a_step_on() {
        var run = failed();

        rerun(run, plan(""), "{\"x\":1,\"y\":2}", "a");

        assertThat(world.attempts.names()).containsExactly("a#1");
        assertThatThrownBy(() -> rerun(run, plan(""), "{}", "nothing")).hasMessageContaining("there is no step");
    }

    private static Plan retried(Duration delay) {
        var draft = new DraftPlan().retry(Retry.times(3).backoff(delay, delay));
        return draft.plan(ref(draft.step("a", input("x"))));
    }

    @Test
    void a_timer_of_the_plan_before_does_not_start_a_step_of_the_new_one() {
        var run = world.submit(retried(Duration.ofMinutes(1)), "{\"x\":1}");
        world.end("a", fails(Report.Kind.APPLICATION, "broke"));
        world.cancel(run);
        world.ask(requests -> requests.resumeWith(run, Digest.of("other"), retried(Duration.ofHours(1))));
        world.end("a", fails(Report.Kind.APPLICATION, "broke again"));

        world.pass(Duration.ofMinutes(2));
        assertThat(world.attempts.names()).isEmpty();
        world.pass(Duration.ofHours(2));

        assertThat(world.attempts.names()).hasSize(1);
    }

    @Test
    void news_of_values_from_before_are_of_no_interest_to_the_new_plan() {
        var draft = new DraftPlan().tries(1);
        var plan = draft.plan(ref(draft.each("crop", input("list"))));
        var run = world.submit(plan, "{\"list\":[1,2,3]}");
        world.cancel(run);
        world.echo("crop");
        world.ask(requests -> requests.resumeWith(run, Digest.of("other"), plan));
        var failure = Failure.of("late", "the disk was slow", "");

        world.send(new Mail.Listed(run, 1, 0, null, failure), new Mail.NotGathered(run, 1, 0, failure));
        world.echo("crop");

        assertThat(world.output(run)).isEqualTo("[1,2,3]");
    }

    @Test
    void what_may_have_happened_is_decided_before_other_code_could_do_it_again() {
        var draft = new DraftPlan().effect(Effect.AT_MOST_ONCE).tries(1);
        var plan = draft.plan(ref(draft.step("pay", input("x"))));
        var run = world.submit(plan, "{\"x\":1}");
        world.crash();

        assertThatThrownBy(() -> world.ask(requests -> requests.resumeWith(run, Digest.of("other"), plan)))
                .hasMessageContaining("what must not happen twice may have happened in pay");

        world.ask(requests -> requests.decide(run, "pay", -1, new Settlement.Fail("nobody knows")));
        assertThatThrownBy(() -> world.ask(requests -> requests.resumeWith(run, Digest.of("other"), plan)))
                .hasMessageContaining("`towpath resume " + run + "`");
        assertThat(world.attempts.names()).isEmpty();
    }
}
