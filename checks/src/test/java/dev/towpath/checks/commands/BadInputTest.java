package dev.towpath.checks.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Definitions and inputs that are refused: with an exit code, and with what is wrong, where, and what to do.
@Timeout(180)
class BadInputTest {
    private static final String INPUTS = Programs.of("Inputs", """
        enum Colour { RED, GREEN }

        record Input(String name, @Min(1) @Max(9) int times, Optional<FileRef> photo, Optional<FolderRef> photos,
                @Default("RED") Colour colour, @Default("[]") List<Double> weights) {}

        public static Pipeline<Input, String> pipeline() {
            return Pipeline.define("inputs", Input.class, (p, in) -> p.step("work", Inputs::work, in.get(Input::name)));
        }

        static String work(String name) {
            return name;
        }
        """);

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

    private static String pipeline(String method, String name) {
        return """
            public static Pipeline<Input, String> %s() {
                return Pipeline.define("%s", Input.class, (p, in) -> p.step("work", Many::work, in.get(Input::text)));
            }
            """.formatted(method, name);
    }

    private static String many(String... pipelines) {
        return Programs.of("Many", """
            record Input(@Default("x") String text) {}
            static String work(String text) {
                return text;
            }
            """ + String.join("", pipelines));
    }

    private void nothingWasMade() {
        assertThat(cli.store().resolve("towpath.db")).doesNotExist();
    }

    @Test
    void a_file_that_does_not_compile() {
        cli.write("Wrong.java", Programs.of("Wrong", """
            record Input(@Default("x") String text) {}

            public static Pipeline<Input, String> pipeline() {
                return Pipeline.define("wrong", Input.class, (p, in) -> {
                    var length = p.step("length", Wrong::length, in.get(Input::text));
                    return p.step("join", Wrong::join, length, in.get(Input::text));
                });
            }

            static int length(String text) {
                return text.length();
            }

            static String join(String text, int length) {
                return text + length;
            }
            """));
        var run = cli.json("run", "Wrong.java").with(3);
        run.says("does-not-compile", "join", "Wrong.java:13");
        assertThat(run.err()).contains("Wrong.java:13: error: ", "(String, int)", "(Integer, String)");
        assertThat(run.err().lines().count()).as(run::toString).isLessThan(10);
        assertThat(cli.run("validate", "Wrong.java").with(3).out()).contains("Wrong.java:13: ");
        nothingWasMade();
    }

    @Test
    void a_file_with_a_slip_of_the_pen() {
        cli.write("Slip.java", "public final class Slip { int x = ; }");
        cli.json("run", "Slip.java").with(3).says("does-not-compile", "illegal start of expression", "Slip.java:1");
        nothingWasMade();
    }

    @Test
    void a_file_without_a_pipeline() {
        cli.write("Many.java", many());
        var run = cli.json("run", "Many.java").with(3);
        run.says("no-pipeline", "pipeline", "Many.java");
        assertThat(cli.run("validate", "Many.java").with(3).out()).contains("Many.java");
    }

    @Test
    void a_file_with_two_pipelines_of_one_name() {
        cli.write("Many.java", many(pipeline("one", "same"), pipeline("two", "same")));
        var run = cli.json("run", "Many.java").with(3);
        run.says("duplicate-pipeline", "same", "Many.java");
        assertThat(run.err()).contains("same");
    }

    @Test
    void a_file_with_two_pipelines_and_none_chosen() {
        cli.write("Many.java", many(pipeline("one", "first"), pipeline("two", "second")));
        var run = cli.json("run", "Many.java");
        assertThat(run.code()).as(run::toString).isIn(2, 3);
        assertThat(run.err()).contains("first", "second", "--pipeline");
        assertThat(cli.json("run", "Many.java", "--pipeline", "second").ok().get("pipeline"))
                .isEqualTo("second");
        var unknown = cli.json("run", "Many.java", "--pipeline", "secnd");
        assertThat(unknown.code()).as(unknown::toString).isIn(2, 3);
        assertThat(unknown.err()).contains("second");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "--name a --times 3 --nmae b             | 2 | --nmae    | -          | Did you mean '--name'?",
                "--name a                                | 3 | times     | -          | --times",
                "--name a --times many                   | 3 | times     | --times    | number",
                "--name a --times 10                     | 3 | times     | --times    | 9",
                "--name a --times 3 --colour blue        | 3 | blue      | --colour   | RED",
                "--name a --times 3 --weights 1,x        | 3 | weights   | --weights  | -",
                "--name a --times 3 --photo none.png     | 3 | none.png  | --photo    | -",
                "--name a --times 3 --photo photos       | 3 | folder    | --photo    | -",
                "--name a --times 3 --photos Inputs.java | 3 | file      | --photos   | -",
                "--name a --set times=x                  | 3 | times     | --set      | number",
                "--name a --times 3 --set tmies=4        | 3 | tmies     | --set      | times",
                "--name a --times 3 -f none.yaml         | 3 | none.yaml | -          | -",
                "--name a -f bad.yaml                    | 3 | times     | bad.yaml   | number",
                "--name a --times 3 -f torn.yaml         | 3 | torn.yaml | torn.yaml:3 | -",
            })
    void an_input(String typed, int code, String what, String where, String advice) throws IOException {
        Files.createDirectories(cli.path("photos"));
        cli.write("bad.yaml", "times: often\n");
        cli.write("torn.yaml", "name: a\ntimes: [1,\n");
        cli.write("Inputs.java", INPUTS);
        var run = cli.json(("run Inputs.java " + typed.strip()).split(" ")).with(code);
        assertThat(run.get("run")).isNull();
        assertThat(String.valueOf(run.error())).as(run::toString).contains(what);
        assertThat(run.error().get("hint")).as(run::toString).asString().isNotBlank();
        assertThat(run.err()).as(run::toString).contains("error: ", what);
        if (where != null) assertThat(run.err()).as(run::toString).contains(where);
        if (advice != null) assertThat(run.err()).as(run::toString).contains(advice);
        nothingWasMade();
    }

    @Test
    void an_input_given_as_a_variable() {
        cli.write("Inputs.java", INPUTS);
        cli.variables.put("TOWPATH_IN_TIMES", "often");
        var run = cli.json("run", "Inputs.java", "--name", "a").with(3);
        assertThat(run.err()).contains("TOWPATH_IN_TIMES", "often");
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        cli.write("Inputs.java", INPUTS);
        var run = cli.run("run", "Inputs.java", "--times", "x", "--photo", "none.png")
                .with(3);
        assertThat(run.err()).contains("name", "times", "none.png");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void a_command_that_is_none() {
        var run = cli.run("rnu", "Inputs.java").with(2);
        assertThat(run.err()).contains("rnu", "Did you mean 'run'?");
    }

    @Test
    void an_unknown_run() {
        cli.write("Many.java", many(pipeline("one", "first")));
        cli.run("run", "Many.java").ok();
        for (var command : new String[] {"show", "logs", "events", "resume"}) {
            var ended = cli.json(command, "r-unknown").with(6);
            ended.says("run-not-found", "towpath runs", "r-unknown");
        }
        assertThat(cli.json("artifacts", "get", "first/work/none")
                        .with(6)
                        .error()
                        .get("code"))
                .isEqualTo("artifact-not-found");
    }
}
