package dev.towpath.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.Digest;
import dev.towpath.value.Samples.Colour;
import dev.towpath.value.Samples.Pair;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// `Map.of` and `Set.of` iterate in another order in each JVM; digests are the same.
class StableDigestTest {
    /// Prints the order of iteration and the digest.
    public static void main(String[] args) throws IOException {
        var names = Set.of("ant", "bee", "cat", "dog", "eel", "fox", "gnu", "hen");
        System.out.println(names + " " + digest(names));
    }

    private static Digest digest(Set<String> names) throws IOException {
        var type = new TypeOf<Pair<Map<String, Set<String>>, Set<Colour>>>() {}.type();
        var value = new Pair<>(Map.of("a", names, "b", Set.of(), "c", names), Set.of(Colour.RED, Colour.GREEN));
        return new Codecs().codec(type).encode(value, new MemoryContents()).digest();
    }

    @Test
    void the_digest_of_sets_and_maps_is_the_same_in_every_jvm() throws Exception {
        var here = digest(new TreeSet<>(List.of("ant", "bee", "cat", "dog", "eel", "fox", "gnu", "hen")))
                .hex();
        var lines = new HashSet<String>();
        for (var i = 0; i < 4; i++) {
            var line = line();
            assertThat(line).endsWith(here);
            lines.add(line);
        }
        assertThat(lines).as("orders of iteration").hasSizeGreaterThan(1);
    }

    private static String line() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                StableDigestTest.class.getName());
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return out.strip();
    }
}
