package dev.towpath.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private static final List<String> KNOWN = List.of("photo", "confidence", "imageDir", "maxCount", "x");

    @ParameterizedTest
    @CsvSource({
        "photo,photo",
        "foto,photo",
        "phtoo,photo",
        "photos,photo",
        "confidense,confidence",
        "conf,confidence",
        "image-dir,imageDir",
        "IMAGE_DIR,imageDir",
        "max-counts,maxCount",
        "y,x",
        "zebra,",
        "threshold,"
    })
    void a_name_with_few_mistakes_is_recognised(String name, String meant) {
        assertThat(Nearest.of(name, KNOWN).orElse(null)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "rnu,run",
        "grpah,graph",
        "runn,run",
        "artifact,artifacts",
        "--imge-dir,",
        "xyzzy,",
        "val,validate",
        "va,"
    })
    void a_slip_of_the_fingers_is_understood_and_nonsense_is_not(String typed, String meant) {
        var commands = List.of("run", "graph", "validate", "artifacts", "doctor");
        assertThat(Nearest.of(typed, commands).orElse(null)).isEqualTo(meant);
    }

    @Test
    void advice_names_the_nearest_or_what_is_known() {
        assertThat(Nearest.advice("foto", KNOWN, "-")).isEqualTo("Did you mean 'photo'?");
        assertThat(Nearest.advice("zebra", KNOWN, "-"))
                .isEqualTo("Known are photo, confidence, imageDir, maxCount, x.");
        assertThat(Nearest.advice("zebra", List.of(), "There are none.")).isEqualTo("There are none.");
    }

    @Test
    void a_long_list_is_cut() {
        var names = IntStream.range(100, 200).mapToObj(n -> "step" + n).toList();
        assertThat(Nearest.advice("zebra", names, "-"))
                .contains("step100", "step111 and 88 more.")
                .doesNotContain("step112");
    }

    @Test
    void a_question_goes_before_what_else_is_said() {
        assertThat(Nearest.question("foto", KNOWN)).isEqualTo("Did you mean 'photo'? ");
        assertThat(Nearest.question("zebra", KNOWN)).isEmpty();
    }
}
