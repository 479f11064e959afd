package dev.towpath.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {
    @Test
    void names_of_runs_sort_in_the_order_in_which_they_were_made() {
        var ids = new RandomIds();
        var before = ids.newRun(Instant.ofEpochMilli(1_000));
        var seen = new HashSet<>(List.of(before));
        for (var i = 0; i < 10_000; i++) {
            var next = ids.newRun(Instant.ofEpochMilli(1_000 + i / 1000));
            assertThat(next).isGreaterThan(before);
            assertThat(seen.add(next)).isTrue();
            before = next;
        }
    }

    @Test
    void a_clock_that_goes_back_does_not_change_the_order() {
        var ids = new RandomIds();
        var first = ids.newRun(Instant.ofEpochMilli(2_000));
        assertThat(ids.newRun(Instant.ofEpochMilli(1_000))).isGreaterThan(first);
    }
}
