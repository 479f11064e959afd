package dev.towpath.checks.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.Status;
import dev.towpath.embedded.RunView;
import dev.towpath.embedded.Towpath;
import dev.towpath.spi.StoreException;
import dev.towpath.testkit.Guarantee;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A program that executes 300 steps in a chain, 10,000 units at once, or 200 small runs, is killed at random moments,
/// again and again, and another process goes on each time.
///
/// `-Dtowpath.seed=N` repeats the moments of a failure, `-Dtowpath.long=true` kills 1,000 times.
@Timeout(3600)
class KilledProcessesTest {
    private static final boolean LONG = Boolean.getBoolean("towpath.long");

    /// So many kills in one store; then a new one.
    private static final int IN_ONE = 20;

    @TempDir
    Path folder;

    private final long seed = Long.getLong("towpath.seed", System.nanoTime());
    private final Random random = new Random(seed);

    /// Every process of this test, none of which outlives it.
    private Cli cli;

    private String kind;

    /// What was recorded as done, and how often it had been executed by then: by run and step or unit.
    private final Map<String, Long> settled = new HashMap<>();

    private int kills;
    private int inFlight;
    private long repeated;

    @BeforeEach
    void open() {
        cli = new Cli(folder);
    }

    @AfterEach
    void close() {
        cli.close();
    }

    /// @param most how many executions there are at most between two kills
    @Guarantee({1, 2})
    @ParameterizedTest
    @CsvSource({"chain, 40, 5, 400", "fan, 1500, 5, 250", "small, 60, 5, 350"})
    void what_was_recorded_is_never_executed_again_and_all_the_rest_is(String kind, int most, int few, int many) {
        this.kind = kind;
        System.out.println(kind + ": repeat with -Dtowpath.seed=" + seed);
        round("undisturbed", 0, most);
        var expected = outputs();
        assertThat(expected).hasSize(Survivor.runs(kind));
        for (var round = 0; kills < (LONG ? many : few); round++) {
            round("round-" + round, Math.min(IN_ONE, (LONG ? many : few) - kills), most);
            assertThat(outputs()).as(this::repeat).isEqualTo(expected);
        }
        assertThat(repeated).as(this::repeat).isLessThanOrEqualTo(inFlight);
        System.out.println("killed: " + kind + ", " + kills + " times, " + inFlight + " attempts in flight; " + repeated
                + " of them were executed twice, and nothing else");
    }

    private String repeat() {
        return kind + " in " + cli.folder + ", repeat with -Dtowpath.seed=" + seed;
    }

    /// Kills the program so many times, or until it has come to its end; then lets it come to its end.
    private void round(String name, int times, int most) {
        cli.close();
        cli = new Cli(folder.resolve(name));
        settled.clear();
        var running = start();
        var startUp = false;
        for (var left = times; left > 0; left--) {
            startUp = !startUp && random.nextInt(5) == 0;
            if (!killed(running, startUp, most)) break;
            kills++;
            look(false);
            running = start();
        }
        running.end().ok();
        look(true);
    }

    private Running start() {
        try {
            Files.createDirectories(cli.folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cli.program(Survivor.class.getName(), kind, cli.folder.toString());
    }

    /// Kills it after a random amount of work, or while it still starts; false if it ended before.
    private boolean killed(Running running, boolean startUp, int most) {
        var more = lines("marks").size() + most / 20 + 1 + random.nextInt(most);
        if (startUp
                ? running.ends(random.nextInt(1000))
                : !running.until(() -> lines("marks").size() >= more)) return false;
        if (!startUp && running.ends(random.nextInt(20))) return false;
        running.kill();
        return true;
    }

    /// Compares what was recorded with what was acknowledged and what was executed.
    private void look(boolean ended) {
        if (!isStore()) {
            assertThat(lines("acks")).as(this::repeat).isEmpty();
            assertThat(lines("marks")).as(this::repeat).isEmpty();
            return;
        }
        var executed = new TreeMap<String, Long>();
        for (var mark : lines("marks")) executed.merge(mark, 1L, Long::sum);
        if (ended)
            repeated += executed.values().stream().mapToLong(times -> times - 1).sum();
        var known = new HashSet<String>();
        try (var store = Towpath.reading(cli.store())) {
            for (var run : store.runs(Survivor.RUNS + 1)) {
                known.add(run.id().toString());
                compare(run, new Ledger(store.events(run.id(), 1, Integer.MAX_VALUE)), executed, ended);
            }
        }
        assertThat(known).as(this::repeat).containsAll(lines("acks"));
        assertThat(executed).as(() -> "executed without a run: " + repeat()).isEmpty();
    }

    /// Whether the first process came so far before it was killed.
    private boolean isStore() {
        try (var store = Towpath.reading(cli.store())) {
            return Files.exists(store.folder());
        } catch (StoreException e) {
            assertThat(e.code()).as(this::repeat).isEqualTo("store-missing");
            return false;
        }
    }

    private void compare(RunView run, Ledger ledger, Map<String, Long> executed, boolean ended) {
        var prefix = kind.equals("small") ? run.key().substring(1) + "/" : "";
        assertThat(ledger.failed).as(this::repeat).isEmpty();
        if (kind.equals("chain")) assertThat(ledger.inFlight).as(this::repeat).hasSizeLessThanOrEqualTo(1);
        if (ended) {
            assertThat(run.status()).as(this::repeat).isEqualTo(Status.SUCCEEDED);
            assertThat(ledger.inFlight).as(this::repeat).isEmpty();
        } else {
            inFlight += ledger.inFlight.size();
            assertThat(run.interrupted()).as(this::repeat).isEqualTo(run.status() != Status.SUCCEEDED);
        }
        for (var name : ledger.started.keySet()) {
            var times = executed.remove(prefix + name);
            if (times == null) continue; // a step without a witness, or killed before it began
            assertThat(times)
                    .as(() -> name + " was executed without being recorded: " + repeat())
                    .isLessThanOrEqualTo(ledger.started.get(name));
            if (!ledger.done.contains(name)) continue;
            var before = settled.putIfAbsent(prefix + name, times);
            if (before != null)
                assertThat(times)
                        .as(() -> name + " was done and is executed again: " + repeat())
                        .isEqualTo(before);
        }
    }

    private Map<String, String> outputs() {
        try (var store = Towpath.reading(cli.store())) {
            var outputs = new TreeMap<String, String>();
            for (var run : store.runs(Survivor.RUNS + 1)) outputs.put(run.key(), run.output());
            return outputs;
        }
    }

    /// Whole lines of a witness.
    private List<String> lines(String name) {
        try {
            return Files.exists(cli.path(name)) ? Files.readAllLines(cli.path(name)) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
