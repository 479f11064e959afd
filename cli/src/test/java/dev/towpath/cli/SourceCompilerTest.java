package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.Problem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Source files, compiled in memory. The files that do not compile say in their first line what is expected:
/// `// expect: LINE sentence`.
class SourceCompilerTest {
    private static final int MOST_LINES = 6;
    private static final Path SOURCES =
            Path.of(System.getProperty("towpath.root", ".."), "core", "src", "test", "resources", "uncompilable");

    private final SourceCompiler compiler =
            new SourceCompiler(Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(Path::of)
                    .toList());

    static List<String> files() throws IOException {
        try (var files = Files.list(SOURCES)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void at_least_thirty_files_that_do_not_compile_are_tried() throws IOException {
        assertThat(files()).hasSizeGreaterThanOrEqualTo(30);
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_file_that_does_not_compile_is_answered_with_its_line_and_a_plain_sentence(String file) throws IOException {
        var source = Files.readString(SOURCES.resolve(file));
        var expected = source.lines()
                .findFirst()
                .orElseThrow()
                .substring("// expect: ".length())
                .split(" ", 2);

        var first = problems(file, source).getFirst();

        assertThat(first.code()).isEqualTo("does-not-compile");
        assertThat(first.at()).isEqualTo(file + ":" + expected[0]);
        assertThat(first.what()).startsWith(expected[1]);
        assertThat(first.what().lines()).hasSizeLessThanOrEqualTo(MOST_LINES);
    }

    @Test
    void the_line_and_a_caret_below_the_place_are_shown() throws IOException {
        var problem = problems("Small.java", "class Small {\n    int a = \"text\";\n}\n")
                .getFirst();

        assertThat(problem.at()).isEqualTo("Small.java:2");
        assertThat(problem.what()).isEqualTo("""
            incompatible types: String cannot be converted to int
              int a = "text";
                      ^\
            """);
    }

    @Test
    void all_errors_of_a_file_are_told_in_its_order() throws IOException {
        var problems = problems("Two.java", "class Two {\n    int a = b;\n    int c = d;\n}\n");

        assertThat(problems).extracting(Problem::at).containsExactly("Two.java:2", "Two.java:3");
    }

    @Test
    void a_file_of_several_classes_in_a_package_gives_their_class_files_by_name() throws IOException {
        var outcome = compiler.compile("Outer.java", """
            package pipes;
            public class Outer {
                record Inner(int a) {}
            }
            class Other {}
            """);

        assertThat(((SourceCompiler.Outcome.Compiled) outcome).classes())
                .containsOnlyKeys("pipes.Outer", "pipes.Outer$Inner", "pipes.Other");
    }

    @Test
    void the_same_source_gives_the_same_bytes() throws IOException {
        var source = "class Same {\n    static int one(int a) {\n        return a;\n    }\n}\n";

        var first = (SourceCompiler.Outcome.Compiled) compiler.compile("Same.java", source);
        var second = (SourceCompiler.Outcome.Compiled) compiler.compile("Same.java", source);

        assertThat(second.classes().get("Same")).isEqualTo(first.classes().get("Same"));
    }

    @Test
    void warnings_do_not_refuse_a_file() throws IOException {
        var outcome = compiler.compile(
                "Warned.java", "class Warned {\n    java.util.List list = new java.util.ArrayList();\n}\n");

        assertThat(outcome).isInstanceOf(SourceCompiler.Outcome.Compiled.class);
    }

    private List<Problem> problems(String file, String source) throws IOException {
        return ((SourceCompiler.Outcome.Refused) compiler.compile(file, source)).problems();
    }
}
