package dev.towpath.checks.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What works from a second terminal while a run goes on in another process, and after that process was killed.
@Timeout(300)
class SecondTerminalTest {
    /// Pipeline `pay`: `pay` must not happen twice and waits for the file `gate`; then `thank`.
    private static final String PAY = Programs.of("Pay", """
        record Input(String folder) {}
        record Receipt(String number, int cents) {}

        public static Pipeline<Input, String> pipeline() {
            return Pipeline.define("pay", Input.class, (p, in) -> {
                var paid = p.step("pay", Pay::pay, in.get(Input::folder)).effect(Effect.AT_MOST_ONCE);
                return p.step("thank", Pay::thank, paid);
            });
        }

        static Receipt pay(String folder) throws Exception {
            mark(Path.of(folder, "marks"), "paid");
            waitFor(Path.of(folder, "gate"));
            return new Receipt("n-1", 100);
        }

        static String thank(Receipt receipt) {
            return receipt.number() + " " + receipt.cents();
        }
        """);

    private static final int PROCESSES = 8;
    private static final int RUNS_EACH = Boolean.getBoolean("towpath.long") ? 200 : 25;

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void open() {
        cli = new Cli(folder);
        cli.write("Gated.java", Programs.GATED);
        cli.write("Pay.java", PAY);
    }

    @AfterEach
    void close() {
        cli.close();
    }

    private Running running() {
        return cli.start("run", "Gated.java", "--folder", folder.toString(), "--output", "json")
                .untilSays("second");
    }

    @Test
    void a_run_is_followed_paused_and_resumed_while_its_process_executes_it() {
        var first = running();
        var logs = cli.start("logs", "last", "-f");
        assertThat(cli.json("pause", "last", "--reason", "lunch").ok().get("reason"))
                .isEqualTo("paused: lunch");
        assertThat(cli.json("runs").ok().list()).singleElement().satisfies(run -> {
            assertThat(run.get("status")).isEqualTo("WAITING");
            assertThat(run.get("interrupted")).isEqualTo(false);
        });
        assertThat(cli.json("resume", "last").with(4).get("status")).isEqualTo("RUNNING");
        cli.write("gate", "");
        assertThat(first.end().ok().get("output")).isEqualTo("first second");
        assertThat(logs.end().ok().out()).contains("printed by first");
    }

    @Test
    void a_run_is_cancelled_and_submitted_ones_wait_meanwhile() {
        var first = running();
        var submitted =
                cli.json("submit", "Gated.java", "--folder", folder.toString()).ok();
        assertThat(submitted.get("taker")).isNull();
        var running = String.valueOf(cli.json("runs").ok().list().getLast().get("run"));
        cli.json("cancel", running, "--reason", "enough").ok();
        assertThat(first.end().with(5).get("reason")).isEqualTo("enough");
        cli.write("gate", "");
        assertThat(cli.json("resume", submitted.run()).ok().get("output")).isEqualTo("first second");
    }

    @Test
    void those_who_follow_see_that_the_process_was_killed() {
        var first = running();
        var logs = cli.start("logs", "last", "-f");
        var events = cli.start("events", "last", "-f");
        first.kill();
        logs.end().ok();
        events.end().ok();
        assertThat(cli.json("show").ok().get("interrupted")).isEqualTo(true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--retry             | 0 | n-1 100     | 2",
                "--fail              | 1 |             | 1",
                "--done receipt.json | 0 | by hand 5   | 1"
            })
    void a_payment_that_was_killed_waits_for_a_decision(String decision, int code, String output, int payments) {
        cli.write("receipt.json", "{\"number\": \"by hand\", \"cents\": 5}");
        cli.start("run", "Pay.java", "--folder", folder.toString())
                .untilExists(cli.path("marks"))
                .kill();
        cli.write("gate", "");
        var waiting = cli.json("resume", "last").with(4);
        assertThat(waiting.get("status")).isEqualTo("WAITING");
        assertThat(String.valueOf(waiting.get("reason"))).contains("undecided", "--step pay");
        var typed = ("resume last --step pay " + decision).split(" +");
        assertThat(cli.json(typed).with(code).get("output")).isEqualTo(output);
        assertThat(lines(cli.path("marks"))).isEqualTo(payments);
        if (code == 1) {
            var again = cli.json("resume", "last").with(4);
            assertThat(again.get("status")).isEqualTo("WAITING");
            assertThat(String.valueOf(again.get("reason"))).contains("undecided", "--step pay");
            assertThat(lines(cli.path("marks"))).isEqualTo(payments);
        }
    }

    private static long lines(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void other_code_keeps_the_steps_that_are_as_they_were() {
        running().kill();
        cli.write("gate", "");
        cli.write("Gated.java", Programs.GATED.replace("before + \" second\"", "before + \" zweiter\""));
        var resumed = cli.json("resume", "last", "--with", "Gated.java").ok();
        assertThat(resumed.get("output")).isEqualTo("first zweiter");
        assertThat(resumed.err()).containsPattern("kept +first").containsPattern("runs +second");
        assertThat(cli.path("marks")).hasContent("first\nsecond\nsecond");
    }

    private Running adopter(int runs, String prefix) {
        return cli.program(
                Adopter.class.getName(), cli.store().toString(), folder.toString(), Integer.toString(runs), prefix);
    }

    private static int count(Path marks) {
        try (var files = Files.list(marks)) {
            return (int) files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void of_the_runs_that_eight_processes_share_each_is_executed_once() throws Exception {
        var runs = PROCESSES * RUNS_EACH;
        var marks = Files.createDirectory(cli.path("marks"));
        var all = IntStream.range(0, PROCESSES)
                .mapToObj(i -> adopter(RUNS_EACH, i + "-"))
                .toList();
        assertThat(all.getFirst().until(() -> count(marks) == runs)).isTrue();
        assertThat(all.getFirst().until(() -> succeeded(runs) == runs)).isTrue();
        all.forEach(Running::kill);
        try (var files = Files.list(marks)) {
            assertThat(files).hasSize(runs).allSatisfy(mark -> assertThat(mark).hasContent("x"));
        }
        cli.run("doctor").ok();
    }

    private int succeeded(int most) {
        return cli.json("runs", "--status", "succeeded", "--limit", Integer.toString(most + 1))
                .ok()
                .list()
                .size();
    }

    @Test
    void another_process_goes_on_at_once_when_the_owner_is_killed() {
        var first = running();
        var second = adopter(0, "-").untilSays("submitted 0");
        // The gate opens only after the kill: what ends the run is the second process.
        first.kill();
        cli.write("gate", "");
        assertThat(second.until(() -> cli.json("show").ok().get("status").equals("SUCCEEDED")))
                .isTrue();
        assertThat(cli.json("show").ok().get("output")).isEqualTo("first second");
        second.kill();
    }
}
