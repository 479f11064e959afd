package dev.towpath.engine;

import static dev.towpath.engine.LocalWorld.failed;
import static dev.towpath.engine.LocalWorld.json;
import static dev.towpath.engine.LocalWorld.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.Attempt;
import dev.towpath.FileRef;
import dev.towpath.FolderRef;
import dev.towpath.Pipeline;
import dev.towpath.engine.Report.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a step can do with its attempt, its files and its log.
class LocalAttemptTest {
    record Text(String text) {}

    record Made(FileRef report, FolderRef tiles) {}

    @TempDir
    Path store;

    static Made makes(String text, Attempt attempt) throws IOException {
        var report = attempt.newFile("report.html");
        Files.writeString(report.path(), text);
        Files.writeString(attempt.newFile("forgotten.txt").path(), "never returned");
        Files.writeString(attempt.scratch().resolve("tmp.bin"), "scratch");
        var tiles = attempt.newFolder("tiles");
        Files.createDirectories(tiles.path().resolve("a/b"));
        Files.writeString(tiles.path().resolve("a/b/grüße – 猫.txt"), "one");
        Files.writeString(tiles.path().resolve("line\nend.txt"), "two");
        return new Made(report, tiles);
    }

    private static final Pipeline<Text, Made> MAKES = Pipeline.define(
            "makes", Text.class, (p, in) -> p.step("make", LocalAttemptTest::makes, in.get(Text::text), p.attempt()));

    @Test
    void returned_files_and_folders_are_kept_and_everything_else_of_the_attempt_vanishes() throws Exception {
        try (var world = new LocalWorld(store)) {
            var outcome = world.outcome(MAKES, "\"<html>\"");
            var made = (Made) world.decoded(MAKES, outcome);
            assertThat(made.report().name()).isEqualTo("report.html");
            assertThat(made.report().mediaType()).isEqualTo("text/html");
            assertThat(made.report().readString()).isEqualTo("<html>");
            assertThat(made.tiles().entries())
                    .extracting(FolderRef.Entry::path)
                    .containsExactly("a/b/grüße – 猫.txt", "line\nend.txt");
            assertThat(made.tiles().path().resolve("a/b/grüße – 猫.txt")).hasContent("one");
            assertThat(((Outcome.Success) outcome).output().contents()).hasSize(4);
            assertThat(world.left("runs/" + LocalWorld.RUN + "/work")).isEmpty();
        }
    }

    static FolderRef links(String text, Attempt attempt) throws IOException {
        var folder = attempt.newFolder("links");
        Files.createSymbolicLink(
                folder.path().resolve("passwd"), attempt.scratch().resolve(text));
        return folder;
    }

    @Test
    void a_folder_with_a_symbolic_link_is_refused_by_name() throws Exception {
        var pipeline = Pipeline.define(
                "links",
                Text.class,
                (p, in) -> p.step("link", LocalAttemptTest::links, in.get(Text::text), p.attempt()));
        try (var world = new LocalWorld(store)) {
            var failure = failed(world.outcome(pipeline, "\"secret\"")).failure();
            assertThat(failure.code()).isEqualTo("file-refused");
            assertThat(failure.message()).contains("links", "symbolic link");
        }
    }

    static FileRef unwritten(String text, Attempt attempt) {
        return attempt.newFile(text);
    }

    private static final Pipeline<Text, FileRef> UNWRITTEN = Pipeline.define(
            "unwritten",
            Text.class,
            (p, in) -> p.step("unwritten", LocalAttemptTest::unwritten, in.get(Text::text), p.attempt()));

    @Test
    void a_file_that_was_announced_and_not_written_fails_the_step() throws Exception {
        try (var world = new LocalWorld(store)) {
            var failure = failed(world.outcome(UNWRITTEN, "\"a.txt\"")).failure();
            assertThat(failure.code()).isEqualTo("file-missing");
            assertThat(failure.message()).contains("a.txt");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "a/b", "../b", "a\\b", "/etc/passwd"})
    void a_name_with_folders_is_refused(String name) throws Exception {
        try (var world = new LocalWorld(store)) {
            var failure = failed(world.outcome(
                            UNWRITTEN, dev.towpath.value.Json.pretty(name).strip()))
                    .failure();
            assertThat(failure.error()).isEqualTo("java.lang.IllegalArgumentException");
            assertThat(failure.message()).contains("name");
        }
    }

    static List<String> identifies(List<String> parts, Attempt attempt) {
        return List.of(
                attempt.run(), attempt.step(), attempt.unit() + "", attempt.number() + "", attempt.idempotencyKey());
    }

    record Parts(List<List<String>> parts) {}

    private static final Pipeline<Parts, List<List<String>>> IDENTIFIES = Pipeline.define(
            "identifies",
            Parts.class,
            (p, in) -> p.each("identify", LocalAttemptTest::identifies, in.get(Parts::parts), p.attempt()));

    @Test
    void the_idempotency_key_is_one_for_all_tries_of_a_unit_and_no_others() throws Exception {
        try (var world = new LocalWorld(store)) {
            world.attempts.start(task(IDENTIFIES, 2, 1, "[[],[]]"));
            var first = world.ended();
            world.attempts.start(task(IDENTIFIES, 2, 2, "[[],[]]"));
            var second = world.ended();
            assertThat(key(first.get(0))).isEqualTo(key(second.get(0))).isNotEqualTo(key(first.get(1)));
            assertThat(json(second.get(1).outcome()))
                    .startsWith("[\"" + LocalWorld.RUN + "\",\"identify\",\"1\",\"2\",\"");
        }
    }

    private static String key(Report.Result result) {
        var json = json(result.outcome());
        return json.substring(json.lastIndexOf(','));
    }

    static String prints(String text, Attempt attempt) throws InterruptedException {
        System.out.println("out " + text);
        System.err.println("err " + text);
        attempt.log().warn("careful\nreally");
        var child = Thread.ofPlatform().start(() -> System.out.println("from a thread of its own"));
        child.join();
        System.out.printf("no %s", "end");
        attempt.metric("cells", 7);
        return text;
    }

    private static final Pipeline<Text, String> PRINTS = Pipeline.define(
            "prints",
            Text.class,
            (p, in) -> p.step("print", LocalAttemptTest::prints, in.get(Text::text), p.attempt()));

    @Test
    void what_a_step_prints_goes_to_its_log_line_by_line_and_never_to_the_process() throws Exception {
        var former = System.out;
        var captured = new ByteArrayOutputStream();
        System.setOut(new PrintStream(captured, true, StandardCharsets.UTF_8));
        var own = System.out;
        try {
            try (var world = new LocalWorld(store)) {
                var outcome = (Outcome.Success) world.outcome(PRINTS, "\"grüße\"");
                System.out.println("outside");
                assertThat(outcome.metrics()).containsExactly(java.util.Map.entry("cells", 7.0));
                var lines = world.log("print").lines().toList();
                assertThat(lines).hasSize(5);
                assertThat(lines.get(0))
                        .contains("\"level\":\"INFO\"", "\"stream\":\"stdout\"", "\"text\":\"out grüße\"")
                        .contains(
                                "\"run\":\"" + LocalWorld.RUN + "\"",
                                "\"step\":\"print\"",
                                "\"unit\":-1,\"attempt\":1");
                assertThat(lines.get(1)).contains("\"level\":\"ERROR\"", "\"stream\":\"stderr\"", "err grüße");
                assertThat(lines.get(2)).contains("\"level\":\"WARN\"", "\"stream\":\"log\"", "careful\\nreally");
                assertThat(lines.get(3)).contains("from a thread of its own");
                assertThat(lines.get(4)).contains("no end");
            }
            assertThat(System.out).isSameAs(own);
            assertThat(captured.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("outside");
        } finally {
            System.setOut(former);
        }
    }

    static String complains(String text) {
        for (var i = 1; i <= 30; i++) System.out.println("line " + i);
        throw new IllegalStateException(text);
    }

    @Test
    void a_failure_shows_the_last_lines_of_the_log() throws Exception {
        var pipeline = Pipeline.define(
                "complains",
                Text.class,
                (p, in) -> p.step("complain", LocalAttemptTest::complains, in.get(Text::text)));
        try (var world = new LocalWorld(store)) {
            var lines = failed(world.outcome(pipeline, "\"x\"")).failure().lastLines();
            assertThat(lines).hasSize(20).startsWith("line 11").endsWith("line 30");
        }
    }

    static String floods(String text) {
        for (var i = 0; i < 10_000; i++) System.out.println("line " + i);
        return text;
    }

    @Test
    void a_log_ends_at_its_limit_and_says_so() throws Exception {
        var pipeline = Pipeline.define(
                "floods", Text.class, (p, in) -> p.step("flood", LocalAttemptTest::floods, in.get(Text::text)));
        try (var world = new LocalWorld(store, 1, java.time.Duration.ofSeconds(30), 2000)) {
            world.outcome(pipeline, "\"x\"");
            world.outcome(pipeline, "\"x\"");
            var log = world.log("flood");
            assertThat(log.length()).isLessThan(3000);
            assertThat(log.lines().toList().getLast()).contains("reached its limit of 2000 bytes");
        }
        try (var world = new LocalWorld(store, 1, java.time.Duration.ofSeconds(30), 2000)) {
            var before = world.log("flood");
            world.outcome(pipeline, "\"x\"");
            assertThat(world.log("flood")).isEqualTo(before);
        }
    }

    @Test
    void followers_of_a_run_see_its_lines_in_order_before_the_log_is_closed() throws Exception {
        var seen = new ArrayList<String>();
        var first = new CountDownLatch(1);
        try (var world = new LocalWorld(store)) {
            world.logs.follow(LocalWorld.RUN, List::of, line -> {
                seen.add(line.text());
                first.countDown();
            });
            world.outcome(PRINTS, "\"x\"");
            first.await();
        }
        assertThat(seen).containsExactly("out x", "err x", "careful\nreally", "from a thread of its own", "no end");
    }

    @Test
    void a_steps_log_has_a_name_that_every_file_system_takes() {
        var folder = Path.of("s/runs/" + LocalWorld.RUN + "/logs");
        assertThat(AttemptLogs.file(Path.of("s"), LocalWorld.RUN, "crop")).isEqualTo(folder.resolve("crop.jsonl"));
        assertThat(AttemptLogs.file(Path.of("s"), LocalWorld.RUN, "call/crop"))
                .isEqualTo(folder.resolve("call").resolve("crop.jsonl"));
        assertThat(AttemptLogs.file(Path.of("s"), LocalWorld.RUN, "../a b:ü"))
                .isEqualTo(folder.resolve("%2E%2E").resolve("a%20b%3A%C3%BC.jsonl"));
    }

    static Optional<String> reportsProgress(String text, Attempt attempt) {
        for (var i = 1; i <= 1000; i++) attempt.progress(i, 1000);
        return Optional.of(text);
    }

    @Test
    void progress_is_reported_now_and_then_and_always_at_its_end() throws Exception {
        var pipeline = Pipeline.define(
                "progress",
                Text.class,
                (p, in) -> p.step("progress", LocalAttemptTest::reportsProgress, in.get(Text::text), p.attempt()));
        try (var world = new LocalWorld(store)) {
            world.attempts.start(task(pipeline, 0, 1, "\"x\""));
            var seen = new ArrayList<Report.Progress>();
            while (world.next() instanceof Report.Progress progress) seen.add(progress);
            assertThat(seen).hasSizeLessThan(500);
            assertThat(seen.getFirst().done()).isEqualTo(1);
            assertThat(seen.getLast().done()).isEqualTo(1000);
        }
    }

    @Test
    void the_first_line_after_a_crash_is_not_lost_behind_a_torn_one() throws Exception {
        var file = AttemptLogs.file(store, LocalWorld.RUN, "flood");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"time\":\"2026-");
        try (var logs = new AttemptLogs(store, 1 << 20, InstantSource.fixed(Instant.EPOCH))) {
            logs.write(new AttemptLogs.Line(LocalWorld.RUN, Instant.EPOCH, "INFO", "flood", -1, 2, "log", "again"));
        }

        assertThat(Files.readAllLines(file))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("{")
                .contains("again");
    }
}
