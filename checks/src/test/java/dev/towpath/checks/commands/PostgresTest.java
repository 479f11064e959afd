package dev.towpath.checks.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.testkit.Guarantee;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Two machines, as far as they can be told apart here: folders of their own, one database and one folder of artifacts.
@Timeout(180)
@EnabledIfSystemProperty(
        named = PostgresTest.SERVER,
        matches = ".+",
        disabledReason = "needs PostgreSQL: ./test starts one")
class PostgresTest {
    static final String SERVER = "towpath.test.postgres";

    @TempDir
    Path folder;

    private Cli here;
    private Cli there;

    @BeforeEach
    void open() {
        here = machine("here");
        there = machine("there");
    }

    /// Each test has a schema of its own, which goes with the server.
    private Cli machine(String name) {
        var cli = new Cli(folder.resolve(name));
        var schema = "checks_" + ProcessHandle.current().pid() + "_" + Integer.toHexString(folder.hashCode());
        cli.variables.put("TOWPATH_STORE", System.getProperty(SERVER) + "?lease=4s&schema=" + schema);
        cli.variables.put("TOWPATH_ARTIFACTS", folder.resolve("shared").toString());
        cli.write("Gated.java", Programs.GATED);
        return cli;
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    private String[] gated() {
        return new String[] {"run", "Gated.java", "--folder", here.folder.toString(), "--output", "json"};
    }

    @Test
    void what_one_executes_the_other_sees_and_leaves_alone() {
        var running = here.start(gated()).untilSays("second");

        var shown = there.json("show").ok();
        assertThat(shown.get("status")).isEqualTo("RUNNING");
        assertThat(shown.get("interrupted")).isEqualTo(false);
        assertThat(shown.step("first").get("status")).isEqualTo("SUCCEEDED");
        assertThat(there.json("resume", "last").with(4).get("status")).isEqualTo("RUNNING");
        assertThat(there.run("doctor").ok().out()).contains(String.valueOf(running.pid()));
        here.write("gate", "");
        assertThat(running.end().ok().get("output")).isEqualTo("first second");

        assertThat(there.json("show").ok().get("status")).isEqualTo("SUCCEEDED");
        assertThat(there.run("artifacts", "cat", "gated/first").ok().out()).contains("first");
        assertThat(there.run("logs").ok().out()).contains("printed by first");
        assertThat(there.json("runs").ok().list()).hasSize(1);
    }

    @Test
    @Guarantee({1, 2})
    void a_killed_run_goes_on_elsewhere_as_soon_as_its_lease_is_over() {
        here.start(gated()).untilSays("second").kill();
        here.write("gate", "");

        var resumed = resumeWhenFree();

        assertThat(resumed.get("output")).isEqualTo("first second");
        assertThat(here.path("marks")).hasContent("first\nsecond\nsecond");
    }

    @Test
    @Guarantee({2, 3})
    void a_process_that_was_stopped_for_longer_than_its_lease_does_no_harm_when_it_wakes_up() {
        var stopped = here.start(gated()).untilSays("second").signal("STOP");
        here.write("gate", "");
        var resumed = resumeWhenFree();
        assertThat(resumed.get("output")).isEqualTo("first second");
        var history = there.json("events").ok().list();

        var woken = stopped.signal("CONT").end();

        assertThat(woken.code()).as(woken::toString).isNotZero();
        assertThat(here.path("marks")).hasContent("first\nsecond\nsecond");
        assertThat(there.json("show").ok().get("status")).isEqualTo("SUCCEEDED");
        assertThat(there.json("events").ok().list()).isEqualTo(history);
        assertThat(there.run("doctor").ok().out()).contains("no process executes runs");
    }

    private Ended resumeWhenFree() {
        for (var tries = 0; tries < 60; tries++) {
            var tried = there.json("resume", "last");
            if (tried.code() != 4) return tried.ok(); // 4: the other still has it
        }
        throw new AssertionError("the run is never free");
    }
}
