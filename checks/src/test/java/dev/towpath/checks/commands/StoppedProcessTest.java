package dev.towpath.checks.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.towpath.testkit.Guarantee;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A process that is stopped, as a suspended machine or a full one does it, for longer than anything waits, and goes on
/// as if nothing had been: it keeps what it executes, and the others can tell.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals")
@Timeout(600)
class StoppedProcessTest {
    /// The longest that any part waits for a lock of the store is 5 s.
    private static final Duration STOPPED = Duration.ofSeconds(Boolean.getBoolean("towpath.long") ? 61 : 6);

    /// Both steps leave marks; there is a chain of short ones between them.
    private static final String CHAIN = Programs.of("Chain", """
        record Input(String folder) {}

        public static Pipeline<Input, String> pipeline() {
            return Pipeline.define("chain", Input.class, (p, in) -> {
                var text = p.step("s0", Chain::work, in.get(Input::folder), in.get(Input::folder), p.attempt());
                for (var i = 1; i < 200; i++)
                    text = p.step("s" + i, Chain::work, in.get(Input::folder), text, p.attempt());
                return text;
            });
        }

        static String work(String folder, String before, Attempt attempt) throws Exception {
            return mark(Path.of(folder, "marks"), attempt.step());
        }
        """);

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void open() {
        cli = new Cli(folder);
        cli.write("Gated.java", Programs.GATED);
    }

    @AfterEach
    void close() {
        cli.close();
    }

    private Running gated() {
        return cli.start("run", "Gated.java", "--folder", folder.toString(), "--output", "json");
    }

    private static void wait(Running stopped) {
        assertThat(stopped.ends(STOPPED.toMillis())).isFalse();
    }

    @Test
    @Guarantee({1, 2})
    void it_keeps_its_run_and_goes_on_with_it() throws Exception {
        var stopped = gated().untilSays("second").signal("STOP");
        wait(stopped);
        var pid = String.valueOf(stopped.pid());
        assertThat(cli.json("resume", "last").with(4).get("status")).isEqualTo("RUNNING");
        var shown = cli.json("show").ok();
        assertThat(shown.get("status")).isEqualTo("RUNNING");
        assertThat(shown.get("interrupted")).isEqualTo(false);
        assertThat(cli.run("doctor").ok().out()).contains(pid);
        cli.write("other/gate", "");
        cli.json("run", "Gated.java", "--folder", folder.resolve("other").toString())
                .ok();
        cli.write("gate", "");
        assertThat(stopped.signal("CONT").end().ok().get("output")).isEqualTo("first second");
        assertThat(cli.path("marks")).hasContent("first\nsecond");
        assertThat(cli.json("runs").ok().list())
                .extracting(run -> run.get("status"), run -> run.get("interrupted"))
                .containsExactly(tuple("SUCCEEDED", false), tuple("SUCCEEDED", false));
    }

    @Test
    @Guarantee(5)
    void what_it_is_asked_meanwhile_it_does_when_it_goes_on() {
        var stopped = gated().untilSays("second").signal("STOP");
        var cancel = cli.start("cancel", "last", "--output", "json");
        wait(stopped);
        assertThat(cli.json("show").ok().get("status")).isEqualTo("RUNNING");
        stopped.signal("CONT").end().with(5);
        assertThat(cancel.end().code()).isIn(0, 4);
        assertThat(cli.json("show").ok().get("status")).isEqualTo("CANCELLED");
        assertThat(cli.path("marks")).hasContent("first\nsecond");
    }

    @Test
    @Guarantee({1, 2})
    void stopped_before_it_could_see_another_one_die_it_still_goes_on() {
        var other = gated().untilSays("second");
        var stopped = gated().untilSays("second").signal("STOP");
        other.kill();
        wait(stopped);
        cli.write("gate", "");
        stopped.signal("CONT").end().ok();
        assertThat(cli.json("runs").ok().list())
                .extracting(run -> run.get("status"), run -> run.get("interrupted"))
                .containsExactly(tuple("SUCCEEDED", false), tuple("RUNNING", true));
    }

    @Test
    @Guarantee({1, 2})
    void stopped_at_any_moment_of_a_busy_run_it_blocks_others_for_a_while_at_most() throws Exception {
        cli.write("Chain.java", CHAIN);
        cli.write("gate", "");
        var stopped = cli.start("run", "Chain.java", "--folder", folder.toString(), "--output", "json")
                .untilExists(cli.path("marks"))
                .signal("STOP");
        wait(stopped);
        cli.json("runs").ok();
        cli.json("show").ok();
        var other = gated().end();
        if (other.code() != 0) other.with(7).says("store-locked", "another program", "towpath.db");
        stopped.signal("CONT").end().ok();
        assertThat(Files.readAllLines(cli.path("marks")).stream().filter(mark -> mark.matches("s[0-9]+")))
                .hasSize(200)
                .doesNotHaveDuplicates();
        assertThat(cli.json("show", "last").ok().get("status")).isEqualTo("SUCCEEDED");
    }
}
