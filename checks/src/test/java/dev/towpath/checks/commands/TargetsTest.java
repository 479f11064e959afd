package dev.towpath.checks.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What can be run: what `init` wrote, a source file, a class on a class path, a jar, one pipeline of several.
@Timeout(180)
class TargetsTest {
    private static final String TWO = Programs.of("Two", """
        record Input(@Default("x") String text) {}

        public static Pipeline<Input, String> first() {
            return Pipeline.define("first", Input.class, (p, in) -> p.step("work", Two::work, in.get(Input::text)));
        }

        public static Pipeline<Input, String> second() {
            return Pipeline.define("second", Input.class, (p, in) -> p.step("work", Two::work, in.get(Input::text)));
        }

        static String work(String text) {
            return "worked on " + text;
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

    @Test
    void what_init_wrote_runs_at_once_and_an_ide_can_open_it() throws Exception {
        var init = cli.run("init").ok();
        assertThat(init.out()).contains("WordCount.java", "pom.xml", "towpath run WordCount.java");
        cli.run("validate", "WordCount.java").ok();
        var run = cli.json("run", "WordCount.java").ok();
        assertThat(run.get("status")).isEqualTo("SUCCEEDED");
        assertThat(run.get("output")).isNotNull();
        assertThat(cli.store().resolve(".gitignore")).isNotEmptyFile();
        var pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(cli.path("pom.xml").toFile());
        assertThat(pom.getDocumentElement().getTagName()).isEqualTo("project");
        assertThat(pom.getElementsByTagName("artifactId").getLength()).isPositive();
        assertThat(Files.readString(cli.path("pom.xml"))).contains("towpath-").doesNotContain("@VERSION@");
        assertThat(cli.run("init").with(2).err()).contains("WordCount.java", "is there already");
        cli.run("init", "below/here").ok();
        assertThat(cli.path("below/here/WordCount.java")).exists();
    }

    @Test
    void one_of_several_pipelines() {
        cli.write("Two.java", TWO);
        assertThat(cli.json("run", "Two.java", "--pipeline", "second").ok().get("pipeline"))
                .isEqualTo("second");
        assertThat(cli.run("validate", "Two.java").ok().out()).contains("first", "second");
        assertThat(cli.run("graph", "Two.java", "--pipeline", "first").ok().out())
                .contains("work");
    }

    @Test
    void a_class_on_a_class_path_and_a_jar() throws IOException {
        var classes = compile();
        var run = cli.json(
                        "run", "--class-path", classes.toString(), "pipes.Two", "--pipeline", "second", "--text", "y")
                .ok();
        assertThat(run.get("output")).isEqualTo("worked on y");
        var jar = jar(classes);
        assertThat(cli.json("run", jar.toString(), "--pipeline", "first").ok().get("output"))
                .isEqualTo("worked on x");
        assertThat(cli.json("run", "--class-path", jar.toString(), "pipes.Two", "--pipeline", "first")
                        .ok()
                        .get("pipeline"))
                .isEqualTo("first");
        cli.run("validate", jar.toString()).ok();
        assertThat(cli.json("run", "--class-path", classes.toString(), "pipes.Three")
                        .with(3)
                        .error()
                        .get("message"))
                .asString()
                .contains("pipes.Three");
        assertThat(cli.json("run", "none.jar").with(3).error().get("message"))
                .asString()
                .contains("none.jar");
        cli.write("torn.jar", "this is no jar");
        cli.json("run", "torn.jar").with(3).says("no-definition", "torn.jar", "torn.jar");
        cli.write("Two.java", TWO);
        cli.json("run", "Two.java", "--class-path", "torn.jar").with(3).says("no-definition", "torn.jar", "torn.jar");
    }

    private Path compile() throws IOException {
        var source = cli.path(cli.write("src/pipes/Two.java", "package pipes;\n" + TWO));
        var classes = Files.createDirectories(cli.path("classes"));
        var result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-parameters",
                        "-g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString(),
                        source.toString());
        assertThat(result).isZero();
        return classes;
    }

    private Path jar(Path classes) throws IOException {
        var jar = cli.path("two.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var files = Files.walk(classes)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                out.write(Files.readAllBytes(file));
                out.closeEntry();
            }
        }
        return jar;
    }

    @Test
    void a_source_file_seen_before_is_not_compiled_again_and_a_changed_one_is() throws IOException {
        cli.write("Two.java", TWO);
        assertThat(cli.json("run", "Two.java", "--pipeline", "first").ok().get("output"))
                .isEqualTo("worked on x");
        assertThat(cli.path(".cache")).isNotEmptyDirectory();
        assertThat(cli.json("run", "Two.java", "--pipeline", "first").ok().get("output"))
                .isEqualTo("worked on x");
        cli.write("Two.java", TWO.replace("worked on", "looked at"));
        assertThat(cli.json("run", "Two.java", "--pipeline", "first").ok().get("output"))
                .isEqualTo("looked at x");
    }

    @Test
    void a_cache_that_is_damaged_or_can_not_be_written_costs_time_only() throws IOException {
        cli.write("Two.java", TWO);
        var typed = new String[] {"run", "Two.java", "--pipeline", "first", "-q"};
        cli.run(typed).ok();
        for (var length : new int[] {0, 40, 100, 1000}) {
            for (var file : cached()) Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));
            assertThat(cli.run(typed).ok().out()).isEqualTo("\"worked on x\"\n");
        }
        for (var file : cached()) {
            var bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2]++;
            Files.write(file, bytes);
        }
        assertThat(cli.run(typed).ok().out()).isEqualTo("\"worked on x\"\n");
        cli.variables.put("TOWPATH_CACHE", cli.path("Two.java").toString());
        assertThat(cli.run(typed).ok().out()).isEqualTo("\"worked on x\"\n");
    }

    private List<Path> cached() throws IOException {
        try (var files = Files.walk(cli.path(".cache"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void version_and_help() {
        assertThat(cli.run("version").ok().out()).contains("25");
        assertThat(cli.run("--help").ok().out()).contains("run", "resume", "artifacts");
        for (var command : new String[] {"run", "init", "logs", "config"})
            assertThat(cli.run(command, "--help").ok().out()).contains("towpath " + command);
    }
}
