package dev.towpath.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Code that would behave differently when steps run in different processes, each with the line that does it: the table
/// is `refused.txt`.
final class RefusedTest {
    @ParameterizedTest
    @MethodSource("cases")
    void is_refused_at_the_offending_line(Cases.Case row) {
        assertThat(row.at()).as("the table marks a line").isNotEmpty();
        assertThat(row.proof().problems())
                .extracting(problem -> problem.code() + " " + problem.at())
                .contains(row.code() + " " + row.at());
        assertThat(row.proof().problems())
                .allSatisfy(problem -> assertThat(problem.advice()).isNotEmpty());
    }

    static List<Cases.Case> cases() {
        return Cases.of("refused.txt");
    }
}
