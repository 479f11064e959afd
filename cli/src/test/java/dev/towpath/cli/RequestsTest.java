package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.value.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is asked of a run from a second terminal, of one that has ended, and of one that is to be made again.
@Timeout(120)
class RequestsTest {
    /// `first` notes that it ran, `second` waits for the file `gate`, `third` gives what it got with a mark.
    private static final String GATED = Sources.of("Gated", """
        public static Pipeline<Input, String> pipeline() {
            return Pipeline.define("gated", Input.class, (p, in) -> {
                var first = p.step("first", Gated::first, in.get(Input::name));
                var second = p.step("second", Gated::second, in.get(Input::name), first);
                return p.step("third", Gated::third, second);
            });
        }
        static String first(String folder) throws Exception {
            System.out.println("printed by first");
            Files.writeString(Path.of(folder, "marks"), "first\\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return "one";
        }
        static String second(String folder, String before) throws Exception {
            System.out.println("printed by second");
            Files.writeString(Path.of(folder, "begun"), "");
            while (!Files.exists(Path.of(folder, "gate")))
                new java.util.concurrent.CountDownLatch(1).await(5, java.util.concurrent.TimeUnit.MILLISECONDS);
            return before + " two";
        }
        static String third(String before) { return before + " three"; }\
        """);

    @TempDir
    Path folder;

    private Cli cli;
    private Cli other;
    private ExecutorService threads;

    @BeforeEach
    void a_pipeline_with_a_gate() {
        cli = new Cli(folder);
        other = new Cli(folder);
        threads = Executors.newCachedThreadPool();
        cli.write("Gated.java", GATED);
    }

    @AfterEach
    void close() throws Exception {
        openGate();
        threads.close();
    }

    private void openGate() throws Exception {
        if (!Files.exists(folder.resolve("gate"))) Files.createFile(folder.resolve("gate"));
    }

    /// Another terminal executes a run, which has come to its second step.
    private Future<Integer> running() throws Exception {
        var end = threads.submit(() -> other.run("run", "Gated.java", "--name", folder.toString(), "--output", "json"));
        var pause = new CountDownLatch(1);
        while (!Files.exists(folder.resolve("begun")) && !end.isDone())
            assertThat(pause.await(5, TimeUnit.MILLISECONDS)).isFalse();
        return end;
    }

    private int ended() throws Exception {
        openGate();
        return cli.run("run", "Gated.java", "--name", folder.toString(), "--output", "json");
    }

    private Map<?, ?> json() {
        return (Map<?, ?>) Json.parse(cli.out());
    }

    private String status(String run) {
        assertThat(cli.run("show", run, "--output", "json")).isZero();
        return String.valueOf(json().get("status"));
    }

    @Test
    void a_run_of_another_terminal_is_cancelled_with_the_reason() throws Exception {
        var end = running();
        assertThat(cli.run("cancel", "last", "--reason", "wrong photo")).isZero();
        assertThat(cli.out()).contains("gated cancelled", "wrong photo");
        assertThat(end.get()).isEqualTo(ExitCode.CANCELLED);
        assertThat(other.out()).contains("wrong photo");
        assertThat(status("last")).isEqualTo("CANCELLED");
    }

    @Test
    void a_paused_run_starts_nothing_more_and_is_resumed_from_any_terminal() throws Exception {
        var end = running();
        assertThat(cli.run("pause", "last", "--reason", "lunch")).isZero();
        assertThat(cli.out())
                .contains("gated paused", "paused: lunch", "1 attempt at work ends first", "towpath resume r-");
        assertThat(cli.run("pause", "last", "--output", "json")).as("twice").isZero();
        assertThat(json().get("reason")).isEqualTo("paused: lunch");
        openGate();
        assertThat(end.get()).isEqualTo(ExitCode.WAITING);
        assertThat(other.out()).contains("WAITING", "paused: lunch");
        assertThat(cli.run("show", "last")).isZero();
        assertThat(cli.out()).contains("paused: lunch", "towpath resume").doesNotContain("INTERRUPTED");
        assertThat(cli.run("resume", "last")).isZero();
        assertThat(cli.out()).contains("\"one two three\"");
        assertThat(folder.resolve("marks")).hasContent("first");
    }

    @Test
    void a_paused_run_goes_on_where_it_is_executed_when_it_is_resumed_in_time() throws Exception {
        var end = running();
        assertThat(cli.run("pause", "last")).isZero();
        assertThat(cli.run("resume", "last")).isEqualTo(ExitCode.WAITING);
        assertThat(cli.out()).contains("gated running", "executed by  process", "towpath events r-");
        openGate();
        assertThat(end.get()).isZero();
        assertThat(other.out()).contains("one two three");
    }

    @ParameterizedTest
    @CsvSource({"cancel", "pause"})
    void a_run_that_has_ended_is_left_as_it_is(String command) throws Exception {
        assertThat(ended()).isZero();
        assertThat(cli.run(command, "last")).isZero();
        assertThat(cli.err()).contains("has ended already, as succeeded: nothing is changed");
        assertThat(cli.run(command, "last", "--output", "json")).isZero();
        assertThat(json().get("status")).isEqualTo("SUCCEEDED");
    }

    @ParameterizedTest
    @CsvSource({"cancel", "pause", "resume", "rerun"})
    void a_run_that_is_not_there_is_named(String command) throws Exception {
        assertThat(cli.run(command, "last")).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(cli.err()).contains("no store");
        assertThat(ended()).isZero();
        assertThat(cli.run(command, "r-nosuchrun")).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(cli.err()).contains("there is no run 'r-nosuchrun'", "towpath runs");
    }

    @Test
    void logs_and_events_of_another_terminals_run_are_followed_to_its_end() throws Exception {
        var end = running();
        var logs = threads.submit(() -> cli.run("logs", "last", "-f"));
        var events = new Cli(folder);
        var following = threads.submit(() -> events.run("events", "last", "-f", "--output", "json"));
        openGate();
        assertThat(end.get()).isZero();
        assertThat(logs.get()).isZero();
        assertThat(following.get()).isZero();
        assertThat(cli.out()).contains("printed by first", "printed by second");
        var seqs = events.out()
                .lines()
                .map(line -> String.valueOf(((Map<?, ?>) Json.parse(line)).get("seq")))
                .toList();
        assertThat(seqs).hasSizeGreaterThan(8).startsWith("1", "2", "3").doesNotHaveDuplicates();
        assertThat(events.out().lines().toList().getLast()).contains("RunSucceeded");
    }

    @Test
    void following_a_run_that_has_ended_shows_all_of_it_and_ends() throws Exception {
        assertThat(ended()).isZero();
        assertThat(cli.run("logs", "last", "-f", "--tail", "1")).isZero();
        assertThat(cli.out()).contains("printed by second").doesNotContain("printed by first");
        assertThat(cli.run("events", "last", "-f", "--from", "2")).isZero();
        assertThat(cli.out()).contains("RunSucceeded").doesNotContain("Submitted");
    }

    @Test
    void a_submitted_run_is_written_down_and_executed_by_whoever_takes_it() throws Exception {
        openGate();
        assertThat(cli.run("submit", "Gated.java", "--name", folder.toString(), "--priority", "3"))
                .isZero();
        assertThat(cli.out())
                .contains("gated submitted  r-", "no process takes runs of others here", "towpath resume r-");
        assertThat(folder.resolve("marks")).doesNotExist();
        assertThat(status("last")).isEqualTo("QUEUED");
        assertThat(json().get("interrupted")).isEqualTo(false);
        assertThat(cli.run("resume", "last")).isZero();
        assertThat(cli.out()).contains("\"one two three\"");

        assertThat(cli.run("submit", "Gated.java", "--name", folder.toString(), "--output", "json"))
                .isZero();
        assertThat(json().keySet().stream().map(String::valueOf)).containsExactly("run", "pipeline", "taker");
        assertThat(json().get("taker")).isNull();
    }

    @Test
    void a_run_that_is_made_again_reuses_what_is_valid_and_can_be_forced() throws Exception {
        assertThat(ended()).isZero();
        var parent = String.valueOf(json().get("run"));

        assertThat(cli.run("rerun", "last")).isZero();
        assertThat(cli.err())
                .contains("Nothing would be executed", "no run was made", "rerun " + parent + " --from third");
        assertThat(cli.run("runs", "--output", "json")).isZero();
        assertThat((List<?>) Json.parse(cli.out())).hasSize(1);

        assertThat(cli.run("rerun", parent, "--from", "second", "--output", "json"))
                .isZero();
        assertThat(json().get("output")).isEqualTo("one two three");
        assertThat(cli.err()).containsPattern("kept +first").containsPattern("runs again +second +it was asked for");
        assertThat(folder.resolve("marks")).hasContent("first");
        assertThat(cli.run("show", "last")).isZero();
        assertThat(cli.out()).contains("parent  " + parent, "CACHED");
    }

    @Test
    void a_changed_input_makes_what_depends_on_it_again() throws Exception {
        assertThat(ended()).isZero();
        Files.createDirectory(folder.resolve("elsewhere"));
        Files.createFile(folder.resolve("elsewhere/gate"));
        var elsewhere = folder.resolve("elsewhere").toString();
        assertThat(cli.run("rerun", "last", "--set", "name=" + elsewhere))
                .as(cli.err())
                .isZero();
        assertThat(cli.err()).containsPattern("runs again +first +the input");
        assertThat(folder.resolve("elsewhere/marks")).hasContent("first");

        assertThat(cli.run("rerun", "last", "--set", "nmae=x")).isEqualTo(ExitCode.INVALID);
        assertThat(cli.err()).contains("'nmae' is no input", "Did you mean 'name'?");
        assertThat(cli.run("rerun", "last", "--from", "secnod")).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(cli.run("rerun", "last", "--code", "other")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("same or latest", "--with FILE");
    }

    @Test
    void other_code_is_shown_first_and_used_after_a_yes() throws Exception {
        var end = running();
        assertThat(cli.run("cancel", "last")).isZero();
        assertThat(end.get()).isEqualTo(ExitCode.CANCELLED);
        cli.write("Other.java", GATED.replace("Gated", "Other").replace("\" three\"", "\" drei\""));
        cli.write("Gated.java", GATED.replace("\" three\"", "\" drei\""));
        openGate();

        cli.terminal = new FakeTerminal();
        cli.typed = "n\n";
        assertThat(cli.run("resume", "last", "--with", "Gated.java")).isEqualTo(ExitCode.WAITING);
        assertThat(cli.err()).contains("Go on with this code? [y/N]", "Nothing was changed.");
        assertThat(status("last")).isEqualTo("CANCELLED");

        cli.typed = "y\n";
        assertThat(cli.run("resume", "last", "--with", "Gated.java", "--output", "json"))
                .isZero();
        assertThat(json().get("output")).isEqualTo("one two drei");
        assertThat(folder.resolve("marks")).as("first was kept").hasContent("first");
    }

    @Test
    void code_of_another_pipeline_is_refused() throws Exception {
        assertThat(ended()).isZero();
        cli.write("Hello.java", Sources.hello());
        assertThat(cli.run("rerun", "last", "--with", "Hello.java")).isEqualTo(ExitCode.INVALID);
        assertThat(cli.err())
                .contains("is of pipeline gated, the code defines hello", "Give the code of pipeline gated");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "resume last --retry                        | --retry is about a step",
                "resume last --step first                   | --step wants one of --done FILE, --retry and --fail",
                "resume last --step first --retry --fail    | --step wants one of --done FILE, --retry and --fail",
                "resume last --with A.java --step x --retry | --with and --step do not go together",
                "rerun last --code same --with Gated.java   | --code and --with do not go together",
                "run Gated.java --durability soft           | --durability takes strict or pipelined, not 'soft'",
                "submit Gated.java --priority high          | --priority takes a whole number, not 'high'"
            })
    void options_that_do_not_fit_are_refused(String typed, String message) throws Exception {
        assertThat(ended()).isZero();
        assertThat(cli.run(typed.split(" +"))).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains(message);
        assertThat(cli.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"strict", "pipelined"})
    void both_durabilities_give_the_same(String durability) throws Exception {
        openGate();
        assertThat(cli.run(
                        "run",
                        "Gated.java",
                        "--name",
                        folder.toString(),
                        "--durability",
                        durability,
                        "--priority",
                        "-1"))
                .isZero();
        assertThat(cli.out()).contains("\"one two three\"");
        assertThat(cli.run("doctor")).as(cli.out()).isZero();
    }
}
