package dev.towpath.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whether the simulation finds what it is there to find.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PlantedBugsTest {
    private static final int MOST_SEEDS = 6000;
    private static final int SEARCHES = Boolean.getBoolean("towpath.long") ? 15 : 1;
    private static final long APART = 10_000_000;

    static List<PlantedBug> bugs() {
        return PlantedBug.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bugs")
    void a_planted_bug_is_found(PlantedBug bug) {
        var seeds = new ArrayList<Long>();
        for (var search = 0; search < SEARCHES; search++) {
            var from = search * APART;
            seeds.add(Counted.firstFailure(bug.simulation(), from, MOST_SEEDS)
                            .scenario()
                            .seed()
                    - from
                    + 1);
        }
        seeds.sort(null);

        System.out.printf(
                "planted bug: %s: found after %d seeds (median of %d searches)%n",
                bug, seeds.get(seeds.size() / 2), seeds.size());
        assertThat(seeds).hasSize(SEARCHES);
    }

    @Test
    void there_are_two_of_each_kind_and_half_of_them_need_two_faults_together() {
        var byKind = bugs().stream().collect(Collectors.groupingBy(PlantedBug::kind, Collectors.counting()));

        assertThat(byKind).hasSize(12);
        assertThat(byKind.values()).allMatch(count -> count >= 2);
        assertThat(bugs()).hasSizeGreaterThanOrEqualTo(24);
        assertThat(bugs().stream().filter(bug -> bug.faults() == 2).count()).isGreaterThanOrEqualTo(12);
        assertThat(new HashSet<>(bugs())).hasSize(bugs().size());
    }
}
