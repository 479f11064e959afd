package dev.towpath.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.Digest;
import dev.towpath.FolderRef.Entry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
    private static final Digest A = Digest.of("a");

    @Test
    void the_order_of_the_entries_does_not_matter() {
        var one = new Entry("a/z.txt", A, 1);
        var two = new Entry("b.txt", A, 2);
        assertThat(Manifest.encode(List.of(one, two))).isEqualTo(Manifest.encode(List.of(two, one)));
        assertThat(Manifest.decode(Manifest.encode(List.of(two, one)))).containsExactly(one, two);
        assertThat(Manifest.digest(List.of(two, one))).isEqualTo(Digest.of(Manifest.encode(List.of(one, two))));
    }

    @Test
    void an_empty_folder_has_an_empty_list() {
        assertThat(Manifest.encode(List.of())).isEqualTo("[]".getBytes(StandardCharsets.UTF_8));
        assertThat(Manifest.decode("[]".getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void a_path_that_is_there_twice_is_refused() {
        assertThatThrownBy(() -> Manifest.encode(List.of(new Entry("a", A, 1), new Entry("a", A, 2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'a' twice");
    }

    @Test
    void a_name_that_is_no_unicode_is_refused() {
        assertThatThrownBy(() -> Manifest.encode(List.of(new Entry("a\uD83D", A, 1))))
                .isInstanceOf(UnencodableValue.class)
                .hasMessageContaining("Rename the file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a", "a/../b", "/a", "a//b", "a/", "", ".", "./a", "a\\u0000b"})
    void a_path_that_leads_out_of_the_folder_is_refused(String path) {
        var json = "[{\"path\":\"" + path + "\",\"digest\":\"" + A + "\",\"size\":1}]";
        assertThatThrownBy(() -> Manifest.decode(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UndecodableValue.class)
                .hasMessageContaining("leads out of the folder");
    }

    @Test
    void what_is_no_manifest_is_refused() {
        var entry = "{\"path\":\"%s\",\"digest\":\"" + A + "\",\"size\":1}";
        var cases = List.of(
                "{}",
                "[1]",
                "[{\"path\":\"a\"}]",
                "[{\"other\":1}]",
                "[" + entry.formatted("b") + "," + entry.formatted("a") + "]",
                "[" + entry.formatted("a") + "," + entry.formatted("a") + "]",
                "[" + entry.formatted("a").replace("1}", "-1}") + "]",
                "[]x");
        for (var json : cases)
            assertThatThrownBy(() -> Manifest.decode(json.getBytes(StandardCharsets.UTF_8)))
                    .as(json)
                    .isInstanceOf(UndecodableValue.class);
    }
}
