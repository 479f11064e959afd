package dev.towpath.checks.commands;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The `towpath` command as processes of their own, in a folder and with a cache of their own. None outlives the test.
final class Cli implements AutoCloseable {
    private static final String CLASS_PATH = Arrays.stream(
                    System.getProperty("java.class.path").split(File.pathSeparator))
            .map(part -> Path.of(part).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));

    final Path folder;
    final Map<String, String> variables = new LinkedHashMap<>();
    /// Options of the Java processes, besides those of every test.
    final List<String> jvm = new ArrayList<>();

    /// What comes before the Java processes, and becomes them.
    final List<String> before = new ArrayList<>();

    private final List<Running> started = new ArrayList<>();

    Cli(Path folder) {
        this.folder = folder;
        variables.put("TOWPATH_CACHE", folder.resolve(".cache").toString());
        variables.put("HOME", folder.toString());
        variables.put("XDG_CONFIG_HOME", folder.resolve(".config").toString());
    }

    /// Writes a file below the folder, and answers with its name.
    String write(String name, String text) {
        try {
            Files.createDirectories(path(name).getParent());
            Files.writeString(path(name), text);
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    /// Where runs are kept unless a test says otherwise.
    Path store() {
        return path(".towpath");
    }

    /// Runs a command to its end.
    Ended run(String... typed) {
        return start(typed).end();
    }

    /// Runs a command that gives JSON to its end.
    Ended json(String... typed) {
        var words = new ArrayList<>(List.of(typed));
        words.addAll(List.of("--output", "json"));
        return run(words.toArray(String[]::new));
    }

    /// Starts a command.
    Running start(String... typed) {
        return program("dev.towpath.cli.Main", typed);
    }

    /// Starts a program of the class path.
    ///
    /// @param main the name of its class
    Running program(String main, String... typed) {
        var command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(jvm);
        command.addAll(List.of("-cp", CLASS_PATH, main));
        command.addAll(List.of(typed));
        return process(command, List.of(typed));
    }

    private Running process(List<String> command, List<String> typed) {
        try {
            var out = Files.createTempFile(folder, ".out", ".txt");
            var err = Files.createTempFile(folder, ".err", ".txt");
            var builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("TOWPATH_") || name.equals("CI"));
            builder.environment().putAll(variables);
            var running = new Running(typed, builder.start(), out, err);
            started.add(running);
            return running;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        started.forEach(Running::kill);
    }
}
