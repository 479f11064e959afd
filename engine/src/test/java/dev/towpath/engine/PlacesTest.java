package dev.towpath.engine;

import static dev.towpath.engine.ScriptedAttempts.gives;
import static dev.towpath.engine.machine.DraftPlan.input;
import static dev.towpath.engine.machine.DraftPlan.ref;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.Resources;
import dev.towpath.Status;
import dev.towpath.engine.machine.DraftPlan;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What attempts occupy.
final class PlacesTest {
    private final World world = new World(EngineOptions.DEFAULT.with(3, 1000, new TreeMap<>(Map.of("gpu", 1))));

    @Test
    void two_steps_that_need_two_of_three_cpus_never_overlap() {
        var draft = new DraftPlan().asking(Resources.cpu(2));
        var a = draft.step("a");
        draft.step("b");
        world.submit(draft.plan(ref(a)), "{}");

        assertThat(world.attempts.names()).containsExactly("a#1");
        world.end("a", gives("1"));
        assertThat(world.attempts.names()).containsExactly("b#1");
    }

    @Test
    void memory_and_pools_are_counted_too() {
        var draft = new DraftPlan().asking(Resources.cpu(1).memory(600));
        var a = draft.step("a");
        draft.step("b");
        draft.asking(Resources.cpu(1).pool("gpu", 1));
        draft.step("c");
        draft.step("d");
        world.submit(draft.plan(ref(a)), "{}");

        assertThat(world.attempts.names()).containsExactly("a#1");
        world.end("a", gives("1"));
        assertThat(world.attempts.names()).containsExactly("b#1", "c#1");
        world.end("c", gives("1"));
        assertThat(world.attempts.names()).containsExactly("b#1", "d#1");
    }

    @Test
    void a_large_step_is_not_passed_by_small_ones_for_ever() {
        var small = new DraftPlan();
        var first = world.submit(small.plan(ref(small.each("small", input("list")))), "{\"list\":[1,2]}");
        var large = new DraftPlan().asking(Resources.cpu(3));
        var second = world.submit(large.plan(ref(large.step("large"))), "{}");
        world.submit(small.plan(ref(0)), "{\"list\":[1,2,3,4]}");

        assertThat(world.attempts.names()).containsExactly("small[0]#1", "small[1]#1");
        world.send(new Mail.Reported(ScriptedAttempts.echoed(world.attempts.take("small"), world.now())));
        assertThat(world.attempts.names()).containsExactly("small[1]#1");
        world.send(new Mail.Reported(ScriptedAttempts.echoed(world.attempts.take("small"), world.now())));
        assertThat(world.attempts.names()).containsExactly("large#1");
        assertThat(world.status(first)).isEqualTo(Status.SUCCEEDED);
        assertThat(world.status(second)).isEqualTo(Status.RUNNING);
    }

    @Test
    void steps_that_only_wait_need_no_cpu() {
        var draft = new DraftPlan().asking(Resources.cpu(0));
        world.submit(draft.plan(ref(draft.each("fetch", input("list")))), "{\"list\":[1,2,3,4,5,6]}");

        assertThat(world.attempts.names()).hasSize(6);
    }

    @Test
    void a_step_that_asks_for_more_than_there_is_fails_at_once_with_advice() {
        var draft = new DraftPlan().asking(Resources.cpu(1).pool("gpu", 2));
        var run = world.submit(draft.plan(ref(draft.step("train"))), "{}");
        var mapped = world.submit(draft.plan(ref(draft.each("many", input("list")))), "{\"list\":[1,2]}");

        for (var id : List.of(run, mapped)) {
            assertThat(world.status(id)).isEqualTo(Status.FAILED);
            assertThat(world.row(id).failure().code()).isEqualTo("resources-not-available");
        }
        assertThat(world.row(run).failure().message())
                .isEqualTo("'train' can never start here: it asks for 2 of pool 'gpu', there are 1");
    }

    @Test
    void the_oldest_run_goes_first() {
        var draft = new DraftPlan().asking(Resources.cpu(3));
        var plan = draft.plan(ref(draft.step("a")));
        var one = world.submit(plan, "{}");
        var two = world.submit(plan, "{\"n\":2}");
        var three = world.submit(plan, "{\"n\":3}");

        world.end("a", gives("1"));
        assertThat(world.status(one)).isEqualTo(Status.SUCCEEDED);
        assertThat(world.status(two)).isEqualTo(Status.RUNNING);
        assertThat(world.status(three)).isEqualTo(Status.QUEUED);
    }
}
