package dev.towpath.checks.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.embedded.Towpath;
import dev.towpath.testkit.Guarantee;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Runs whose process is killed at random moments, and continued by other processes: equal results, nothing that was
/// recorded is executed again, and of the rest at most what was in flight.
///
/// `-Dtowpath.seed=N` repeats the moments of a failure, `-Dtowpath.long=true` kills 40 times each.
@Timeout(3600)
class KilledRunsTest {
    private static final boolean LONG = Boolean.getBoolean("towpath.long");
    private static final int KILLS = LONG ? 40 : 4;

    /// Each step adds its name to the file `marks`, in one write.
    private static final String CHAIN = Programs.of("Chain", """
        record Input(String folder) {}

        public static Pipeline<Input, String> pipeline() {
            return Pipeline.define("chain", Input.class, (p, in) -> {
                var text = p.step("s0", Chain::work, in.get(Input::folder), in.get(Input::folder), p.attempt());
                for (var i = 1; i < 12; i++)
                    text = p.step("s" + i, Chain::work, in.get(Input::folder), text, p.attempt());
                return p.step("end", Chain::end, in.get(Input::folder), text);
            });
        }

        static String work(String folder, String before, Attempt attempt) throws Exception {
            mark(Path.of(folder, "marks"), attempt.step());
            new CountDownLatch(1).await(15, TimeUnit.MILLISECONDS);
            return before + " " + attempt.step();
        }

        static String end(String folder, String text) {
            return text.substring(folder.length()).strip();
        }
        """);

    private static final String CHAIN_RESULT =
            IntStream.range(0, 12).mapToObj(i -> "s" + i).collect(Collectors.joining(" "));

    private static final String FAN = Programs.of("Fan", """
        record Input(String folder, @Default("300") int count) {}

        public static Pipeline<Input, FileRef> pipeline() {
            return Pipeline.<Input, FileRef>define("fan", Input.class, (p, in) -> {
                var numbers = p.step("numbers", Fan::numbers, in.get(Input::count));
                var squares = p.each("squares", Fan::square, numbers, in.get(Input::folder));
                return p.step("sum", Fan::sum, squares, p.attempt());
            });
        }

        static List<Integer> numbers(int count) {
            return java.util.stream.IntStream.range(0, count).boxed().toList();
        }

        static int square(int number, String folder) throws Exception {
            mark(Path.of(folder, "marks"), String.valueOf(number));
            new CountDownLatch(1).await(2, TimeUnit.MILLISECONDS);
            return number * number;
        }

        static FileRef sum(List<Integer> squares, Attempt attempt) throws java.io.IOException {
            var file = attempt.newFile("sum.txt");
            Files.writeString(file.path(), squares.stream().mapToInt(Integer::intValue).sum() + " of " + squares.size());
            return file;
        }
        """);

    @TempDir
    Path folder;

    private Cli cli;
    private long seed;
    private Random random;

    @BeforeEach
    void open() {
        cli = new Cli(folder);
        seed = Long.getLong("towpath.seed", System.nanoTime());
        random = new Random(seed);
    }

    @AfterEach
    void close() {
        cli.close();
    }

    private String repeat() {
        return "repeat with -Dtowpath.seed=" + seed;
    }

    private List<String> marks() {
        try {
            return Files.exists(cli.path("marks")) ? Files.readAllLines(cli.path("marks")) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Long> counted() {
        return marks().stream()
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }

    /// Kills a run after a random amount of work, or while it still starts or ends; false if it ended before.
    private boolean killed(Running running, int most) {
        var before = marks().size();
        var more = random.nextInt(most + 1);
        var moment = random.nextInt(40);
        if (!running.until(() -> marks().size() >= before + more)) return false;
        if (running.ends(moment)) return false;
        running.kill();
        return true;
    }

    private Running begin(String file) {
        return cli.start("run", file, "--folder", cli.folder.toString());
    }

    @Test
    @Guarantee({1, 2})
    void a_chain() {
        for (int kills = 0, round = 0; kills < KILLS; round++) {
            openRound(round);
            cli.write("Chain.java", CHAIN);
            kills += survives("Chain.java", 6, this::stepsThatAreDone) + 1;
            assertThat(cli.json("show").ok().get("output")).as(repeat()).isEqualTo(CHAIN_RESULT);
            assertThat(counted()).as(repeat()).hasSize(12);
            assertThat(marks()).as(repeat()).hasSizeLessThanOrEqualTo(12 + 3);
        }
    }

    @Test
    @Guarantee({1, 2})
    void a_fan_out() {
        for (int kills = 0, round = 0; kills < KILLS; round++) {
            openRound(round);
            cli.write("Fan.java", FAN);
            kills += survives("Fan.java", 120, this::unitsThatAreDone) + 1;
            assertThat(cli.json("show").ok().units("squares", "SUCCEEDED")).isEqualTo(300);
            assertThat(cli.run("artifacts", "cat", "fan/sum/output").ok().out())
                    .as(repeat())
                    .isEqualTo(IntStream.range(0, 300).map(i -> i * i).sum() + " of 300");
            assertThat(counted()).as(repeat()).hasSize(300);
        }
    }

    private void openRound(int round) {
        cli.close();
        cli = new Cli(folder.resolve("round-" + round));
    }

    /// One run, killed up to three times and continued each time: what was done at a kill is not done again.
    ///
    /// @param most how much work is done at most between two kills
    /// @param done what is recorded as done, by its mark
    private int survives(String file, int most, Function<Ended, List<String>> done) {
        var settled = new TreeMap<String, Long>();
        var running = begin(file);
        var kills = 0;
        while (kills < 3 && killed(running, most)) {
            kills++;
            if (cli.json("runs").ok().list().isEmpty()) { // killed before there was a run: nothing was promised
                assertThat(marks()).as(repeat()).isEmpty();
                running = begin(file);
                continue;
            }
            var shown = cli.json("show").ok();
            assertThat(shown.get("interrupted"))
                    .as(repeat() + shown)
                    .isEqualTo(!"SUCCEEDED".equals(shown.get("status")));
            var counted = counted();
            for (var name : done.apply(shown)) {
                assertThat(counted).as(repeat()).containsKey(name);
                settled.put(name, counted.get(name));
            }
            change(file, kills);
            running = cli.start("resume", "last");
        }
        running.end().ok();
        assertThat(counted()).as(repeat()).containsAllEntriesOf(settled);
        assertThat(cli.json("runs").ok().list()).as(repeat()).hasSize(1);
        return kills;
    }

    /// A step starts only when the one before it is on disk.
    private List<String> stepsThatAreDone(Ended shown) {
        var done = IntStream.range(0, 12)
                .mapToObj(i -> "s" + i)
                .filter(name -> shown.step(name).get("status").equals("SUCCEEDED"))
                .toList();
        assertThat(counted().size()).as(repeat() + shown).isBetween(done.size(), done.size() + 1);
        return done;
    }

    private List<String> unitsThatAreDone(Ended shown) {
        try (var store = Towpath.reading(cli.store())) {
            return store.units(new RunId(shown.run()), "squares").stream()
                    .filter(unit -> unit.status() == Status.SUCCEEDED)
                    .map(unit -> String.valueOf(unit.index()))
                    .toList();
        }
    }

    /// The run does not need its source any more.
    private void change(String file, int kills) {
        try {
            if (kills == 1)
                cli.write(file, Files.readString(cli.path(file)).replace("return ", "return (null) == null ? null : "));
            else Files.deleteIfExists(cli.path(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Guarantee({1, 2})
    void small_runs_each_with_a_key() {
        var small = Programs.of("Small", """
            record Input(String folder, int number) {}

            public static Pipeline<Input, Integer> pipeline() {
                return Pipeline.define("small", Input.class, (p, in) ->
                        p.step("add", Small::add, p.step("mark", Small::mark, in.get(Input::folder), in.get(Input::number))));
            }

            static int mark(String folder, int number) throws Exception {
                mark(Path.of(folder, "marks"), String.valueOf(number));
                return number;
            }

            static int add(int number) {
                return number + 1;
            }
            """);
        cli.write("Small.java", small);
        for (var i = 0; i < KILLS; i++) {
            var typed = new String[] {
                "run",
                "Small.java",
                "--folder",
                folder.toString(),
                "--number",
                "" + i,
                "--key",
                "k" + i,
                "--output",
                "json"
            };
            var running = cli.start(typed);
            if (!running.ends(350 + random.nextInt(400))) running.kill();
            var again = cli.run(typed).ok();
            assertThat(again.get("output")).as(repeat()).isEqualTo(i + 1L);
            assertThat(counted().get("" + i)).as(repeat()).isBetween(1L, 2L);
        }
        assertThat(cli.json("runs", "--limit", "1000").ok().list())
                .hasSize(KILLS)
                .allSatisfy(run -> assertThat(run.get("status")).isEqualTo("SUCCEEDED"));
    }
}
