package dev.towpath.checks.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.value.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Steps that go wrong: the run fails, says what, where and what to do, and nothing acknowledged is lost.
@Timeout(180)
class FailingStepsTest {
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "return null;                                            | null-result    | returned null",
                "throw new AssertionError(\"wrong\");                    | step-failed    | AssertionError: wrong",
                "throw new Error(\"odd\");                               | step-failed    | Error: odd",
                "throw new LinkageError(\"torn\");                       | step-failed    | LinkageError: torn",
                "return work(text, attempt) + 1;                         | step-failed    | StackOverflowError",
                "throw new BusinessError(\"sold out\");                  | business-error | sold out",
                "throw new java.io.IOException(\"gone\");                | step-failed    | IOException: gone",
                "attempt.cancelled(); throw new Exception();             | step-failed    | Exception",
            })
    void a_step_that_throws_or_returns_null(String body, String code, String what) {
        var run = cli.json("run", cli.write("One.java", Programs.step(body))).with(1);
        run.says(code, what, "One.java:").says(code, what, "work");
        assertThat(run.get("status")).isEqualTo("FAILED");
        assertThat(run.step("work").get("status")).isEqualTo("FAILED");
        assertThat(run.step("work").get("attempts")).isEqualTo(1L);
        if (!code.equals("null-result")) assertThat(run.error().get("at")).isEqualTo("One.java:16");
    }

    @Test
    void a_step_that_runs_out_of_memory() {
        cli.jvm.add("-Xmx48m");
        cli.write("One.java", Programs.step("""
            var hoard = new ArrayList<long[]>();
            while (true) hoard.add(new long[100_000]);\
            """));
        var run = cli.json("run", "One.java").with(1);
        run.says("out-of-memory", "-Xmx", "One.java:17").says("out-of-memory", "OutOfMemoryError", "work");
        assertThat(run.get("status")).isEqualTo("FAILED");
        assertThat(cli.json("show", run.run()).ok().error()).isEqualTo(run.error());
    }

    @Test
    void the_engine_out_of_memory_ends_the_process_and_the_run_can_be_continued() {
        cli.write("Hog.java", Programs.of("Hog", """
            record Input(String folder) {}

            public static Pipeline<Input, Integer> pipeline() {
                return Pipeline.define("hog", Input.class, (p, in) -> {
                    var numbers = p.step("numbers", Hog::numbers, in.get(Input::folder));
                    return p.step("sum", Hog::sum, p.each("each", Hog::each, numbers).after(numbers));
                });
            }

            static List<Integer> numbers(String folder) throws Exception {
                mark(Path.of(folder, "marks"), "numbers");
                return java.util.stream.IntStream.range(0, 3000).boxed().toList();
            }

            static int each(int number) {
                if (number == 10 && Runtime.getRuntime().maxMemory() < 100_000_000) {
                    var thread = new Thread(Hog::eat);
                    thread.setDaemon(true);
                    thread.start();
                }
                return number;
            }

            static void eat() {
                var all = new ArrayList<byte[]>();
                while (true) {
                    for (var size = 1 << 20; size > 16; size /= 2) {
                        try {
                            while (true) all.add(new byte[size]);
                        } catch (OutOfMemoryError e) {
                            // the rest, in smaller pieces
                        }
                    }
                }
            }

            static int sum(List<Integer> numbers) {
                return numbers.size();
            }
            """));
        cli.jvm.add("-Xmx40m");
        cli.run("run", "Hog.java", "--folder", folder.toString()).with(8);
        cli.jvm.clear();
        assertThat(cli.json("resume", "last").ok().get("output")).isEqualTo(3000L);
        assertThat(cli.path("marks")).hasContent("numbers");
    }

    @Test
    void a_library_that_ends_the_process() throws IOException {
        var jar = library("quits.jar", "Quits", """
            public final class Quits {
                public static String now(int code) {
                    System.exit(code);
                    return "never";
                }
            }
            """);
        cli.write("Calls.java", Programs.of("Calls", """
            record Input(@Default("3") int code) {}

            public static Pipeline<Input, String> pipeline() {
                return Pipeline.define("calls", Input.class, (p, in) -> {
                    var first = p.step("first", Calls::first);
                    return p.step("call", Calls::call, first, in.get(Input::code));
                });
            }

            static String first() {
                return "first";
            }

            static String call(String before, int code) {
                return before + Quits.now(code);
            }
            """));
        var run = cli.json("run", "Calls.java", "--class-path", jar.toString(), "--code", "0")
                .with(1);
        run.says("exit-called", "System.exit", "Calls.java:22").says("exit-called", "exception", "call");
        assertThat(run.get("status")).isEqualTo("FAILED");
        assertThat(run.step("first").get("status")).isEqualTo("SUCCEEDED");
        assertThat(cli.json("show").ok().json()).isEqualTo(run.json());
    }

    private Path library(String name, String className, String source) throws IOException {
        var file = cli.path(cli.write("library/" + className + ".java", source));
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", file.getParent().toString(), file.toString()))
                .isZero();
        var jar = cli.path(name);
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry(className + ".class"));
            out.write(Files.readAllBytes(file.resolveSibling(className + ".class")));
            out.closeEntry();
        }
        return jar;
    }

    @Test
    void a_library_that_is_gone_is_named_and_the_run_goes_on_when_it_is_back() throws IOException {
        var jar = library(
                "words.jar", "Words", "public final class Words { public static String last() { return \" last\"; } }");
        cli.write("Gated.java", Programs.GATED.replace("before + \" second\"", "before + Words.last()"));
        cli.start("run", "Gated.java", "--class-path", "words.jar", "--folder", folder.toString())
                .untilExists(cli.path("marks"))
                .kill();
        cli.write("gate", "");
        var hidden = Files.move(jar, cli.path("hidden"));
        cli.json("resume", "last").with(3).says("missing-code", "words.jar", "r-");
        assertThat(cli.json("show", "last").ok().get("status")).isEqualTo("RUNNING");
        Files.move(hidden, jar);
        assertThat(cli.json("resume", "last").ok().get("output")).isEqualTo("first last");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "1000000, 2000"})
    void a_list_of_no_element_and_of_a_million(int count, int chunks) {
        cli.jvm.add("-Xmx512m");
        cli.write("Wide.java", Programs.of("Wide", """
            record Input(int count) {}
            record Result(int each, int batch, long sum) {}

            public static Pipeline<Input, Result> pipeline() {
                return Pipeline.<Input, Result>define("wide", Input.class, (p, in) -> {
                    var numbers = p.step("numbers", Wide::numbers, in.get(Input::count));
                    var each = p.each("each", Wide::twice, numbers);
                    var batch = p.batch("batch", Wide::all, each, 500);
                    return p.step("result", Wide::result, each, batch);
                });
            }

            static List<Integer> numbers(int count) {
                return java.util.stream.IntStream.range(0, count).boxed().toList();
            }

            static int twice(int number) {
                return 2 * number;
            }

            static List<Long> all(List<Integer> numbers) {
                return numbers.stream().map(Integer::longValue).toList();
            }

            static Result result(List<Integer> each, List<Long> batch) {
                return new Result(each.size(), batch.size(), batch.stream().mapToLong(Long::longValue).sum());
            }
            """));
        var run = cli.json("run", "Wide.java", "--count", String.valueOf(count)).ok();
        var expected = Map.of("each", (long) count, "batch", (long) count, "sum", (long) count * (count - 1));
        assertThat(run.get("output")).isEqualTo(expected);
        assertThat(run.units("each", "SUCCEEDED")).isEqualTo(count);
        assertThat(run.units("batch", "SUCCEEDED")).isEqualTo(chunks);
        assertThat(run.step("each").get("units"))
                .isEqualTo(Json.parse(count == 0 ? "{}" : "{\"SUCCEEDED\": " + count + "}"));
        var shown = cli.json("show").ok();
        assertThat(shown.json()).isEqualTo(run.json());
        if (count > 0) {
            var file = count == 1 ? "small.json" : "big.json";
            cli.run("artifacts", "get", "wide/each/output", "-o", file).ok();
            assertThat(cli.path(file)).exists();
        }
    }

    @Test
    void the_last_lines_of_the_log_are_shown_with_the_failure() {
        var run = cli.run("run", cli.write("One.java", Programs.step("""
            for (var i = 0; i < 30; i++) System.out.println("line " + i);
            throw new IllegalStateException("at the end");\
            """)));
        assertThat(run.with(1).out()).contains("line 29", "at the end", "One.java:17", "towpath resume r-");
    }
}
