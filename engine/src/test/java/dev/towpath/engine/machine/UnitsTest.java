package dev.towpath.engine.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.Digest;
import dev.towpath.Failure;
import dev.towpath.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class UnitsTest {
    private final Units units = new Units(10);

    UnitsTest() {
        units.queue();
    }

    private static Failure failure(int unit) {
        return new Failure("x", "unit " + unit, "s", unit, 1, null, "", null, "", List.of());
    }

    private void succeed(int number, int unit) {
        units.succeed(new UnitResults(
                number, new int[] {unit}, new long[1], new long[1], new byte[][] {{'1'}}, new Digest[1], new long[1]));
    }

    @Test
    void neighbours_that_were_never_tried_start_together() {
        assertThat(units.startable()).isZero();
        assertThat(units.together(4)).isEqualTo(4);
        units.start(0, 4, 1);

        assertThat(units.startable()).isEqualTo(4);
        assertThat(units.together(Integer.MAX_VALUE)).isEqualTo(6);
        assertThat(units.attempts()).isEqualTo(4);
    }

    @Test
    void a_unit_that_was_tried_before_starts_alone_and_first() {
        units.start(0, 4, 1);
        units.failed(2);
        units.delay(2, 50);
        assertThat(units.delay(2)).isEqualTo(50);
        units.wake(2);

        assertThat(units.startable()).isEqualTo(2);
        assertThat(units.together(100)).isEqualTo(1);
        units.start(2, 1, 2);
        assertThat(units.tries(2)).isEqualTo(new Tries(2, 1, 0));
        assertThat(units.startable()).isEqualTo(4);
    }

    @Test
    void lost_units_do_not_count_as_failures() {
        units.start(0, 3, 1);
        units.lose(1);

        assertThat(units.tries(1)).isEqualTo(new Tries(1, 0, 1));
        assertThat(units.startable()).isEqualTo(1);
    }

    @Test
    void the_failure_of_the_first_unit_is_shown_whichever_came_first() {
        units.start(0, 5, 1);
        units.failed(3);
        units.giveUp(3, failure(3));
        units.failed(1);
        units.giveUp(1, failure(1));
        units.failed(4);
        units.giveUp(4, failure(4));

        assertThat(units.failure()).isEqualTo(failure(1));
    }

    @Test
    void after_a_cancel_what_succeeded_is_kept_and_the_rest_starts_afresh() {
        units.start(0, 3, 1);
        succeed(1, 0);
        units.cancel();
        assertThat(units.byStatus()).isEqualTo(Map.of(Status.SUCCEEDED, 1, Status.CANCELLING, 2, Status.CANCELLED, 7));
        succeed(1, 1);
        units.stop(2);
        assertThat(units.inFlight()).isZero();

        units.resume(false);
        assertThat(units.byStatus()).isEqualTo(Map.of(Status.SUCCEEDED, 1, Status.CACHED, 1, Status.CREATED, 8));
        units.queue();
        assertThat(units.startable()).isEqualTo(2);
        units.start(2, 1, 2);
        assertThat(units.together(100)).isEqualTo(7);
    }

    @Test
    void what_the_table_refuses_is_refused() {
        units.start(0, 1, 1);
        succeed(1, 0);

        assertThatThrownBy(() -> units.lose(0)).isInstanceOf(IllegalMove.class);
        assertThatThrownBy(() -> units.start(0, 1, 2)).isInstanceOf(IllegalMove.class);
        assertThat(units.with(Status.SUCCEEDED)).isEqualTo(1);
    }

    @Test
    void a_kept_list_frees_the_values_of_its_units() {
        units.start(0, 1, 1);
        succeed(1, 0);
        assertThat(units.value(0)).asString().isEqualTo("1");

        units.forget();

        assertThat(units.value(0)).isNull();
        assertThat(units.status(0)).isEqualTo(Status.SUCCEEDED);
    }
}
