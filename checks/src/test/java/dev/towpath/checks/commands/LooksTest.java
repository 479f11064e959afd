package dev.towpath.checks.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Logs, events and artifacts of runs that have ended.
@Timeout(180)
class LooksTest {
    private static final String MAKES = Programs.of("Makes", """
        record Input(@Default("one") String text) {}
        record Result(String word, int count, List<FileRef> files) {}

        public static Pipeline<Input, Result> pipeline() {
            return Pipeline.<Input, Result>define("makes", Input.class, (p, in) -> {
                var file = p.step("file", Makes::file, in.get(Input::text), p.attempt());
                var folder = p.step("folder", Makes::folder, in.get(Input::text), p.attempt());
                return p.step("result", Makes::result, in.get(Input::text), file, folder);
            });
        }

        static FileRef file(String text, Attempt attempt) throws java.io.IOException {
            var file = attempt.newFile("a file.txt");
            Files.writeString(file.path(), text.repeat(1000));
            return file;
        }

        static FolderRef folder(String text, Attempt attempt) throws java.io.IOException {
            var folder = attempt.newFolder("tree");
            Files.createDirectories(folder.path().resolve("deep/deeper"));
            Files.writeString(folder.path().resolve("top.txt"), text);
            Files.writeString(folder.path().resolve("deep/deeper/leaf.txt"), text + text);
            return folder;
        }

        static Result result(String text, FileRef file, FolderRef folder) {
            return new Result(text, folder.entries().size(), List.of(file));
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
    void logs_and_their_filters() {
        cli.write("Parts.java", Programs.PARTS);
        cli.run("run", "Parts.java", "--bad", "1").with(1);
        var all = cli.json("logs").ok().list();
        assertThat(all)
                .extracting(line -> String.valueOf(line.get("text")))
                .contains("printed by names", "complained by names", "printed by make 0", "warned by make 2");
        assertThat(cli.run("logs", "last", "--step", "names").ok().out())
                .contains("printed by names", "complained by names")
                .doesNotContain("make");
        assertThat(cli.json("logs", "last", "--step", "make", "--unit", "2")
                        .ok()
                        .list())
                .extracting(line -> String.valueOf(line.get("text")))
                .containsExactlyInAnyOrder("printed by make 2", "warned by make 2");
        assertThat(cli.json("logs", "last", "--tail", "2").ok().list())
                .isEqualTo(all.subList(all.size() - 2, all.size()));
        assertThat(cli.json("logs", "last", "--offset", "3").ok().list()).isEqualTo(all.subList(3, all.size()));
        assertThat(cli.json("logs", "last", "--attempt", "2").ok().list()).isEmpty();
        assertThat(cli.run("logs", "last", "--follow").ok().out()).contains("printed by names", "warned by make 0");
        assertThat(cli.json("logs", "last", "--step", "nmaes").with(6).error().get("hint"))
                .asString()
                .contains("names");
        var warned = all.stream()
                .filter(line -> line.get("text").equals("warned by make 2"))
                .findFirst()
                .orElseThrow();
        assertThat(warned.get("level")).isEqualTo("WARN");
        assertThat(warned.get("unit")).isEqualTo(2L);
    }

    @Test
    void retries_have_logs_of_their_own() {
        cli.write(
                "One.java",
                Programs.step("""
                    System.out.println("try " + attempt.number());
                    if (attempt.number() < 3) throw new java.io.IOException("not yet");
                    return "at last";\
                    """)
                        .replace(
                                "Retry.never()",
                                "Retry.times(3).backoff(Duration.ofMillis(10), Duration.ofMillis(20))"));
        var run = cli.json("run", "One.java").ok();
        assertThat(run.step("work").get("attempts")).isEqualTo(3L);
        assertThat(cli.json("logs", "last", "--attempt", "2").ok().list())
                .extracting(line -> String.valueOf(line.get("text")))
                .contains("try 2")
                .doesNotContain("try 1", "try 3");
    }

    @Test
    void events_tell_the_history_in_order() {
        cli.write("Parts.java", Programs.PARTS);
        cli.run("run", "Parts.java").ok();
        var events = cli.json("events").ok().list();
        assertThat(events)
                .extracting(event -> event.get("seq"))
                .doesNotHaveDuplicates()
                .isSorted();
        var some =
                cli.json("events", "last", "--from", "2", "--limit", "2").ok().list();
        assertThat(some).isEqualTo(events.subList(1, 3));
        assertThat(cli.run("events").ok().out()).contains("make", "join");
    }

    @Test
    void artifacts_are_copied_and_printed() throws IOException {
        cli.write("Makes.java", MAKES);
        cli.run("run", "Makes.java").ok();
        cli.run("artifacts", "get", "makes/file/output").ok();
        assertThat(cli.path("a file.txt")).hasContent("one".repeat(1000));
        assertThat(cli.run("artifacts", "get", "makes/file/output").with(2).err())
                .contains("a file.txt", "--force");
        cli.run("run", "Makes.java", "--text", "two").ok();
        cli.run("artifacts", "get", "makes/file/output", "--force").ok();
        assertThat(cli.path("a file.txt")).hasContent("two".repeat(1000));
        cli.run("artifacts", "get", "makes/file/output/1", "-o", "first.txt").ok();
        assertThat(cli.path("first.txt")).hasContent("one".repeat(1000));
        assertThat(cli.run("artifacts", "cat", "makes/file/output/1").ok().out())
                .isEqualTo("one".repeat(1000));
        cli.run("artifacts", "get", "makes/folder/output/1", "-o", "copy").ok();
        assertThat(cli.path("copy/top.txt")).hasContent("one");
        assertThat(cli.path("copy/deep/deeper/leaf.txt")).hasContent("oneone");
        cli.run("artifacts", "get", "makes/result/word", "-o", "word.json").ok();
        assertThat(cli.path("word.json")).hasContent("\"two\"");
        assertThat(cli.run("artifacts", "cat", "makes/result/count").ok().out()).isEqualTo("2");
        assertThat(cli.json("artifacts", "ls").ok().list()).hasSize(5);
        assertThat(cli.json("artifacts", "ls", "--all").ok().list()).hasSize(10);
        assertThat(cli.json("artifacts", "ls", "--step", "file").ok().list()).hasSize(1);
        assertThat(cli.json("artifacts", "get", "makes/flie/output")
                        .with(6)
                        .error()
                        .get("hint"))
                .asString()
                .contains("makes/file/output");
    }

    @Test
    void what_a_step_made_can_not_be_changed_through_its_path() throws IOException {
        cli.write("Makes.java", MAKES);
        cli.run("run", "Makes.java").ok();
        try (var files = Files.walk(cli.store().resolve("artifacts"))) {
            assertThat(files.filter(Files::isRegularFile).toList())
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(
                                    Files.getPosixFilePermissions(file).toString())
                            .doesNotContain("WRITE"));
        }
    }

    @Test
    void graph_in_all_formats() {
        cli.write("Makes.java", MAKES);
        for (var format : List.of("text", "mermaid", "dot", "svg", "json")) {
            assertThat(cli.run("graph", "Makes.java", "--as", format).ok().out())
                    .as(format)
                    .contains("folder", "result");
        }
    }
}
