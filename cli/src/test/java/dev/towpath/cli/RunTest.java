package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.value.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs from the first to the last command that somebody types.
class RunTest {
    private static final String PARTS = Sources.of("Parts", """
        record Parts0(FileRef file, int lines) {}
        public static Pipeline<Input, FileRef> pipeline() {
            return Pipeline.<Input, FileRef>define("parts", Input.class, (p, in) -> {
                var names = p.step("names", Parts::names, in.get(Input::name));
                var made = p.each("make", Parts::make, names, p.attempt());
                return p.step("join", Parts::join, made, p.attempt());
            });
        }
        static List<String> names(String name) { return List.of(name + 1, name + 2, name + 3); }
        static String make(String name, Attempt attempt) {
            attempt.log().info("making " + name);
            return name.toUpperCase(Locale.ROOT);
        }
        static FileRef join(List<String> made, Attempt attempt) throws java.io.IOException {
            var file = attempt.newFile("all.txt");
            Files.writeString(file.path(), String.join(",", made));
            return file;
        }\
        """);

    private static final String WAITS = Sources.step("""
        if (Files.exists(Path.of(name))) return "done";
        new java.util.concurrent.CountDownLatch(1).await();
        return "never";\
        """);

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void open() {
        cli = new Cli(folder);
    }

    private Map<?, ?> json() {
        return (Map<?, ?>) Json.parse(cli.out());
    }

    private Map<?, ?> error() {
        return (Map<?, ?>) json().get("error");
    }

    @Test
    void the_result_goes_to_standard_output_and_what_a_step_prints_to_its_log() {
        assertThat(cli.run("run", cli.write("Hello.java", Sources.hello()), "--name", "Grace"))
                .isZero();
        assertThat(cli.out()).contains("✓ hello succeeded", "result  \"Hello, Grace!\"", "towpath show r-");
        assertThat(cli.err()).contains("greet  succeeded");
        assertThat(cli.out() + cli.err()).doesNotContain("printed by the step");
        assertThat(cli.run("logs", "last")).isZero();
        assertThat(cli.out()).contains("greet", "printed by the step");
        assertThat(folder.resolve(".towpath/.gitignore")).isNotEmptyFile();
    }

    @Test
    void json_is_the_only_thing_on_standard_output_and_has_the_contracts_names() {
        assertThat(cli.run("run", cli.write("Parts.java", PARTS), "--output", "json"))
                .isZero();
        var run = json();
        assertThat(run.keySet().stream().map(String::valueOf))
                .containsExactly("run", "pipeline", "status", "interrupted", "output", "steps", "error", "reason");
        assertThat(run.get("status")).isEqualTo("SUCCEEDED");
        assertThat(run.get("pipeline")).isEqualTo("parts");
        assertThat(run.get("error")).isNull();
        var output = (Map<?, ?>) run.get("output");
        assertThat(output.get("size")).isEqualTo(14L);
        assertThat(output.get("digest")).asString().hasSize(64);
        assertThat(Path.of(String.valueOf(output.get("path")))).hasContent("ADA1,ADA2,ADA3");
        assertThat(run.get("steps"))
                .isEqualTo(List.of(
                        Json.parse("{\"step\":\"names\",\"status\":\"SUCCEEDED\",\"attempts\":1,\"units\":null}"),
                        Json.parse(
                                "{\"step\":\"make\",\"status\":\"SUCCEEDED\",\"attempts\":3,\"units\":{\"SUCCEEDED\":3}}"),
                        Json.parse("{\"step\":\"join\",\"status\":\"SUCCEEDED\",\"attempts\":1,\"units\":null}")));
        var shown = cli.out();
        assertThat(cli.run("show", String.valueOf(run.get("run")), "--output", "json"))
                .isZero();
        assertThat(cli.out()).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"serial", "parallel", "batch=2"})
    void all_modes_give_the_same(String mode) {
        assertThat(cli.run("run", cli.write("Parts.java", PARTS), "--mode", mode, "--output", "json"))
                .isZero();
        var output = (Map<?, ?>) json().get("output");
        assertThat(Path.of(String.valueOf(output.get("path")))).hasContent("ADA1,ADA2,ADA3");
    }

    @Test
    void the_same_key_twice_gives_one_run() {
        var file = cli.write("Hello.java", Sources.hello());
        assertThat(cli.run("run", file, "--key", "k", "--output", "json")).isZero();
        var first = json().get("run");
        assertThat(cli.run("run", file, "--key", "k", "--output", "json")).isZero();
        assertThat(json().get("run")).isEqualTo(first);
        cli.write("key.yaml", "options:\n  key: k\n");
        assertThat(cli.run("run", file, "-f", "key.yaml", "--output", "json")).isZero();
        assertThat(json().get("run")).isEqualTo(first);
    }

    @Test
    void quiet_prints_the_result_only() {
        assertThat(cli.run("run", cli.write("Hello.java", Sources.hello()), "-q"))
                .isZero();
        assertThat(cli.out()).isEqualTo("\"Hello, Ada!\"\n");
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void a_failing_step_gives_a_card_with_place_and_hint_and_the_run_can_be_continued() throws IOException {
        var file = cli.write("P.java", Sources.step("""
            System.out.println("about to look");
            if (!Files.exists(Path.of(name))) throw new IllegalStateException("there is no " + name);
            return "found";\
            """));
        var marker = folder.resolve("marker");
        assertThat(cli.run("run", file, "--name", marker.toString())).isEqualTo(ExitCode.RUN_FAILED);
        assertThat(cli.out())
                .contains(
                        "✗ one-step failed",
                        "there is no " + marker,
                        "P.java:12",
                        "about to look",
                        "towpath resume r-");
        assertThat(cli.run("show", "last")).isZero();
        assertThat(cli.out()).contains("FAILED", "P.java:12", "--verbose");
        assertThat(cli.run("show", "last", "--verbose")).isZero();
        assertThat(cli.out()).contains("P.work(P.java:12)", "name: option --name");
        assertThat(cli.run("show", "last", "--output", "json")).isZero();
        assertThat(error().get("at")).isEqualTo("P.java:12");
        assertThat(error().get("step")).isEqualTo("work");
        Files.createFile(marker);
        Files.delete(folder.resolve(file));
        assertThat(cli.run("resume", "last", "--output", "json")).isZero();
        assertThat(json().get("output")).isEqualTo("found");
        assertThat(cli.run("resume", "last")).isZero();
        assertThat(cli.err()).contains("succeeded already");
    }

    @Test
    void ctrl_c_cancels_and_the_run_can_be_continued() throws IOException {
        cli.interrupts = (onInterrupt, onTerminate) -> {
            onInterrupt.run();
            return () -> {};
        };
        var marker = folder.resolve("marker");
        assertThat(cli.run("run", cli.write("P.java", WAITS), "--name", marker.toString()))
                .isEqualTo(ExitCode.CANCELLED);
        assertThat(cli.err()).contains("cancelling");
        assertThat(cli.out()).contains("cancelled", "towpath resume r-");
        assertThat(cli.run("show", "last", "--output", "json")).isZero();
        assertThat(json().get("status")).isEqualTo("CANCELLED");
        Files.createFile(marker);
        assertThat(cli.run("resume", "last", "-q")).isZero();
        assertThat(cli.out()).isEqualTo("\"done\"\n");
    }

    @Test
    void on_a_terminal_the_run_is_drawn_in_place_and_the_cursor_comes_back() {
        cli.terminal = new FakeTerminal();
        cli.interrupts = (onInterrupt, onTerminate) -> {
            onInterrupt.run();
            return () -> {};
        };
        var file = cli.write("P.java", Sources.step("""
            try { new java.util.concurrent.CountDownLatch(1).await(); }
            finally { new java.util.concurrent.CountDownLatch(1).await(500, java.util.concurrent.TimeUnit.MILLISECONDS); }
            return name;\
            """));
        assertThat(cli.run("run", file)).isEqualTo(ExitCode.CANCELLED);
        assertThat(cli.err())
                .contains("\u001b[?25l", "one-step", "work", "Ctrl-C again kills")
                .endsWith("\u001b[?25h");
        cli.variables.put("CI", "true");
        assertThat(cli.run("run", file)).isEqualTo(ExitCode.CANCELLED);
        assertThat(cli.err()).doesNotContain("\u001b[?25l");
    }

    @Test
    void a_run_whose_process_ended_is_interrupted_is_named_by_the_next_run_and_can_be_continued() throws IOException {
        cli.interrupts = (onInterrupt, onTerminate) -> {
            onTerminate.run();
            return () -> {};
        };
        var marker = folder.resolve("marker");
        var file = cli.write("P.java", WAITS);
        cli.run("run", file, "--name", marker.toString());
        assertThat(cli.err()).contains("continue with: towpath resume r-");
        cli.interrupts = Interrupts.NONE;
        assertThat(cli.run("show", "last", "--output", "json")).isZero();
        assertThat(json().get("status")).isEqualTo("RUNNING");
        assertThat(json().get("interrupted")).isEqualTo(true);
        var interrupted = String.valueOf(json().get("run"));
        assertThat(cli.run("runs")).isZero();
        assertThat(cli.out()).contains("INTERRUPTED");
        Files.createFile(marker);
        assertThat(cli.run("run", file, "--name", marker.toString())).isZero();
        assertThat(cli.err()).contains("towpath resume " + interrupted);
        assertThat(cli.run("resume", interrupted, "-q")).isZero();
        assertThat(cli.out()).isEqualTo("\"done\"\n");
    }

    @Test
    void a_run_whose_library_is_gone_says_so_and_goes_on_when_it_is_back() throws IOException {
        var compiled = (SourceCompiler.Outcome.Compiled) new SourceCompiler(List.of())
                .compile(
                        "Greeting.java",
                        "public final class Greeting { public static String of() { return \"Hi\"; } }");
        var jar = folder.resolve("greeting.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("Greeting.class"));
            out.write(compiled.classes().values().iterator().next());
        }
        var file = cli.write("P.java", Sources.step("""
            if (!Files.exists(Path.of(name))) throw new IllegalStateException("not yet");
            return Greeting.of();\
            """));
        var marker = folder.resolve("marker");
        assertThat(cli.run("run", file, "--class-path", "greeting.jar", "--name", marker.toString()))
                .as(cli.err())
                .isEqualTo(ExitCode.RUN_FAILED);
        Files.createFile(marker);
        Files.move(jar, folder.resolve("elsewhere.jar"));
        assertThat(cli.run("resume", "last")).as(cli.err()).isEqualTo(ExitCode.INVALID);
        assertThat(cli.err()).contains("greeting.jar", "is gone", "Put the file back");
        assertThat(cli.run("resume", "last", "--output", "json")).isEqualTo(ExitCode.INVALID);
        assertThat(json().get("run")).asString().startsWith("r-");
        assertThat(json().get("status")).isEqualTo("QUEUED");
        assertThat(json().get("interrupted")).isEqualTo(false);
        assertThat(error().get("code")).isEqualTo("missing-code");
        assertThat(error().get("message")).asString().contains("greeting.jar");
        assertThat(error().get("hint")).asString().contains("Put the file back");
        assertThat(cli.run("show", "last")).isZero();
        assertThat(cli.out()).contains("QUEUED", "greeting.jar", "towpath resume");
        Files.move(folder.resolve("elsewhere.jar"), jar);
        assertThat(cli.run("resume", "last", "-q")).isZero();
        assertThat(cli.out()).isEqualTo("\"Hi\"\n");
    }

    @Test
    void a_file_named_in_a_file_of_inputs_lies_beside_it() {
        var source = cli.write("Size.java", Sources.of("Size", """
            record Job(FileRef text) {}
            public static Pipeline<Job, Integer> pipeline() {
                return Pipeline.define("size", Job.class, (p, in) -> p.step("size", Size::size, in.get(Job::text)));
            }
            static int size(FileRef text) throws java.io.IOException { return Files.readString(text.path()).length(); }\
            """));
        cli.write("jobs/text.txt", "four");
        cli.write("jobs/job.yaml", "text: text.txt\n");
        assertThat(cli.run("run", source, "-f", "jobs/job.yaml", "-q"))
                .as(cli.err())
                .isZero();
        assertThat(cli.out()).isEqualTo("4\n");
        assertThat(cli.run("run", source, "--set", "text=text.txt")).isEqualTo(ExitCode.INVALID);
    }

    @Test
    void runs_are_listed_newest_first_and_found_by_the_start_of_their_names() {
        var file = cli.write("Hello.java", Sources.hello());
        cli.run("run", file, "--output", "json");
        var first = String.valueOf(json().get("run"));
        cli.run("run", file, "--output", "json");
        var second = String.valueOf(json().get("run"));
        assertThat(cli.run("runs", "--output", "json")).isZero();
        assertThat((List<?>) Json.parse(cli.out()))
                .extracting(run -> ((Map<?, ?>) run).get("run"))
                .isEqualTo(List.of(second, first));
        assertThat(cli.run("runs")).isZero();
        assertThat(cli.out()).contains("RUN", "hello", "✓ SUCCEEDED");
        assertThat(cli.run("runs", "--limit", "1", "--output", "json")).isZero();
        assertThat(cli.out()).contains(second).doesNotContain(first);
        assertThat(cli.run("runs", "--status", "failed")).isZero();
        assertThat(cli.out()).contains("No runs");
        assertThat(cli.run("show", first.substring(0, 24), "--output", "json")).isIn(0, ExitCode.USAGE);
        assertThat(cli.run("show", "r-zzzz")).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(cli.err()).contains("r-zzzz", "towpath runs");
    }

    @Test
    void runs_that_a_step_asked_for_are_listed_only_with_all_and_are_never_the_last() {
        var file = cli.write("Many.java", Sources.of("Many", """
            record Word(String text) {}
            public static Pipeline<Input, List<String>> pipeline() {
                return Pipeline.define("many", Input.class, (p, in) -> {
                    var up = Pipeline.define("up", Word.class, (q, word) -> q.step("up", Many::up, word.get(Word::text)));
                    return p.expand("words", p.step("calls", Many::calls, in.get(Input::name)), up);
                });
            }
            static List<Call<String>> calls(String name) {
                return List.of(Call.to("up", new Word(name)), Call.to("up", new Word("b")));
            }
            static String up(String text) { return text.toUpperCase(Locale.ROOT); }\
            """));
        assertThat(cli.run("run", file, "--output", "json")).as(cli.err()).isZero();
        var run = String.valueOf(json().get("run"));
        assertThat(cli.run("show", "--output", "json")).isZero();
        assertThat(json().get("run")).isEqualTo(run);
        assertThat(cli.run("runs", "--output", "json")).isZero();
        assertThat((List<?>) Json.parse(cli.out()))
                .singleElement()
                .extracting(listed -> ((Map<?, ?>) listed).get("parent"))
                .isNull();
        assertThat(cli.run("runs", "--all", "--output", "json")).isZero();
        assertThat((List<?>) Json.parse(cli.out()))
                .extracting(listed -> ((Map<?, ?>) listed).get("parent"))
                .isEqualTo(Arrays.asList(run, run, null));
        assertThat(cli.run("runs")).isZero();
        assertThat(cli.out()).doesNotContain("ASKED FOR BY");
        assertThat(cli.run("runs", "--all", "--pipeline", "up")).isZero();
        assertThat(cli.out()).contains("ASKED FOR BY", run.substring(0, 12));
    }

    @Test
    void artifacts_are_listed_copied_and_printed() {
        cli.run("run", cli.write("Parts.java", PARTS));
        assertThat(cli.run("artifacts", "ls")).isZero();
        assertThat(cli.out())
                .contains("parts/join/output/1", "all.txt", "14 B", "text/plain", "parts/make/output/1 [3]");
        assertThat(cli.run("artifacts", "cat", "parts/join/output")).isZero();
        assertThat(cli.out()).isEqualTo("ADA1,ADA2,ADA3");
        assertThat(cli.run("artifacts", "get", "parts/join/output")).isZero();
        assertThat(folder.resolve("all.txt")).hasContent("ADA1,ADA2,ADA3");
        assertThat(cli.run("artifacts", "get", "parts/join/output")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("all.txt is there already", "--force");
        assertThat(cli.run("artifacts", "get", "parts/join/output/1", "-o", "other.txt"))
                .isZero();
        assertThat(folder.resolve("other.txt")).hasContent("ADA1,ADA2,ADA3");
        assertThat(cli.run("artifacts", "cat", "parts/make/output")).isZero();
        assertThat(cli.out()).isEqualTo("[\"ADA1\",\"ADA2\",\"ADA3\"]");
        assertThat(cli.run("artifacts", "cat", "parts/none/output")).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(cli.run("artifacts", "get")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.run("artifacts", "gte", "x")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("Did you mean 'get'?");
    }

    @Test
    void logs_are_filtered_paged_and_tailed() {
        cli.run("run", cli.write("Parts.java", PARTS), "--mode", "serial");
        assertThat(cli.run("logs", "last", "--step", "make")).isZero();
        assertThat(cli.out().lines()).hasSize(3);
        assertThat(cli.run("logs", "last", "--step", "make", "--unit", "1")).isZero();
        assertThat(cli.out()).contains("making Ada2").doesNotContain("Ada1");
        assertThat(cli.run("logs", "last", "--tail", "1")).isZero();
        assertThat(cli.out()).contains("making Ada3").doesNotContain("Ada2");
        assertThat(cli.run("logs", "last", "--offset", "2")).isZero();
        assertThat(cli.out().lines()).hasSize(1);
        assertThat(cli.run("logs", "last", "-f")).isZero();
        assertThat(cli.out().lines()).hasSize(3);
        assertThat(cli.run("logs", "last", "--output", "json")).isZero();
        assertThat((List<?>) Json.parse(cli.out())).hasSize(3);
        assertThat(cli.run("logs", "last", "--step", "mkae")).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(cli.err()).contains("Did you mean 'make'?");
        assertThat(cli.run("logs", "last", "--tail", "x")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void events_and_units_are_shown() {
        cli.run("run", cli.write("Parts.java", PARTS));
        assertThat(cli.run("events", "last")).isZero();
        assertThat(cli.out()).contains("EVENT", "make", "join");
        assertThat(cli.run("events", "last", "--from", "2", "--limit", "1", "--output", "json"))
                .isZero();
        assertThat((List<?>) Json.parse(cli.out())).hasSize(1);
        assertThat(cli.run("show", "last", "--units", "make")).isZero();
        assertThat(cli.out()).contains("UNIT", "✓ SUCCEEDED");
        assertThat(cli.run("show", "last", "--units", "nothing")).isEqualTo(ExitCode.NOT_FOUND);
    }

    @Test
    void one_step_can_be_executed_from_what_a_run_has_stored() {
        var file = cli.write("Parts.java", PARTS);
        assertThat(cli.run("run", file, "--only", "join")).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(cli.err()).contains("Run the whole pipeline first");
        cli.run("run", file);
        assertThat(cli.run("run", file, "--only", "join", "--output", "json")).isZero();
        assertThat(cli.out()).contains("\"CACHED\"", "\"SUCCEEDED\"");
        assertThat(cli.run("run", file, "--only", "jion")).isNotZero();
    }

    @Test
    void plan_shows_everything_and_executes_nothing() throws IOException {
        var file = cli.write("Parts.java", PARTS);
        assertThat(cli.run("plan", file, "--name", "Bob")).isZero();
        assertThat(cli.out()).contains("name", "Bob", "option --name", "names", "make", "for each", "FileRef");
        assertThat(folder.resolve(".towpath")).doesNotExist();
        assertThat(cli.run("plan", file, "--output", "json")).isZero();
        assertThat(((List<?>) json().get("steps"))).hasSize(3);
        assertThat(cli.run("graph", file, "--as", "svg", "-o", "g.svg")).isZero();
        assertThat(Files.readString(folder.resolve("g.svg"))).startsWith("<svg");
        assertThat(cli.run("graph", file, "--as", "png")).isEqualTo(ExitCode.USAGE);
        assertThat(folder.resolve(".towpath")).doesNotExist();
    }

    @Test
    void what_init_writes_runs_at_once_in_an_empty_folder_and_is_never_overwritten() {
        assertThat(cli.run("init")).isZero();
        assertThat(cli.out()).contains("towpath run WordCount.java");
        assertThat(cli.run("run", "WordCount.java")).as(cli.err()).isZero();
        assertThat(cli.out()).contains("✓ word-count succeeded", "words.csv");
        assertThat(cli.run("artifacts", "cat", "word-count/report/output")).isZero();
        assertThat(cli.out().lines()).hasSize(10);
        assertThat(cli.run("init")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("WordCount.java is there already", "Nothing was written");
        assertThat(cli.run("init", "other")).isZero();
        assertThat(folder.resolve("other/pom.xml")).content().contains("towpath-core");
        assertThat(cli.run("init", "third", "--output", "json")).isZero();
        assertThat((List<?>) json().get("files")).hasSize(2);
    }

    @Test
    void doctor_finds_everything_in_order() {
        cli.run("run", cli.write("Parts.java", PARTS));
        assertThat(cli.run("doctor")).as(cli.out()).isZero();
        assertThat(cli.out())
                .contains(
                        "java", "store", "1 run", "owners", "no process executes runs", "compared with their digests");
        assertThat(cli.run("doctor", "--output", "json")).isZero();
        assertThat((List<?>) Json.parse(cli.out())).hasSizeGreaterThan(5);
    }
}
