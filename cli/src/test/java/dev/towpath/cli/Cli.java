package dev.towpath.cli;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The command in this process, in a folder of its own, with all that it prints.
final class Cli {
    /// Later than any run that a test makes.
    static final Instant NOW = Instant.parse("2100-01-01T12:00:00Z");

    final Path folder;
    final Map<String, String> variables = new HashMap<>();
    Terminal terminal = Terminal.NONE;
    Interrupts interrupts = Interrupts.NONE;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    Cli(Path folder) {
        this.folder = folder;
        variables.put("HOME", folder.resolve("home").toString());
        variables.put("LANG", "C.UTF-8");
    }

    Env env() {
        return new Env(
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                variables,
                folder,
                InstantSource.fixed(NOW),
                () -> ZoneOffset.UTC,
                terminal,
                interrupts,
                4,
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(Path::of)
                        .toList());
    }

    /// Runs one command; what was printed before is forgotten.
    int run(String... typed) {
        out.reset();
        err.reset();
        return Main.run(List.of(typed), env());
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /// Writes a file below the folder.
    String write(String name, String text) {
        try {
            var file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The context of a command without words.
    Context context(String... typed) {
        var command = Commands.get("run");
        var arguments = Arguments.parse(List.of(typed), Commands.options(command.spec()), true);
        var env = env();
        var files = InputFiles.read(env, arguments.all("file"));
        var settings = Settings.resolve(env, arguments, files.options());
        return new Context(env, arguments, settings, files, Style.PLAIN, Style.PLAIN);
    }
}
