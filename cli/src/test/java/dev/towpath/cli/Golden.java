package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Compares a text with a file under `src/test/resources`. With `-Dtowpath.golden=write` the file is written instead,
/// to be looked at before it is committed.
public final class Golden {
    private Golden() {}

    public static void check(String name, String text) {
        try {
            var file = root().resolve(name);
            if ("write".equals(System.getProperty("towpath.golden"))) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
            }
            assertThat(text).as(name).isEqualTo(Files.readString(file).replace("\r\n", "\n"));
        } catch (IOException e) {
            throw new AssertionError("no golden file " + name + ":\n" + text, e);
        }
    }

    private static Path root() {
        var here = Path.of("src/test/resources");
        return Files.isDirectory(here) ? here : Path.of("cli/src/test/resources");
    }
}
