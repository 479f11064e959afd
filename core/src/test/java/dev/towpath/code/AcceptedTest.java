package dev.towpath.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Code that looks as if it shared something, and does not: the table is `accepted.txt`.
final class AcceptedTest {
    @ParameterizedTest
    @MethodSource("cases")
    void is_accepted(Cases.Case row) {
        assertThat(row.proof().problems()).isEmpty();
    }

    static List<Cases.Case> cases() {
        return Cases.of("accepted.txt");
    }
}
