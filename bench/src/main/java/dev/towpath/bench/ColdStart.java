package dev.towpath.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import javax.tools.ToolProvider;

/// W1: from the start of the process to a finished, durable run of one step, by the command line.
final class ColdStart {
    private static final String SOURCE = """
        // COMMENT
        import dev.towpath.Default;
        import dev.towpath.Pipeline;

        public final class ColdStart {
            record Input(@Default("world") String name) {}

            public static Pipeline<Input, String> pipeline() {
                return Pipeline.define(
                            "cold", Input.class, (p, in) -> p.step("greet", ColdStart::greet, in.get(Input::name)));
            }

            static String greet(String name) {
                return "Hello, " + name + "!";
            }
        }
        """;

    private final Path folder;
    private final Path project;
    private final LongSupplier nanos;

    /// @param folder an empty folder to work in
    /// @param project the checkout, where the launcher is
    /// @param nanos a running clock
    ColdStart(Path folder, Path project, LongSupplier nanos) {
        this.folder = folder;
        this.project = project;
        this.nanos = nanos;
    }

    void measure(Bench.Results results) throws IOException, InterruptedException {
        var classes = Files.createDirectories(folder.resolve("classes"));
        var source = write("compiled");
        var compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-parameters",
                        "-g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString(),
                        source.toString());
        if (compiled != 0) throw new IllegalStateException("the pipeline of W1 does not compile");
        for (var run = 0; run < 6; run++)
            results.add("W1-compiled", "sqlite", 1, start("--class-path", classes.toString(), "ColdStart"), run);
        for (var run = 0; run < 6; run++) results.add("W1-source", "sqlite", 1, start(source.toString()), run);
        for (var run = 0; run < 6; run++)
            results.add("W1-new-source", "sqlite", 1, start(write("new " + run).toString()), run);
    }

    private Path write(String comment) throws IOException {
        var file = folder.resolve("ColdStart.java");
        return Files.writeString(file, SOURCE.replace("COMMENT", comment));
    }

    private double start(String... target) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(project.resolve("towpath").toString(), "run"));
        command.addAll(List.of(target));
        command.addAll(List.of("--store", folder.resolve("store").toString(), "--output", "json"));
        var builder =
                new ProcessBuilder(command).redirectOutput(folder.resolve("out").toFile());
        builder.environment().put("TOWPATH_CACHE", folder.resolve("cache").toString());
        builder.redirectError(folder.resolve("err").toFile());
        var start = nanos.getAsLong();
        var code = builder.start().waitFor();
        var seconds = (nanos.getAsLong() - start) / 1e9;
        if (code != 0) throw new IllegalStateException(Files.readString(folder.resolve("err")));
        return seconds;
    }
}
