package dev.towpath.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FormatTest {
    @Test
    void every_source_has_the_one_layout() throws Exception {
        var format = new Format(
                Path.of(System.getProperty("towpath.root")), Path.of(System.getProperty("towpath.format.seen")));

        assertThat(format.problems()).as("not formatted; run ./format").isEmpty();
    }
}
