package dev.towpath.checks.commands;

import dev.towpath.Attempt;
import dev.towpath.Pipeline;
import dev.towpath.embedded.Run;
import dev.towpath.embedded.RunOptions;
import dev.towpath.embedded.Towpath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A program that embeds the engine and is killed: what an earlier process has left goes on, what was never submitted
/// is
/// submitted, and it ends when all of it has ended.
///
/// Each execution of a step adds a line to the file `marks`, each acknowledged submission one to `acks`.
public final class Survivor {
    static final int STEPS = 300;
    static final int UNITS = 10_000;
    static final int RUNS = 200;

    private Survivor() {}

    public record Input(String folder, int number) {}

    /// Starts it.
    ///
    /// @param given `chain`, `fan` or `small`, and the folder of the store and the witnesses
    public static void main(String[] given) throws Exception {
        var folder = Path.of(given[1]);
        var asked = pipeline(given[0]);
        try (var towpath = Towpath.open(folder.resolve(".towpath"), asked)) {
            var runs = new ArrayList<Run<?>>();
            for (var left : towpath.interrupted(null)) runs.add(towpath.resume(left));
            for (var i = 0; i < runs(given[0]); i++) {
                var run = towpath.submit(asked, new Input(given[1], i), RunOptions.DEFAULT.key("k" + i));
                mark(folder.resolve("acks"), run.id().toString());
                runs.add(run);
            }
            for (var run : runs) run.await();
        }
    }

    static int runs(String kind) {
        return kind.equals("small") ? RUNS : 1;
    }

    private static Pipeline<Input, ?> pipeline(String kind) {
        return switch (kind) {
            case "chain" -> chain();
            case "fan" -> fan();
            default -> small();
        };
    }

    private static Pipeline<Input, Long> chain() {
        return Pipeline.define("chain", Input.class, (p, in) -> {
            var folder = in.get(Input::folder);
            var value = p.step("s0", Survivor::begin, folder, in.get(Input::number));
            for (var i = 1; i < STEPS; i++) value = p.step("s" + i, Survivor::next, folder, value, p.attempt());
            return value;
        });
    }

    static long begin(String folder, int number) throws IOException {
        mark(Path.of(folder, "marks"), "s0");
        return number + 1;
    }

    static long next(String folder, long before, Attempt attempt) throws IOException {
        mark(Path.of(folder, "marks"), attempt.step());
        return before * 31 + attempt.step().length();
    }

    private static Pipeline<Input, Long> fan() {
        return Pipeline.define("fan", Input.class, (p, in) -> {
            var numbers = p.step("numbers", Survivor::numbers, in.get(Input::number));
            return p.step("sum", Survivor::sum, p.each("squares", Survivor::square, numbers, in.get(Input::folder)));
        });
    }

    static List<Integer> numbers(int first) {
        return IntStream.range(first, first + UNITS).boxed().toList();
    }

    static long square(int number, String folder) throws IOException {
        mark(Path.of(folder, "marks"), "squares/" + number);
        return (long) number * number;
    }

    static long sum(List<Long> squares) {
        return squares.stream().mapToLong(Long::longValue).sum() * 31 + squares.size();
    }

    private static Pipeline<Input, String> small() {
        return Pipeline.define("small", Input.class, (p, in) -> {
            var first = p.step("first", Survivor::first, in.get(Input::folder), in.get(Input::number));
            return p.step("second", Survivor::second, in.get(Input::folder), in.get(Input::number), first);
        });
    }

    static int first(String folder, int number) throws IOException {
        mark(Path.of(folder, "marks"), number + "/first");
        return number * 7;
    }

    static String second(String folder, int number, int before) throws IOException {
        mark(Path.of(folder, "marks"), number + "/second");
        return number + " after " + before;
    }

    /// One write at the end of the file: a kill leaves the whole line or nothing.
    private static void mark(Path file, String line) throws IOException {
        Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
