package dev.towpath.bench;

import dev.towpath.Status;
import dev.towpath.embedded.RunView;
import dev.towpath.embedded.Towpath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// W8: a chain by the command line is killed in its middle and resumed by another process.
///
/// Each step adds a line to a file, its number and the time. What the store says has succeeded before the second
/// process
/// starts must have one line at the end.
final class Killed {
    private static final String SOURCE = """
        import dev.towpath.Pipeline;
        import dev.towpath.Value;
        import java.nio.file.Files;
        import java.nio.file.Path;
        import java.nio.file.StandardOpenOption;
        import java.time.Instant;
        import java.time.temporal.ChronoUnit;

        public final class Killed {
            record Input(String marks, int start) {}

            public static Pipeline<Input, Integer> pipeline() {
                return Pipeline.define("killed", Input.class, (p, in) -> {
                    Value<Integer> last = in.get(Input::start);
                    for (var i = 0; i < STEPS; i++)
                        last = p.step("step-" + i, Killed::increment, last, in.get(Input::marks));
                    return last;
                });
            }

            static int increment(int number, String marks) throws Exception {
                var micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
                Files.writeString(Path.of(marks), "%8d %16d\\n".formatted(number, micros),
                        StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                return number + 1;
            }
        }
        """;
    private final Setup setup;
    private final Path source;
    private int runs;

    private Killed(Setup setup, Path source) {
        this.setup = setup;
        this.source = source;
    }

    static Bench.Session open(Setup setup) throws IOException {
        var source = Files.createDirectories(setup.folder()).resolve("Killed.java");
        Files.writeString(source, SOURCE.replace("STEPS", Integer.toString(setup.size())));
        return new Killed(setup, source)::killAndResume;
    }

    private Measured killAndResume() throws IOException, InterruptedException {
        var folder = Files.createDirectories(setup.folder().resolve("run-" + runs++));
        var marks = new Marks(folder.resolve("marks"));
        marks.kill(
                setup.size() / 2,
                () -> command(
                        folder,
                        "run",
                        source.toString(),
                        "--marks",
                        marks.file().toString(),
                        "--start",
                        "0"));
        var before = marks.all().size();
        var run = interrupted(folder);
        var start = Marks.micros(setup.clock().instant());
        var code = command(folder, "resume", run.id().text()).waitFor();
        if (code != 0) throw new IllegalStateException(Files.readString(folder.resolve("err")));
        var seconds = (marks.all().get(before).micros() - start) / 1e6;
        return marks.repeated(Measured.once(setup.size(), seconds), setup.size(), finished(run));
    }

    private static RunView interrupted(Path folder) {
        try (var towpath = Towpath.reading(folder.resolve("store"))) {
            return towpath.view(towpath.interrupted(null).getFirst());
        }
    }

    private static Set<Integer> finished(RunView run) {
        return run.steps().stream()
                .filter(step -> step.status() == Status.SUCCEEDED)
                .map(step -> Integer.valueOf(step.name().substring("step-".length())))
                .collect(Collectors.toSet());
    }

    private Process command(Path folder, String... words) throws IOException {
        var command = new ArrayList<String>();
        command.add(setup.project().resolve("towpath").toString());
        command.addAll(List.of(words));
        command.addAll(List.of("--store", folder.resolve("store").toString(), "--output", "json"));
        var builder =
                new ProcessBuilder(command).redirectOutput(folder.resolve("out").toFile());
        builder.environment()
                .put("TOWPATH_CACHE", setup.folder().resolve("cache").toString());
        return builder.redirectError(folder.resolve("err").toFile()).start();
    }
}
