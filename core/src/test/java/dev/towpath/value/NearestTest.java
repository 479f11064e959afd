package dev.towpath.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
        "conf,",
        "image-dir,imageDir",
        "IMAGE_DIR,imageDir",
        "max-counts,maxCount",
        "y,x",
        "zebra,",
        "threshold,"
    })
    void a_name_with_few_mistakes_is_recognised(String name, String meant) {
        assertThat(Nearest.of(name, KNOWN)).isEqualTo(meant);
    }

    @Test
    void advice_names_the_nearest_or_all() {
        assertThat(Nearest.advice("foto", KNOWN)).isEqualTo("Did you mean 'photo'?");
        assertThat(Nearest.advice("zebra", KNOWN)).isEqualTo("Known are photo, confidence, imageDir, maxCount, x.");
        assertThat(Nearest.advice("zebra", List.of())).isEqualTo("Leave it out: there are none.");
    }
}
