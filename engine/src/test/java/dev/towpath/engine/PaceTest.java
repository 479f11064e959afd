package dev.towpath.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// How many units go together.
final class PaceTest {
    private static final int MANY = 1_000_000;

    private final Pace pace = new Pace();

    @Test
    void the_first_unit_goes_alone() {
        assertThat(pace.next(MANY, 2, MANY)).isEqualTo(1);
    }

    @Test
    void slow_units_stay_single() {
        pace.measured(1, 50_000_000);

        assertThat(pace.next(MANY, 2, MANY)).isEqualTo(1);
    }

    @Test
    void fast_units_go_in_growing_tasks_of_some_milliseconds() {
        var last = 1;
        for (var task = 0; task < 6; task++) {
            var size = pace.next(MANY, 2, MANY);
            assertThat(size).isBetween(last, last * 24);
            pace.measured(size, size * 5_000L);
            last = size;
        }

        assertThat(last * 5_000L).isBetween(1_000_000L, 20_000_000L);
    }

    @Test
    void the_last_units_are_shared_fairly() {
        for (var task = 0; task < 6; task++) pace.measured(100, 100_000);

        assertThat(pace.next(10, 4, MANY)).isEqualTo(3);
        assertThat(pace.next(1, 4, MANY)).isEqualTo(1);
        assertThat(pace.next(MANY, 4, 500)).isEqualTo(500);
    }

    @Test
    void a_step_that_becomes_slow_is_split_again() {
        for (var task = 0; task < 6; task++) pace.measured(100, 100_000);
        for (var task = 0; task < 3; task++) pace.measured(1, 100_000_000);

        assertThat(pace.next(MANY, 2, MANY)).isEqualTo(1);
    }
}
