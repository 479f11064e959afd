package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `towpath` makes of what it is pointed at.
class DefinitionsTest {
    private static final String TWO = Sources.of("Two", """
        public static Pipeline<Input, String> first() {
            return Pipeline.define("one", Input.class, (p, in) -> p.step("a", Two::a, in.get(Input::name)));
        }
        public static Pipeline<Input, String> second() {
            return Pipeline.define("NAME", Input.class, (p, in) -> p.step("a", Two::a, in.get(Input::name)));
        }
        static String a(String name) { return name; }\
        """);

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void open() {
        cli = new Cli(folder);
    }

    private void refused(String... expected) {
        assertThat(cli.out() + cli.err()).contains(expected);
    }

    @Test
    void a_good_file_is_valid() {
        assertThat(cli.run("validate", cli.write("Hello.java", Sources.hello())))
                .isZero();
        assertThat(cli.out()).isEqualTo("✓ hello: 1 step\n");
    }

    @Test
    void of_several_pipelines_one_must_be_named_and_the_error_lists_them() {
        var file = cli.write("Two.java", TWO.replace("NAME", "two"));
        assertThat(cli.run("plan", file)).isEqualTo(ExitCode.INVALID);
        refused("there are 2 pipelines: one, two", "--pipeline NAME");
        for (var name : List.of("two", "second", "Two.second")) {
            assertThat(cli.run("plan", file, "--pipeline", name)).isZero();
            assertThat(cli.out()).startsWith("two");
        }
        assertThat(cli.run("plan", file, "--pipeline", "tow")).isEqualTo(ExitCode.INVALID);
        refused("no pipeline 'tow'", "Did you mean 'two'?");
        assertThat(cli.run("validate", file)).isZero();
    }

    @Test
    void two_pipelines_with_one_name_are_refused() {
        assertThat(cli.run("plan", cli.write("Two.java", TWO.replace("NAME", "one"))))
                .isEqualTo(ExitCode.INVALID);
        refused("two pipelines are called 'one'", "Two.first and Two.second");
    }

    @Test
    void no_pipeline_is_refused_with_what_is_wanted() {
        assertThat(cli.run("plan", cli.write("P.java", Sources.of("P", "")))).isEqualTo(ExitCode.INVALID);
        refused("P.java defines no pipeline", "public static method without parameters");
    }

    @Test
    void what_a_definition_throws_is_told_with_its_line() {
        var file = cli.write("P.java", Sources.of("P", """
            public static Pipeline<Input, String> pipeline() {
                throw new IllegalStateException("not today");
            }\
            """));
        assertThat(cli.run("run", file)).isEqualTo(ExitCode.INVALID);
        refused("P.java:7", "P.pipeline threw IllegalStateException: not today");
    }

    @Test
    void a_definition_that_returns_nothing_is_refused() {
        var file = cli.write(
                "P.java", Sources.of("P", "public static Pipeline<Input, String> pipeline() { return null; }"));
        assertThat(cli.run("validate", file)).isEqualTo(ExitCode.INVALID);
        refused("P.pipeline returned null");
    }

    @Test
    void a_step_that_is_not_isolated_is_refused_with_both_lines() {
        var file = cli.write("P.java", Sources.of("P", """
            static int counter;
            public static Pipeline<Input, String> pipeline() {
                return Pipeline.define("p", Input.class, (p, in) -> p.step("a", P::a, in.get(Input::name)));
            }
            static String a(String name) {
                return name + counter++;
            }\
            """));
        assertThat(cli.run("validate", file)).isEqualTo(ExitCode.INVALID);
        assertThat(cli.out()).contains("P.java:11: error:", "wired at P.java:8");
        assertThat(cli.run("validate", file, "--output", "json")).isEqualTo(ExitCode.INVALID);
        assertThat(cli.out()).contains("\"valid\": false", "\"at\": \"P.java:11\"", "\"wiredAt\": \"P.java:8\"");
    }

    @Test
    void a_file_that_does_not_compile_is_refused_with_its_line() {
        var file = cli.write("Hello.java", Sources.hello().replace("Hello::greet, in.get", "Hello::greet, in.got"));
        assertThat(cli.run("validate", file)).isEqualTo(ExitCode.INVALID);
        assertThat(cli.out()).contains("Hello.java:7: error:");
        assertThat(cli.run("run", file)).isEqualTo(ExitCode.INVALID);
        assertThat(cli.err()).contains("Hello.java:7: error:");
    }

    @Test
    void what_is_not_there_is_told() {
        for (var target : List.of("None.java", "none.jar", "pipes.None", ".")) {
            assertThat(cli.run("graph", target)).as(target).isEqualTo(ExitCode.INVALID);
            refused(target);
        }
        assertThat(cli.run("graph", "pipes.None", "--class-path", ".")).isEqualTo(ExitCode.INVALID);
        refused("the class path has no class pipes.None");
        assertThat(cli.run("graph", "pipes.None", "--class-path", "none")).isEqualTo(ExitCode.INVALID);
        refused("there is no none for the class path");
    }

    @Test
    void a_class_on_a_class_path_and_a_jar_define_the_same() throws IOException {
        compile(Sources.hello());
        assertThat(cli.run("graph", "Hello", "--class-path", "classes")).isZero();
        var drawn = cli.out();
        assertThat(drawn).contains("greet", "Hello.greet");
        jar();
        assertThat(cli.run("graph", "hello.jar")).isZero();
        assertThat(cli.out()).isEqualTo(drawn);
        assertThat(cli.run("graph", "Hello", "--class-path", "hello.jar")).isZero();
        assertThat(cli.out()).isEqualTo(drawn);
        assertThat(cli.run("graph", "Hello", "--class-path", "home" + File.pathSeparator + "classes"))
                .isZero();
    }

    private void compile(String source) throws IOException {
        var compiler = new SourceCompiler(cli.env().ownClassPath());
        var compiled = (SourceCompiler.Outcome.Compiled) compiler.compile("Hello.java", source);
        for (var one : compiled.classes().entrySet()) {
            var file = folder.resolve("classes").resolve(one.getKey().replace('.', '/') + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, one.getValue());
        }
    }

    private void jar() throws IOException {
        try (var jar = new JarOutputStream(Files.newOutputStream(folder.resolve("hello.jar")));
                var files = Files.list(folder.resolve("classes"))) {
            for (var file : files.sorted().toList()) {
                jar.putNextEntry(new JarEntry(file.getFileName().toString()));
                Files.copy(file, jar);
            }
        }
    }

    @Test
    void a_source_seen_before_is_not_compiled_again_and_a_damaged_cache_does_no_harm() throws IOException {
        var file = cli.write("Hello.java", Sources.hello());
        assertThat(cli.run("validate", file, "--cache", "kept")).isZero();
        var kept = kept();
        var bytes = Files.readAllBytes(kept);
        var written = Files.getLastModifiedTime(kept);
        assertThat(cli.run("validate", file, "--cache", "kept")).isZero();
        assertThat(Files.getLastModifiedTime(kept())).isEqualTo(written);
        Files.write(kept, new byte[] {1, 2, 3});
        assertThat(cli.run("validate", file, "--cache", "kept")).isZero();
        assertThat(Files.readAllBytes(kept())).isEqualTo(bytes);
    }

    private Path kept() throws IOException {
        try (var files = Files.list(folder.resolve("kept"))) {
            return files.filter(one -> one.toString().endsWith(".bundle"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void a_cache_that_can_not_be_written_costs_only_time() {
        cli.write("file", "");
        assertThat(cli.run("validate", cli.write("Hello.java", Sources.hello()), "--cache", "file"))
                .isZero();
    }

    @Test
    void the_help_of_a_file_lists_its_inputs() {
        var file = cli.write(
                "P.java", Sources.hello().replace("Hello", "P").replace("@Default(\"Ada\") String name", """
                    @Describe("Who is greeted") @Default("Ada") String name, @Describe("How often") @Min(1) @Max(9) int times,
                    Optional<FileRef> photo, List<String> tags, String store\
                    """));
        assertThat(cli.run("run", file, "--help")).isZero();
        Golden.check("help/inputs.txt", cli.out().substring(0, cli.out().indexOf("towpath run")));
    }
}
