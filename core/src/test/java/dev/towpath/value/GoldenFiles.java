package dev.towpath.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The expected bytes, one file per case. Run the tests with `-Dgolden.write=true` to write what differs; the test
/// fails
/// all the same, so that nobody does it unseen.
final class GoldenFiles {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

    private GoldenFiles() {}

    /// @param actual without a line feed at the end
    static void compare(String name, String actual) throws IOException {
        var file = FOLDER.resolve(name + ".json");
        var expected = Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
        if (Boolean.getBoolean("golden.write") && !expected.equals(actual + "\n"))
            Files.writeString(file, actual + "\n", StandardCharsets.UTF_8);
        assertThat(actual + "\n").as("golden file %s", file).isEqualTo(expected);
    }

    static byte[] read(String name) throws IOException {
        return Files.readString(FOLDER.resolve(name + ".json"), StandardCharsets.UTF_8)
                .strip()
                .getBytes(StandardCharsets.UTF_8);
    }
}
