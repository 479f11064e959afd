package dev.towpath.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    private final Setup setup;
    private final int runs;

    ColdStart(Setup setup, int runs) {
        this.folder = setup.folder();
        this.setup = setup;
        this.runs = runs;
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
        for (var run = 0; run < runs; run++)
            results.add("W1-compiled", start("--class-path", classes.toString(), "ColdStart"), run);
        for (var run = 0; run < runs; run++) results.add("W1-source", start(source.toString()), run);
        for (var run = 0; run < runs; run++)
            results.add("W1-new-source", start(write("new " + run).toString()), run);
    }

    private Path write(String comment) throws IOException {
        var file = folder.resolve("ColdStart.java");
        return Files.writeString(file, SOURCE.replace("COMMENT", comment));
    }

    private Measured start(String... target) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(setup.project().resolve("towpath").toString(), "run"));
        command.addAll(List.of(target));
        command.addAll(List.of("--store", folder.resolve("store").toString(), "--output", "json"));
        var builder =
                new ProcessBuilder(command).redirectOutput(folder.resolve("out").toFile());
        builder.environment().put("TOWPATH_CACHE", folder.resolve("cache").toString());
        builder.redirectError(folder.resolve("err").toFile());
        var start = setup.nanos().getAsLong();
        var code = builder.start().waitFor();
        var seconds = setup.secondsSince(start);
        if (code != 0) throw new IllegalStateException(Files.readString(folder.resolve("err")));
        return Measured.once(1, seconds);
    }
}
