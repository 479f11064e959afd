package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.embedded.Towpath;
import dev.towpath.value.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is wrong is told with what, where and what to do, and with its exit code.
class BadInputTest {
    private static final String INPUTS = Sources.hello()
            .replace("Hello", "P")
            .replace(
                    "@Default(\"Ada\") String name", "String name, @Min(1) @Max(9) int times, Optional<FileRef> photo");

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void open() {
        cli = new Cli(folder);
    }

    private Map<?, ?> error() {
        return (Map<?, ?>) ((Map<?, ?>) Json.parse(cli.out())).get("error");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--name a --times 3 --nmae b          | 2 | Did you mean '--name'?",
                "--name a                             | 3 | times",
                "--name a --times x                   | 3 | 'times'",
                "--name a --times 10                  | 3 | 'times'",
                "--name a --times 3 --photo none.png  | 3 | none.png",
                "--name a --times 3 --photo home      | 3 | home",
                "--name a --times 3 --set naem=b      | 3 | naem",
                "--name a --times 3 -f none.yaml      | 3 | none.yaml",
                "--name a --times 3 --mode fast       | 2 | mode",
                "--name a --times 3 --store           | 2 | --store needs a value",
            })
    void inputs(String typed, int code, String told) throws IOException {
        Files.createDirectories(folder.resolve("home"));
        cli.write("P.java", INPUTS);
        var words = ("run P.java " + typed.strip()).split(" ");
        assertThat(cli.run(words)).as(cli.err()).isEqualTo(code);
        assertThat(cli.err()).contains(told);
        assertThat(cli.out()).isEmpty();
        assertThat(folder.resolve(".towpath/towpath.db")).doesNotExist();
        var json = (words.length + 2);
        var asked = java.util.Arrays.copyOf(words, json);
        asked[json - 2] = "--output";
        asked[json - 1] = "json";
        if (typed.endsWith("--store")) return;
        assertThat(cli.run(asked)).isEqualTo(code);
        assertThat(((Map<?, ?>) Json.parse(cli.out())).get("run")).isNull();
        assertThat(error().get("message")).asString().isNotEmpty();
        assertThat(error().get("hint")).asString().isNotEmpty();
    }

    @Test
    void all_wrong_inputs_are_told_at_once() {
        cli.write("P.java", INPUTS);
        assertThat(cli.run("run", "P.java", "--times", "x", "--photo", "none.png"))
                .isEqualTo(ExitCode.INVALID);
        assertThat(cli.err()).contains("name", "times", "none.png");
        assertThat(cli.run("plan", "P.java", "--times", "x")).isEqualTo(ExitCode.INVALID);
        assertThat(cli.out()).contains("missing");
        assertThat(cli.err()).contains("name", "times");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "return null;                                                  | null-result",
                "throw new AssertionError(\"no\");                             | step-failed",
                "throw new OutOfMemoryError(\"Java heap space\");              | out-of-memory",
                "throw new java.io.IOException(\"No space left on device\");   | disk-full",
                "throw new BusinessError(\"sold out\");                        | business-error",
                "var s = new int[1]; return \"\" + s[1];                       | step-failed",
            })
    void a_step_that_fails(String body, String code) {
        cli.write("P.java", Sources.step(body));
        assertThat(cli.run("run", "P.java", "--output", "json")).as(cli.err()).isEqualTo(ExitCode.RUN_FAILED);
        assertThat(error().get("code")).isEqualTo(code);
        assertThat(error().get("step")).isEqualTo("work");
        assertThat(error().get("message")).asString().isNotEmpty();
        assertThat(error().get("hint")).asString().isNotEmpty();
        if (!code.equals("null-result")) assertThat(error().get("at")).isEqualTo("P.java:11");
    }

    @Test
    void an_unknown_run() {
        cli.write("Hello.java", Sources.hello());
        assertThat(cli.run("show", "last")).isEqualTo(ExitCode.NOT_FOUND);
        cli.run("run", "Hello.java");
        for (var command : new String[] {"show", "logs", "events", "resume"}) {
            assertThat(cli.run(command, "r-unknown", "--output", "json"))
                    .as(command)
                    .isEqualTo(ExitCode.NOT_FOUND);
            assertThat(error().get("code")).isEqualTo("run-not-found");
            assertThat(cli.err()).contains("r-unknown", "towpath runs");
        }
    }

    @Test
    void a_store_that_can_not_be_written() {
        cli.write("Hello.java", Sources.hello());
        cli.write("file", "");
        assertThat(cli.run("run", "Hello.java", "--store", "file")).isEqualTo(ExitCode.STORE);
        assertThat(cli.err()).contains("file");
        assertThat(cli.run("run", "Hello.java", "--store", "file/below", "--output", "json"))
                .isEqualTo(ExitCode.STORE);
        assertThat(error().get("code")).asString().startsWith("store-");
        assertThat(cli.run("doctor", "--store", "file")).isEqualTo(ExitCode.STORE);
        assertThat(cli.out()).contains("fail");
    }

    @Test
    void a_store_in_which_another_process_executes_runs() {
        cli.write("Hello.java", Sources.hello());
        cli.run("run", "Hello.java");
        try (var _ = Towpath.open(folder.resolve(".towpath"))) {
            assertThat(cli.run("run", "Hello.java")).isZero();
            assertThat(cli.run("resume", "last")).isZero();
            assertThat(cli.run("runs")).isZero();
            assertThat(cli.run("show", "last")).isZero();
            assertThat(cli.run("logs", "last")).isZero();
            assertThat(cli.run("events", "last")).isZero();
            assertThat(cli.run("artifacts", "ls")).isZero();
            assertThat(cli.run("doctor")).isZero();
            assertThat(cli.out()).contains("process " + ProcessHandle.current().pid() + " executes runs");
        }
        assertThat(cli.run("run", "Hello.java")).isZero();
    }

    @Test
    void a_store_of_a_newer_version_and_one_that_is_no_database() throws IOException, SQLException {
        cli.write("Hello.java", Sources.hello());
        cli.run("run", "Hello.java");
        try (var db = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(".towpath/towpath.db"));
                var statement = db.createStatement()) {
            statement.execute("PRAGMA user_version = 9999");
        }
        assertThat(cli.run("run", "Hello.java", "--output", "json")).isEqualTo(ExitCode.STORE);
        assertThat(error().get("code")).isEqualTo("store-newer");
        assertThat(cli.run("runs")).isEqualTo(ExitCode.STORE);
        Files.writeString(
                folder.resolve(".towpath/towpath.db"), "this is no database, and long enough to be seen as none");
        assertThat(cli.run("run", "Hello.java", "--output", "json")).isEqualTo(ExitCode.STORE);
        assertThat(error().get("code")).isEqualTo("store-corrupt");
        assertThat(cli.run("doctor")).isEqualTo(ExitCode.STORE);
    }

    @Test
    void a_blob_that_was_changed_behind_our_back() throws IOException {
        var source = Sources.of("F", """
            public static Pipeline<Input, FileRef> pipeline() {
                return Pipeline.<Input, FileRef>define("file", Input.class,
                        (p, in) -> p.step("make", F::make, in.get(Input::name), p.attempt()));
            }
            static FileRef make(String name, Attempt attempt) throws java.io.IOException {
                var file = attempt.newFile("a.txt");
                Files.writeString(file.path(), "content of " + name);
                return file;
            }\
            """);
        cli.write("F.java", source);
        assertThat(cli.run("run", "F.java", "--output", "json")).isZero();
        var output = (Map<?, ?>) ((Map<?, ?>) Json.parse(cli.out())).get("output");
        var blob = Path.of(String.valueOf(output.get("path")));
        blob.toFile().setWritable(true);
        Files.writeString(blob, "something else!!");
        assertThat(cli.run("artifacts", "cat", "file/make/output", "--output", "json"))
                .isEqualTo(ExitCode.STORE);
        assertThat(cli.err()).contains("file/make");
        assertThat(cli.run("doctor")).isEqualTo(ExitCode.STORE);
    }

    @Test
    void an_error_inside_towpath_asks_for_a_report() {
        cli.interrupts = (onInterrupt, onTerminate) -> {
            throw new IllegalStateException("broken on purpose");
        };
        cli.write("P.java", Sources.step("new java.util.concurrent.CountDownLatch(1).await(); return name;"));
        assertThat(cli.run("run", "P.java")).isEqualTo(ExitCode.ENGINE);
        assertThat(cli.err()).contains("broken on purpose", "fault in Towpath");
    }
}
