package dev.towpath.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.engine.machine.Event;
import dev.towpath.engine.machine.Events;
import dev.towpath.spi.RunRow;
import dev.towpath.testkit.Guarantee;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Many runs in one process of the simulated world, where nothing goes wrong but what the test does.
final class ManyRunsTest {
    private static final int MANY = 100;
    /// A seed whose processes take no runs of others by themselves.
    private static final long LONERS = seedOfLoners();

    private final World world = new World(new Scenario(LONERS, 2, MANY, 2, List.of()), Variant.REAL, null);
    private SimulatedProcess first;

    private static long seedOfLoners() {
        var seed = 0L;
        while (Mix.below(Mix.of(seed, 9), 4) > 0) seed++;
        return seed;
    }

    private void submitAll() {
        world.startProcess();
        first = world.processes().getFirst();
        world.users.submitAll(first);
        while (!world.users.areAnswered()) assertThat(world.step()).isTrue();
    }

    private void settle() {
        for (var steps = 0; world.step(); steps++) assertThat(steps).isLessThan(100_000);
    }

    private RunRow row(RunId run) {
        return world.store.tables().runs.get(run);
    }

    private List<RunId> open() {
        return world.store.tables().runs.values().stream()
                .filter(row -> !row.status().isTerminal()
                        && row.parent() == null
                        && row.owner().equals(first.id()))
                .map(RunRow::id)
                .toList();
    }

    private List<Event> events(RunId run) {
        var events = new ArrayList<Event>();
        for (var row : world.store.tables().events.get(run).values()) events.addAll(Events.unpack(row.packed()));
        return events;
    }

    private void pause(RunId run) {
        world.witness.run(run).ask("pause");
        first.act(() -> assertThat(first.engine().pause(run, "wait")).isNotNull());
    }

    private void unpause(RunId run) {
        world.witness.run(run).ask("unpause");
        first.act(() -> assertThat(first.engine().unpause(run, "on")).isNotNull());
    }

    @Test
    @Guarantee({2, 3})
    void a_run_that_another_process_has_taken_leaves_the_others_of_the_same_commit_untouched() {
        submitAll();
        var open = open();
        assertThat(open).hasSizeGreaterThan(MANY / 2);
        var taken = open.get(open.size() / 2);
        world.harbor.dead(first.id());
        world.startProcess();
        var second = world.processes().getLast();
        second.act(() -> assertThat(second.engine().resume(taken)).isNotNull());
        while (row(taken).epoch() == 1) second.act(second.engine()::turn);

        for (var run : open) pause(run);
        first.act(first.engine()::turn);
        first.act(first.engine()::write);

        for (var run : open) {
            if (run.equals(taken)) continue;
            assertThat(row(run).epoch()).isEqualTo(1);
            assertThat(world.witness.run(run).state().isPaused()).isTrue();
        }
        assertThat(world.witness.run(taken).state().isPaused()).isFalse();
        for (var run : open) if (!run.equals(taken)) unpause(run);
        settle();
        assertThat(row(taken).status().isTerminal()).isTrue();
        assertThat(row(taken).epoch()).isEqualTo(2);
        for (var run : open) {
            assertThat(row(run).status().isTerminal())
                    .as("%s is %s", run, row(run).status())
                    .isTrue();
            if (!run.equals(taken)) assertThat(events(run)).noneMatch(Event.AttemptsLost.class::isInstance);
        }
    }

    @Test
    @Guarantee(6)
    void runs_that_wait_cost_no_attempt_no_place_and_no_turn() {
        submitAll();
        var open = open();
        for (var run : open) pause(run);
        settle();

        assertThat(first.isIdle()).isTrue();
        assertThat(first.engine().nextTimer()).isEqualTo(Long.MAX_VALUE);
        for (var run : open) assertThat(row(run).status()).isIn(Status.WAITING, Status.QUEUED);

        unpause(open.getFirst());
        settle();
        assertThat(row(open.getFirst()).status().isTerminal()).isTrue();
        assertThat(row(open.getLast()).status().isTerminal()).isFalse();
    }
}
