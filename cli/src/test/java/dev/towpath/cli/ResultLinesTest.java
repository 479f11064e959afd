package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultLinesTest {
    @TempDir
    Path folder;

    private String shown(String output) {
        return String.join("\n", new ResultLines(new Cli(folder).env(), Style.PLAIN).of(output));
    }

    @Test
    void a_value_is_shown_as_it_is_and_a_long_one_is_cut() {
        assertThat(shown("\"Hello\"")).isEqualTo("result  \"Hello\"");
        assertThat(shown("{}")).isEqualTo("result  {}");
        assertThat(shown("[1,2]")).isEqualTo("result  [1,2]");
        assertThat(shown("null")).isEqualTo("result  null");
        assertThat(shown("\"" + "x".repeat(1000) + "\"")).hasSizeLessThan(420).endsWith("…");
    }

    @Test
    void a_record_has_one_line_for_each_component_and_a_file_is_its_path() {
        var path = folder.resolve("a.txt").toString().replace("\\", "\\\\");
        assertThat(shown("{\"page\":{\"path\":\"" + path + "\",\"digest\":\"00\",\"size\":2048},\"count\":3}"))
                .isEqualTo("result\n  page   a.txt  2.0 KiB\n  count  3");
    }
}
