package dev.towpath.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {
    @Test
    void half_of_the_times_are_at_most_p50_and_all_but_one_in_a_hundred_at_most_p99() {
        var backwards =
                IntStream.range(0, 1000).mapToDouble(i -> (1000 - i) / 1000d).toArray();

        var figures = Percentiles.of(backwards).on(Measured.parts(1000, 1)).more();

        assertThat(figures).containsEntry("p50_ms", 500d).containsEntry("p99_ms", 990d);
    }

    @Test
    void one_time_is_all_percentiles() {
        var figures =
                Percentiles.of(new double[] {0.25}).on(Measured.once(1, 1)).more();

        assertThat(figures).containsEntry("p50_ms", 250d).containsEntry("p99_ms", 250d);
    }
}
