package dev.towpath.engine;

import static dev.towpath.engine.ScriptedAttempts.gives;
import static dev.towpath.engine.machine.DraftPlan.input;
import static dev.towpath.engine.machine.DraftPlan.ref;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.Effect;
import dev.towpath.Resources;
import dev.towpath.Status;
import dev.towpath.engine.machine.DraftPlan;
import dev.towpath.plan.Plan;
import dev.towpath.spi.Entry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Short calls are handed over ahead of their places, and pipelined steps ahead of the disk.
final class HasteTest {
    private final World world = new World();

    private static Plan one(Effect effect, Resources asked) {
        var draft = new DraftPlan().effect(effect).asking(asked).tries(1);
        return draft.plan(ref(draft.step("only", input("x"))));
    }

    private void measure(Plan plan, Duration taken) {
        world.submit(plan, "{\"x\":0}");
        var task = world.attempts.take("only");
        var result = new Report.Result(-1, world.now(), world.now().plus(taken), gives("1"));
        world.send(new Mail.Reported(new Report.Ended(task.run(), task, List.of(result), true)));
    }

    private int startedOf(int runs, Plan plan) {
        for (var i = 1; i <= runs; i++) world.submit(plan, "{\"x\":" + i + "}");
        return world.attempts.names().size();
    }

    @Test
    void calls_that_were_measured_short_do_not_wait_for_a_place() {
        var plan = one(Effect.PURE, Resources.DEFAULT);
        measure(plan, Duration.ofNanos(20_000));

        assertThat(startedOf(100, plan)).isEqualTo(100);
    }

    @Test
    void what_is_handed_over_ahead_is_some_milliseconds_of_work() {
        var plan = one(Effect.PURE, Resources.DEFAULT);
        measure(plan, Duration.ofNanos(1_000_000));

        assertThat(startedOf(100, plan)).isEqualTo(42);
    }

    @Test
    void long_calls_and_those_of_unknown_length_wait_for_their_place() {
        var plan = one(Effect.PURE, Resources.DEFAULT);
        assertThat(startedOf(10, plan)).isEqualTo(2);
        measure(plan, Duration.ofMillis(30));

        assertThat(world.attempts.names()).hasSize(2);
    }

    @Test
    void what_must_not_happen_twice_waits_for_its_place() {
        var plan = one(Effect.AT_MOST_ONCE, Resources.DEFAULT);
        measure(plan, Duration.ofNanos(20_000));

        assertThat(startedOf(10, plan)).isEqualTo(2);
    }

    private static Plan chain(Effect second) {
        var draft = new DraftPlan().tries(1);
        var first = draft.step("first", input("x"));
        draft.effect(second);
        return draft.plan(ref(draft.step("second", ref(first))));
    }

    @Test
    void a_pipelined_run_goes_on_before_the_disk_and_ends_after_it() {
        var run = world.submit(World.wish(chain(Effect.PURE), "{\"x\":1}").withDurability(Durability.PIPELINED));
        var end = world.await(run);
        var commits = world.journal.commits();

        world.holdWriter(true);
        world.end("first", gives("\"a\""));
        assertThat(world.attempts.names()).containsExactly("second#1");
        world.end("second", gives("\"b\""));

        assertThat(world.journal.commits()).isEqualTo(commits);
        assertThat(end).isNotDone();
        world.holdWriter(false);

        assertThat(end.join().orElseThrow().status()).isEqualTo(Status.SUCCEEDED);
        assertThat(world.journal.commits()).isEqualTo(commits + 1);
        assertThat(world.journal.attempted().getLast().stream().filter(Entry.StepChanged.class::isInstance))
                .hasSize(2);
        assertThat(world.steps(run)).isEqualTo("first SUCCEEDED, second SUCCEEDED");
    }

    @Test
    void an_effect_waits_for_the_disk_also_in_a_pipelined_run() {
        world.submit(World.wish(chain(Effect.IDEMPOTENT), "{\"x\":1}").withDurability(Durability.PIPELINED));

        world.holdWriter(true);
        world.end("first", gives("\"a\""));
        assertThat(world.attempts.names()).isEmpty();
        world.holdWriter(false);

        assertThat(world.attempts.names()).containsExactly("second#1");
    }

    @Test
    void after_a_crash_a_pipelined_run_goes_on_from_the_disk_and_is_still_pipelined() {
        var run = world.submit(World.wish(chain(Effect.PURE), "{\"x\":1}").withDurability(Durability.PIPELINED));
        world.holdWriter(true);
        world.end("first", gives("\"a\""));

        world.crash();
        world.holdWriter(false);
        world.resume(run);

        assertThat(world.loaded(run).pipelined).isTrue();
        assertThat(world.attempts.names()).containsExactly("first#2");
    }

    @Test
    void while_too_much_waits_for_the_disk_nothing_is_accepted() {
        world.submit(World.wish(chain(Effect.PURE), "{\"x\":1}").withDurability(Durability.PIPELINED));
        world.holdWriter(true);

        for (var i = 0; i < 1023; i++)
            world.send(new Mail.Submit(
                    world.order(chain(Effect.PURE), "{}", null, Mode.PARALLEL), new CompletableFuture<>()));
        assertThat(world.isFull()).isFalse();
        world.send(
                new Mail.Submit(world.order(chain(Effect.PURE), "{}", null, Mode.PARALLEL), new CompletableFuture<>()));
        assertThat(world.isFull()).isTrue();
        world.holdWriter(false);

        assertThat(world.isFull()).isFalse();
    }
}
