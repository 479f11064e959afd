package dev.towpath.checks.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.testkit.Guarantee;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Ctrl-C and the signals by which a system asks a process to end.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals")
@Timeout(180)
class SignalsTest {
    private static final List<String> HEARING = List.of("env", "--default-signal=INT,HUP,TERM");

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void open() throws Exception {
        cli = new Cli(folder);
        cli.write("Gated.java", Programs.GATED);
        // What a script starts in the background ignores the signals that are meant here.
        var probe = new ArrayList<>(HEARING);
        probe.add("true");
        if (new ProcessBuilder(probe).start().waitFor() == 0) cli.before.addAll(HEARING);
    }

    @AfterEach
    void close() {
        cli.close();
    }

    private Running started(String... more) {
        var typed = new String[4 + more.length];
        System.arraycopy(new String[] {"run", "Gated.java", "--folder", folder.toString()}, 0, typed, 0, 4);
        System.arraycopy(more, 0, typed, 4, more.length);
        return cli.start(typed).untilSays("second");
    }

    @Test
    @Guarantee(5)
    void ctrl_c_cancels_the_run_with_exit_code_5_and_it_can_be_continued() {
        var ended = started("--output", "json").signal("INT").end().with(5);
        assertThat(ended.get("status")).isEqualTo("CANCELLED");
        assertThat(ended.step("first").get("status")).isEqualTo("SUCCEEDED");
        assertThat(ended.step("second").get("status")).isEqualTo("CANCELLED");
        assertThat(ended.get("interrupted")).isEqualTo(false);
        assertThat(cli.json("show").ok().json()).isEqualTo(ended.json());
        cli.write("gate", "");
        assertThat(cli.json("resume", "last").ok().get("output")).isEqualTo("first second");
        assertThat(cli.path("marks")).hasContent("first\nsecond\nsecond");
    }

    @Test
    void a_second_ctrl_c_kills_a_step_that_does_not_listen() {
        var deaf = Programs.step("""
            mark(Path.of(text), "begun");
            while (true) Thread.onSpinWait();\
            """);
        cli.write("One.java", deaf);
        var running = cli.start(
                        "run", "One.java", "--text", folder.resolve("begun").toString(), "--grace", "1h")
                .untilExists(cli.path("begun"))
                .untilSays("work")
                .signal("INT")
                .untilSays("Ctrl-C again kills")
                .signal("INT");
        assertThat(running.end().code()).isEqualTo(130);
        var left = cli.json("show").ok();
        assertThat(left.get("interrupted")).isEqualTo(true);
        assertThat(left.get("status")).isIn("CANCELLING", "RUNNING");
    }

    @Test
    @Guarantee(5)
    void a_step_that_does_not_listen_is_given_up_after_the_grace_time() {
        cli.write("One.java", Programs.step("""
            mark(Path.of(text), "begun");
            while (true) Thread.onSpinWait();\
            """));
        var ended = cli.start(
                        "run",
                        "One.java",
                        "--text",
                        folder.resolve("begun").toString(),
                        "--grace",
                        "200ms",
                        "--output",
                        "json")
                .untilExists(cli.path("begun"))
                .untilSays("work")
                .signal("INT")
                .end()
                .with(5);
        assertThat(ended.get("status")).isEqualTo("CANCELLED");
    }

    @Test
    void asked_to_end_it_leaves_a_run_that_can_be_continued() {
        for (var signal : new String[] {"TERM", "HUP"}) {
            var ended = started("--key", signal).signal(signal).end();
            assertThat(ended.code()).as(ended::toString).isGreaterThan(128);
            assertThat(ended.err()).contains("towpath resume r-");
            var left = cli.json("show").ok();
            assertThat(left.get("status")).isEqualTo("RUNNING");
            assertThat(left.get("interrupted")).isEqualTo(true);
            cli.write("gate", "");
            assertThat(cli.json("resume", "last").ok().get("output")).isEqualTo("first second");
            assertThat(cli.path("gate").toFile().delete()).isTrue();
        }
    }
}
