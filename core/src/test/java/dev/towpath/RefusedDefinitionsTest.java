package dev.towpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Definitions that compile and are refused. Each file says `// expect: code File.java:LINE wired LINE`: the offending
/// line, and the line that wires the step.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedDefinitionsTest {
    private final DefinitionFiles files = DefinitionFiles.in("refused");

    RefusedDefinitionsTest() throws IOException {}

    List<String> names() {
        return files.names();
    }

    @Test
    void at_least_thirty_definitions_are_tried() {
        assertThat(files.names()).hasSizeGreaterThanOrEqualTo(30);
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_definition_is_refused_with_code_offending_line_wiring_line_and_advice(String name) {
        var refusal = catchThrowableOfType(InvalidPipeline.class, () -> files.define(name));

        assertThat(refusal).as(name).isNotNull();
        assertThat(refusal.problems())
                .extracting(problem -> problem.code() + " " + problem.at() + " wired " + line(problem.wiredAt()))
                .containsOnly(files.expected(name));
        assertThat(refusal.problems()).allSatisfy(problem -> {
            assertThat(problem.what()).hasSizeBetween(10, 400).doesNotEndWith(".");
            assertThat(problem.advice()).hasSizeBetween(10, 300);
        });
    }

    private static String line(String place) {
        return place.substring(place.indexOf(':') + 1);
    }
}
