package dev.towpath.checks.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.towpath.testkit.Guarantee;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two processes on one store folder, and one run asked for twice.
@Timeout(180)
class TwoProcessesTest {
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

    @Test
    void the_second_executes_runs_of_its_own_and_leaves_those_of_the_first_alone() {
        var first = cli.start("run", "Gated.java", "--folder", folder.toString(), "--output", "json")
                .untilSays("second");
        var pid = String.valueOf(first.pid());
        assertThat(cli.json("resume", "last").with(4).get("status")).isEqualTo("RUNNING");
        var shown = cli.json("show").ok();
        assertThat(shown.get("status")).isEqualTo("RUNNING");
        assertThat(shown.get("interrupted")).isEqualTo(false);
        assertThat(shown.step("first").get("status")).isEqualTo("SUCCEEDED");
        assertThat(shown.step("second").get("status")).isEqualTo("RUNNING");
        assertThat(cli.json("runs").ok().list()).hasSize(1);
        assertThat(cli.run("logs").ok().out()).contains("printed by first");
        assertThat(cli.json("events").ok().list()).hasSizeGreaterThan(3);
        assertThat(cli.run("artifacts", "cat", "gated/first").ok().out()).contains("first");
        var second = cli.start("run", "Gated.java", "--folder", folder.toString(), "--output", "json")
                .untilSays("second");
        assertThat(cli.run("doctor").ok().out()).contains(pid, String.valueOf(second.pid()));
        assertThat(cli.json("runs").ok().list())
                .extracting(run -> run.get("status"), run -> run.get("interrupted"))
                .containsExactly(tuple("RUNNING", false), tuple("RUNNING", false));
        cli.write("gate", "");
        for (var one : List.of(first, second))
            assertThat(one.end().ok().get("output")).isEqualTo("first second");
    }

    @Test
    void other_folders_are_free() {
        var first =
                cli.start("run", "Gated.java", "--folder", folder.toString()).untilSays("second");
        cli.write("other/gate", "");
        cli.run("run", "Gated.java", "--folder", folder.resolve("other").toString(), "--store", "elsewhere")
                .ok();
        cli.variables.put("TOWPATH_STORE", "third");
        cli.run("run", "Gated.java", "--folder", folder.resolve("other").toString())
                .ok();
        assertThat(cli.json("runs").ok().list()).hasSize(1);
        assertThat(cli.path("third/.gitignore")).isNotEmptyFile();
        assertThat(cli.path("elsewhere/.gitignore")).isNotEmptyFile();
        first.kill();
    }

    @Test
    void many_at_once_in_a_new_folder_are_all_executed() {
        cli.write("gate", "");
        var all = Stream.generate(
                        () -> cli.start("run", "Gated.java", "--folder", folder.toString(), "--output", "json"))
                .limit(4)
                .toList();
        var ended = all.stream().map(Running::end).toList();
        assertThat(ended)
                .allSatisfy(one -> assertThat(one.code()).as(one::toString).isZero());
        var done = ended.stream().map(Ended::run).toList();
        assertThat(cli.json("runs").ok().list())
                .extracting(run -> String.valueOf(run.get("run")))
                .containsExactlyInAnyOrderElementsOf(done);
    }

    @Test
    void the_same_key_twice_gives_one_run() {
        cli.write("gate", "");
        var typed =
                new String[] {"run", "Gated.java", "--folder", folder.toString(), "--key", "order-7", "--output", "json"
                };
        var first = cli.run(typed).ok();
        var second = cli.run(typed).ok();
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(cli.path("marks")).hasContent("first\nsecond");
        typed[5] = "order-8";
        assertThat(cli.run(typed).ok().run()).isNotEqualTo(first.run());
        assertThat(cli.json("runs").ok().list()).hasSize(2);
    }

    @Test
    @Guarantee(1)
    void the_same_key_after_a_kill_goes_on_with_the_run() {
        var typed =
                new String[] {"run", "Gated.java", "--folder", folder.toString(), "--key", "order-7", "--output", "json"
                };
        cli.start(typed).untilSays("second").kill();
        var interrupted = cli.json("show").ok().run();
        cli.write("gate", "");
        var again = cli.run(typed).ok();
        assertThat(again.run()).isEqualTo(interrupted);
        assertThat(again.get("output")).isEqualTo("first second");
        assertThat(cli.path("marks")).hasContent("first\nsecond\nsecond");
    }

    @Test
    void a_run_names_the_interrupted_ones_before_it_and_adopts_none() {
        cli.start("run", "Gated.java", "--folder", folder.toString())
                .untilSays("second")
                .kill();
        var interrupted = cli.json("show").ok().run();
        cli.write("gate", "");
        var next = cli.run("run", "Gated.java", "--folder", folder.toString()).ok();
        assertThat(next.err()).contains("towpath resume " + interrupted);
        assertThat(cli.json("runs").ok().list())
                .extracting(run -> String.valueOf(run.get("status")))
                .isEqualTo(List.of("SUCCEEDED", "RUNNING"));
    }
}
