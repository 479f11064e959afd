package dev.towpath.engine.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.Status;
import java.util.EnumMap;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

final class HistoriesTest {
    private static final int SEEDS = Integer.getInteger("towpath.seeds", 500);

    @Test
    void in_any_world_a_run_ends_folds_to_its_live_state_and_decides_the_same_twice() {
        var ends = new EnumMap<Status, Integer>(Status.class);
        var kinds = new HashSet<Class<?>>();
        for (var seed = 0L; seed < SEEDS; seed++) {
            var history = new RandomHistory(seed);
            try {
                history.play();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
            kinds.addAll(history.kinds());
            ends.merge(history.state().status(), 1, Integer::sum);
        }
        assertThat(ends).containsOnlyKeys(Status.SUCCEEDED, Status.FAILED, Status.CANCELLED);
        assertThat(kinds).isEqualTo(EventsTest.kinds());
    }
}
