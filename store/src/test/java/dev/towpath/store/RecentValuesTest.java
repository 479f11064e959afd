package dev.towpath.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.spi.Entry;
import dev.towpath.testkit.SampleRows;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RecentValuesTest {
    private final RecentValues recent = new RecentValues();

    private static Entry.KeepValue large(int n) {
        return SampleRows.value(n + "x".repeat(1 << 20));
    }

    @Test
    void what_was_written_is_there() {
        recent.add(List.of(SampleRows.value("cat"), SampleRows.value("cat")));

        assertThat(recent.get(SampleRows.value("cat").digest()).bytes())
                .isEqualTo(SampleRows.value("cat").bytes());
        assertThat(recent.get(SampleRows.value("dog").digest())).isNull();
    }

    @Test
    void the_oldest_make_room_and_what_is_written_again_is_young() {
        recent.add(List.of(large(1), large(2)));
        for (var n = 3; n <= 15; n++) recent.add(List.of(large(n), large(1)));
        recent.add(List.of(large(16), large(17)));

        assertThat(recent.get(large(1).digest())).isNotNull();
        assertThat(recent.get(large(17).digest())).isNotNull();
        assertThat(recent.get(large(2).digest())).isNull();
    }
}
