package dev.towpath.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({"crop,crop,0", "crop,corp,2", "crop,crops,1", "'',abc,3", "report,reprot,2", "a,b,1"})
    void the_distance_of_two_words_is_the_number_of_changes(String a, String b, int distance) {
        assertThat(Nearest.distance(a, b)).isEqualTo(distance);
        assertThat(Nearest.distance(b, a)).isEqualTo(distance);
    }

    @Test
    void a_hint_names_what_is_near_or_else_what_there_is() {
        assertThat(Nearest.hint("shuot", List.of("shout", "words"), "-")).isEqualTo("Did you mean 'shout'?");
        assertThat(Nearest.hint("xyz", List.of("shout", "words"), "-")).isEqualTo("There is shout, words.");
        assertThat(Nearest.hint("xyz", List.of(), "Run first.")).isEqualTo("Run first.");
    }
}
