package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command as a process of its own: signals and exit codes.
class ProcessTest {
    private static final String WAITS = Sources.step("""
        if (Files.exists(Path.of(name))) return "done";
        if (name.equals("stubborn")) while (true) Thread.onSpinWait();
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

    private Process start(String... typed) throws IOException {
        return command(typed).start();
    }

    private ProcessBuilder command(String... typed) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                absoluteClassPath(),
                "dev.towpath.cli.Main"));
        command.addAll(List.of(typed));
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("HOME", folder.resolve("home").toString());
        builder.redirectOutput(folder.resolve("out").toFile());
        return builder;
    }

    private static String absoluteClassPath() {
        var parts = new ArrayList<String>();
        for (var part : System.getProperty("java.class.path").split(File.pathSeparator)) {
            parts.add(Path.of(part).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, parts);
    }

    private static BufferedReader errors(Process process) {
        return new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
    }

    private static void awaitLine(BufferedReader lines, String part) throws IOException {
        var seen = new StringBuilder();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.contains(part)) return;
            seen.append(line).append('\n');
        }
        throw new AssertionError("no line with '" + part + "' in:\n" + seen);
    }

    private static void signal(Process process, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    private static int end(Process process) throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the process did not end");
        }
        return process.exitValue();
    }

    @Test
    void ctrl_c_cancels_with_exit_code_5() throws Exception {
        assumeFalse(cli.env().isWindows());
        cli.write("P.java", WAITS);
        var process = start("run", "P.java");
        try (var errors = errors(process)) {
            awaitLine(errors, "running");
            signal(process, "INT");
            awaitLine(errors, "cancelling");
        }
        assertThat(end(process)).isEqualTo(ExitCode.CANCELLED);
        assertThat(cli.run("show", "last", "--output", "json")).isZero();
        assertThat(cli.out()).contains("\"CANCELLED\"", "\"reason\": \"Ctrl-C\"");
    }

    @Test
    void a_second_ctrl_c_kills_at_once() throws Exception {
        assumeFalse(cli.env().isWindows());
        cli.write("P.java", WAITS);
        var process = start("run", "P.java", "--name", "stubborn", "--grace", "1h");
        try (var errors = errors(process)) {
            awaitLine(errors, "running");
            signal(process, "INT");
            awaitLine(errors, "cancelling");
            signal(process, "INT");
        }
        assertThat(end(process)).isEqualTo(130);
    }

    @Test
    void asked_to_end_it_leaves_the_run_interrupted_and_says_how_to_go_on() throws Exception {
        assumeFalse(cli.env().isWindows());
        cli.write("P.java", WAITS);
        var marker = folder.resolve("marker");
        var process = start("run", "P.java", "--name", marker.toString());
        try (var errors = errors(process)) {
            awaitLine(errors, "running");
            signal(process, "TERM");
            awaitLine(errors, "continue with: towpath resume r-");
        }
        assertThat(end(process)).isEqualTo(143);
        assertThat(cli.run("show", "last", "--output", "json")).isZero();
        assertThat(cli.out()).contains("\"RUNNING\"", "\"interrupted\": true");
        Files.createFile(marker);
        assertThat(cli.run("resume", "last", "-q")).isZero();
        assertThat(cli.out()).isEqualTo("\"done\"\n");
    }

    @Test
    void a_step_that_ends_the_process_fails_the_run() throws Exception {
        cli.write("P.java", Sources.step("leave(3); return name;").replace("static String work", """
            static void leave(int code) throws Exception {
                Class.forName("java.lang.System").getMethod("exit", int.class).invoke(null, code);
            }
            static String work\
            """));
        var process = start("run", "P.java", "--output", "json");
        assertThat(end(process)).isEqualTo(ExitCode.RUN_FAILED);
        assertThat(Files.readString(folder.resolve("out"))).contains("\"exit-called\"", "\"FAILED\"");
        assertThat(cli.run("show", "last", "--output", "json")).isZero();
        assertThat(cli.out()).contains("\"exit-called\"");
    }

    @Test
    void a_start_loads_nothing_that_it_does_not_need() throws Exception {
        cli.write("Hello.java", Sources.hello());
        assertThat(end(start("run", "Hello.java", "-q"))).isZero();
        var loaded = folder.resolve("loaded");
        var builder = command("run", "Hello.java", "-q");
        builder.command().add(1, "-Xlog:class+load:file=" + loaded);
        assertThat(end(builder.start())).isZero();
        var classes = Files.readString(loaded);
        assertThat(classes).contains("dev.towpath.cli.RunCommand");
        for (var needless : List.of(
                "org.snakeyaml",
                "com.sun.tools.javac",
                "databind",
                "picocli",
                "jdk.internal.org.jline",
                "flyway",
                "java.net.http",
                "dev.towpath.cli.graph",
                "dev.towpath.cli.ShowCommand")) {
            assertThat(classes.lines().filter(line -> line.contains(needless)).findFirst())
                    .as(needless)
                    .isEmpty();
        }
    }

    @Test
    void what_a_definition_prints_is_no_result() throws Exception {
        cli.write(
                "Hello.java",
                Sources.hello()
                        .replace("return Pipeline", "System.out.println(\"while defining\");\n return Pipeline"));
        var process = start("run", "Hello.java", "-q");
        try (var errors = errors(process)) {
            awaitLine(errors, "while defining");
        }
        assertThat(end(process)).isZero();
        assertThat(folder.resolve("out")).hasContent("\"Hello, Ada!\"");
    }
}
