package dev.towpath.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What README and docs show is true: Java blocks are accepted pipelines, programs that run or tests that pass, and the
/// commands of `console` blocks end with exit code 0 when they are given one after the other, file by file, in an empty
/// folder.
class DocumentsTest {
    private static final Path ROOT = Project.root();
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\S+)[^\\n]*\\n(.*?)^```$");
    private static final Pattern CLASS =
            Pattern.compile("(?m)^(?:public )?(?:final )?(?:class|record|interface) (\\w+)");

    @TempDir
    Path work;

    @TestFactory
    Stream<DynamicTest> every_document_is_true() throws IOException {
        return documents().stream()
                .map(document ->
                        DynamicTest.dynamicTest(ROOT.relativize(document).toString(), () -> check(document)));
    }

    private static List<Path> documents() throws IOException {
        try (var docs = Files.walk(ROOT.resolve("docs"))) {
            var all = new ArrayList<>(docs.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList());
            all.addFirst(ROOT.resolve("README.md"));
            return all;
        }
    }

    private void check(Path document) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory(work, "document-");
        copyExamples(folder);
        var blocks = BLOCK.matcher(Files.readString(document));
        while (blocks.find()) {
            switch (blocks.group(1)) {
                case "java" -> accept(folder, blocks.group(2));
                case "console" -> obey(folder, blocks.group(2));
                default -> {}
            }
        }
    }

    private static void copyExamples(Path folder) throws IOException {
        Files.copy(ROOT.resolve("LICENSE"), folder.resolve("LICENSE"));
        var examples = Files.createDirectory(folder.resolve("examples"));
        try (var files = Files.newDirectoryStream(ROOT.resolve("examples"), "*.java")) {
            for (var file : files) Files.copy(file, examples.resolve(file.getFileName()));
        }
    }

    private static void accept(Path folder, String source) throws IOException, InterruptedException {
        var name = CLASS.matcher(source);
        assertThat(name.find()).as("a Java block is a whole file:%n%s", source).isTrue();
        var file = folder.resolve(name.group(1) + ".java");
        Files.writeString(file, source);
        if (source.contains("@Test")) {
            ShownTests.of(file).pass();
        } else if (source.contains("void main(")) {
            run(folder, List.of(java(), "--class-path", System.getProperty("java.class.path"), file.toString()));
        } else {
            towpath(folder, List.of("validate", file.getFileName().toString()));
        }
    }

    private static void obey(Path folder, String block) throws IOException, InterruptedException {
        for (var line : block.lines().toList()) {
            if (line.startsWith("$ ./towpath ")) {
                towpath(
                        folder,
                        List.of(line.substring("$ ./towpath ".length()).trim().split("\\s+")));
            } else if (line.startsWith("$ ")) {
                // Setting up and testing the project itself is what runs this test.
                assertThat(line).isIn("$ ./test", "$ .ci/run", "$ .ci/long", "$ ./format");
            }
        }
    }

    private static void towpath(Path folder, List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                java(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.towpath.cli.Main"));
        command.addAll(arguments);
        run(folder, command);
    }

    private static void run(Path folder, List<String> command) throws IOException, InterruptedException {
        var output = folder.resolve("output.txt");
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).as(command::toString).isTrue();
        assertThat(process.exitValue())
                .as(() -> command.subList(command.size() > 4 ? 4 : 0, command.size()) + "\n" + read(output))
                .isZero();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
