package dev.towpath.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The launcher with a small program in the place of the real one, in a folder whose name has a space.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the shell launcher; towpath.cmd is for Windows")
class LauncherTest {
    private static final String PROGRAM = """
        package dev.towpath.cli;

        final class Main {
            public static void main(String[] args) throws Exception {
                var options = String.join(" ", ProcessHandle.current().info().arguments().orElse(new String[0]));
                switch (args[0]) {
                    case "say" -> System.out.println(String.join("|", args));
                    case "exit" -> System.exit(Integer.parseInt(args[1]));
                    case "wait" -> { System.out.println("waiting"); new java.util.concurrent.CountDownLatch(1).await(); }
                    default -> System.out.println(options);
                }
            }
        }
        """;

    @TempDir
    static Path temporary;

    private static Path home;

    private record Ended(int code, String out, String err) {}

    @BeforeAll
    static void put_a_program_where_the_build_puts_it() throws Exception {
        home = Files.createDirectories(temporary.resolve("a folder"));
        for (var name :
                List.of("towpath", "build/distribution.sh", "build/find-jdk.sh", "pom.xml", "examples/Hello.java")) {
            Files.createDirectories(home.resolve(name).getParent());
            Files.copy(Checkout.ROOT.resolve(name), home.resolve(name));
        }
        var jar = Files.createDirectories(home.resolve("cli/target/dist/1/lib")).resolve("towpath-cli.jar");
        pack(jar);
        Files.writeString(home.resolve("cli/target/dist/state"), "CLASS_PATH='" + jar + "'\n");
    }

    private static void pack(Path jar) throws IOException {
        var source = Files.writeString(temporary.resolve("Main.java"), PROGRAM);
        var classes = Files.createDirectories(temporary.resolve("classes"));
        var compiled =
                ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", classes.toString(), source.toString());
        assertThat(compiled).isZero();
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("dev/towpath/cli/Main.class"));
            Files.copy(classes.resolve("dev/towpath/cli/Main.class"), out);
        }
    }

    @Test
    void arguments_reach_the_command_as_they_were_typed() throws Exception {
        assertThat(start("say", "two words", "*", "it's", "").out()).isEqualTo("say|two words|*|it's|\n");
    }

    @Test
    void the_exit_code_is_the_commands() throws Exception {
        assertThat(start("exit", "3").code()).isEqualTo(3);
    }

    @Test
    void a_link_to_the_launcher_starts_the_same_command() throws Exception {
        var link = Files.createSymbolicLink(temporary.resolve("linked"), home.resolve("towpath"));

        assertThat(run(Map.of("TOWPATH_NO_BUILD", "1"), link.toString(), "say", "hi")
                        .out())
                .isEqualTo("say|hi\n");
    }

    @Test
    void a_signal_reaches_the_command() throws Exception {
        var process = builder(
                        Map.of("TOWPATH_NO_BUILD", "1"), home.resolve("towpath").toString(), "wait")
                .start();
        process.inputReader().readLine();

        process.destroy();

        assertThat(process.waitFor()).isEqualTo(128 + 15);
        assertThat(process.toHandle().descendants()).isEmpty();
    }

    @Test
    void the_second_start_uses_the_cache_of_the_first() throws Exception {
        start("say");

        assertThat(start("options").out()).contains("-XX:AOTCache=" + home).contains("TieredStopAtLevel=1");
    }

    @Test
    void a_broken_cache_does_not_show() throws Exception {
        start("say");
        Files.writeString(home.resolve("cli/target/dist/1/start.aot"), "broken");

        assertThat(start("say", "hi")).isEqualTo(new Ended(0, "say|hi\n", ""));
    }

    @Test
    void runs_keep_the_second_compiler() throws Exception {
        assertThat(start("run").out()).doesNotContain("TieredStopAtLevel");
    }

    @Test
    void options_for_the_jvm_come_last() throws Exception {
        var ended = run(
                Map.of("TOWPATH_NO_BUILD", "1", "TOWPATH_JAVA_OPTS", "-Xmx99m -Da=b"),
                home.resolve("towpath").toString(),
                "options");

        assertThat(ended.out()).contains("-Xmx99m -Da=b -cp");
    }

    @Test
    void without_maven_a_build_says_what_to_install() throws Exception {
        var bare = Files.createDirectories(temporary.resolve("bare"));
        for (var name : List.of("towpath", "build/distribution.sh", "build/find-jdk.sh")) {
            Files.createDirectories(bare.resolve(name).getParent());
            Files.copy(Checkout.ROOT.resolve(name), bare.resolve(name));
        }
        var path = Files.createDirectories(temporary.resolve("tools"));
        for (var tool : List.of("mkdir", "cat", "rm", "date", "find", "readlink")) {
            var script = Files.writeString(path.resolve(tool), "#!/bin/sh\nexec " + where(tool) + " \"$@\"\n");
            assertThat(script.toFile().setExecutable(true)).isTrue();
        }

        var ended = run(Map.of("PATH", path.toString()), bare.resolve("towpath").toString(), "say");

        assertThat(ended.code()).isEqualTo(7);
        assertThat(ended.err()).contains("Maven").contains("apt install maven");
    }

    private static String where(String tool) throws Exception {
        return run(Map.of(), "sh", "-c", "command -v " + tool).out().strip();
    }

    private static Ended start(String... words) throws Exception {
        var command = new String[words.length + 1];
        command[0] = home.resolve("towpath").toString();
        System.arraycopy(words, 0, command, 1, words.length);
        return run(Map.of("TOWPATH_NO_BUILD", "1"), command);
    }

    private static Ended run(Map<String, String> environment, String... command) throws Exception {
        var errors = Files.createTempFile(temporary, "err", ".txt");
        var process =
                builder(environment, command).redirectError(errors.toFile()).start();
        try (OutputStream input = process.getOutputStream()) {
            input.flush();
        }
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out, Files.readString(errors));
    }

    private static ProcessBuilder builder(Map<String, String> environment, String... command) {
        var builder = new ProcessBuilder(command).directory(temporary.toFile());
        builder.environment().put("TOWPATH_JAVA", System.getProperty("java.home"));
        builder.environment().remove("TOWPATH_JAVA_OPTS");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(environment);
        return builder;
    }
}
