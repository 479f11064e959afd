package dev.towpath.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarksTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    Path folder;

    private Marks marks(int... steps) {
        var marks = new Marks(folder.resolve("marks"));
        for (var step : steps) marks.add(step, NOON.plusMillis(step));
        return marks;
    }

    @Test
    void marks_are_read_as_they_were_made() throws IOException {
        var marks = marks(3, 4);

        assertThat(marks.count()).isEqualTo(2);
        assertThat(marks.all())
                .containsExactly(
                        new Marks.Mark(3, Marks.micros(NOON) + 3000), new Marks.Mark(4, Marks.micros(NOON) + 4000));
    }

    @Test
    void nothing_is_marked_before_the_first() throws IOException {
        assertThat(marks().count()).isZero();
    }

    @Test
    void a_step_that_was_finished_and_ran_again_is_told_from_one_that_was_in_flight() throws IOException {
        var figures = marks(0, 1, 2, 1, 2).repeated(Measured.once(3, 1), 3, Set.of(0, 1));

        assertThat(figures.more())
                .containsEntry("finished_before_kill", 2)
                .containsEntry("finished_repeated", 1L)
                .containsEntry("in_flight_repeated", 1L);
    }

    @Test
    void a_step_that_never_ran_is_an_error() {
        assertThatThrownBy(() -> marks(0, 2).repeated(Measured.once(3, 1), 3, Set.of()))
                .hasMessage("2 of 3 steps were executed");
    }
}
