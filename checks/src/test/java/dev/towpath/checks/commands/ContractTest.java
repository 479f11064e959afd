package dev.towpath.checks.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.value.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What programs read from `--output json`: one value on standard output, with these names and these nulls.
@Timeout(180)
class ContractTest {
    private static final String RUN_KEYS = "run pipeline status interrupted reason output steps error";

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void open() {
        cli = new Cli(folder);
    }

    @AfterEach
    void close() {
        cli.close();
    }

    private static void hasKeys(Map<?, ?> object, String keys) {
        assertThat(object.keySet().stream().map(String::valueOf)).containsExactlyInAnyOrder(keys.split(" "));
    }

    @Test
    void a_run_that_succeeds_and_show_of_it() {
        var run = cli.json("run", cli.write("Parts.java", Programs.PARTS)).ok();
        hasKeys(run.object(), RUN_KEYS);
        assertThat(run.run()).matches("r-[0-9a-z]{20,}");
        assertThat(run.get("pipeline")).isEqualTo("parts");
        assertThat(run.get("status")).isEqualTo("SUCCEEDED");
        assertThat(run.get("interrupted")).isEqualTo(false);
        assertThat(run.error()).isNull();
        var output = (Map<?, ?>) run.get("output");
        hasKeys(output, "path digest size");
        assertThat(Path.of(String.valueOf(output.get("path")))).isAbsolute().hasContent("part 0,part 1,part 2");
        assertThat(String.valueOf(output.get("digest"))).matches("[0-9a-f]{64}");
        assertThat(output.get("size")).isEqualTo(20L);
        assertThat(run.get("steps")).isEqualTo(Json.parse("""
            [{"step": "names", "status": "SUCCEEDED", "attempts": 1, "units": null},
             {"step": "make", "status": "SUCCEEDED", "attempts": 3, "units": {"SUCCEEDED": 3}},
             {"step": "join", "status": "SUCCEEDED", "attempts": 1, "units": null}]\
            """));
        assertThat(cli.json("show", run.run()).ok().json()).isEqualTo(run.json());
        assertThat(cli.json("show").ok().json()).isEqualTo(run.json());
        assertThat(cli.json("resume", run.run()).ok().json()).isEqualTo(run.json());
    }

    @Test
    void a_run_that_fails_and_show_of_it() {
        var run = cli.json("run", cli.write("Parts.java", Programs.PARTS), "--bad", "1")
                .with(1);
        hasKeys(run.object(), RUN_KEYS);
        assertThat(run.get("status")).isEqualTo("FAILED");
        assertThat(run.get("output")).isNull();
        assertThat(run.get("steps")).isEqualTo(Json.parse("""
            [{"step": "names", "status": "SUCCEEDED", "attempts": 1, "units": null},
             {"step": "make", "status": "FAILED", "attempts": 3, "units": {"SUCCEEDED": 2, "FAILED": 1}},
             {"step": "join", "status": "CREATED", "attempts": 0, "units": null}]\
            """));
        hasKeys(run.error(), "code message step at hint");
        assertThat(run.error().get("code")).isEqualTo("step-failed");
        assertThat(run.error().get("message")).asString().contains("number 1 is bad");
        assertThat(run.error().get("step")).isEqualTo("make");
        assertThat(run.error().get("at")).asString().matches("Parts\\.java:\\d+");
        assertThat(run.error().get("hint")).asString().isNotBlank();
        assertThat(cli.json("show", "last").ok().json()).isEqualTo(run.json());
        assertThat(cli.json("resume", "last").with(1).run()).isEqualTo(run.run());
    }

    @Test
    void no_run_was_made() {
        cli.write("Parts.java", Programs.PARTS);
        cli.write("Broken.java", "public final class Broken { int x = ; }");
        for (var typed : List.of(
                "run none.java|3",
                "run Broken.java|3",
                "run Parts.java --count x|3",
                "run Parts.java --cuont 3|2",
                "run Parts.java --mode fast|2",
                "run|2",
                "show r-unknown|6",
                "show|6",
                "resume r-unknown|6",
                "run Parts.java --only join|6",
                "run Parts.java --store Parts.java|7")) {
            var parts = typed.split("\\|");
            var ended = cli.json(parts[0].split(" ")).with(Integer.parseInt(parts[1]));
            hasKeys(ended.object(), RUN_KEYS);
            assertThat(ended.get("run")).isNull();
            assertThat(ended.get("status")).isNull();
            assertThat(ended.get("output")).isNull();
            hasKeys(ended.error(), "code message step at hint");
            assertThat(ended.error().get("code")).as(ended::toString).asString().matches("[a-z]+(-[a-z]+)*");
            assertThat(ended.error().get("message"))
                    .as(ended::toString)
                    .asString()
                    .isNotBlank();
            assertThat(ended.error().get("hint")).as(ended::toString).asString().isNotBlank();
            assertThat(ended.err()).as(ended::toString).contains("error: ");
        }
        assertThat(cli.json("runs").ok().list()).isEmpty();
    }

    @Test
    void runs_are_listed_newest_first() {
        cli.write("Parts.java", Programs.PARTS);
        var first = cli.json("run", "Parts.java").ok().run();
        var second = cli.json("run", "Parts.java", "--bad", "0").with(1).run();
        var runs = cli.json("runs").ok().list();
        assertThat(runs).extracting(run -> run.get("run")).isEqualTo(List.of(second, first));
        assertThat(runs).extracting(run -> run.get("status")).isEqualTo(List.of("FAILED", "SUCCEEDED"));
        assertThat(runs).extracting(run -> run.get("pipeline")).isEqualTo(List.of("parts", "parts"));
        for (var run : runs) {
            assertThat(run.keySet().stream().map(String::valueOf)).contains("run", "pipeline", "status", "created");
            assertThat(Instant.parse(String.valueOf(run.get("created")))).isNotNull();
        }
    }

    @Test
    void a_run_whose_process_died_is_running_and_interrupted() {
        var gated = cli.write("Gated.java", Programs.GATED);
        var running = cli.start("run", gated, "--folder", folder.toString(), "--output", "json")
                .untilExists(cli.path("marks"));
        var alive = cli.json("show", "last").ok();
        assertThat(alive.get("status")).isEqualTo("RUNNING");
        assertThat(alive.get("interrupted")).isEqualTo(false);
        running.kill();
        var dead = cli.json("show", "last").ok();
        hasKeys(dead.object(), RUN_KEYS);
        assertThat(dead.get("status")).isEqualTo("RUNNING");
        assertThat(dead.get("interrupted")).isEqualTo(true);
        assertThat(dead.get("output")).isNull();
        assertThat(dead.error()).isNull();
        assertThat(cli.json("runs").ok().list().getFirst().get("status")).isEqualTo("RUNNING");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void nothing_that_a_step_or_a_definition_prints_is_on_standard_output(String output) {
        var run = cli.run("run", cli.write("Parts.java", Programs.PARTS), "--output", output)
                .ok();
        assertThat(run.out()).doesNotContain("printed", "complained", "warned");
        assertThat(run.err())
                .doesNotContain("printed by", "complained", "warned")
                .contains("while it was defined");
    }

    @Test
    void validate_names_the_line_of_each_problem() {
        cli.write("Twice.java", Programs.of("Twice", """
            record Input(String text) {}

            public static Pipeline<Input, String> pipeline() {
                return Pipeline.define("twice", Input.class, (p, in) -> {
                    var first = p.step("same", Twice::work, in.get(Input::text));
                    return p.step("same", Twice::work, first);
                });
            }

            static String work(String text) {
                System.exit(1);
                return text;
            }
            """));
        var text = cli.run("validate", "Twice.java").with(3);
        assertThat(text.out()).contains("Twice.java:13: ", "Twice.java:18: ", "System.exit", "same");
        var json = cli.json("validate", "Twice.java").with(3);
        assertThat(json.get("valid")).isEqualTo(false);
        assertThat((List<?>) json.get("problems"))
                .extracting(problem -> String.valueOf(((Map<?, ?>) problem).get("at")))
                .contains("Twice.java:13", "Twice.java:18");
        cli.write("Parts.java", Programs.PARTS);
        assertThat(cli.json("validate", "Parts.java").ok().get("valid")).isEqualTo(true);
    }

    @Test
    void all_other_commands_print_one_json_value_too() {
        cli.write("Parts.java", Programs.PARTS);
        cli.run("run", "Parts.java").ok();
        for (var typed : List.of(
                "graph Parts.java",
                "plan Parts.java",
                "logs",
                "events",
                "artifacts ls",
                "config",
                "config explain mode",
                "doctor",
                "version",
                "artifacts get parts/join -o copy.txt")) {
            assertThat(cli.json(typed.split(" ")).ok().json()).as(typed).isNotNull();
        }
    }
}
