package dev.towpath.checks.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Stores that are full, damaged, locked or not ours to write: told by name with exit code 7, and nothing acknowledged
/// is lost.
@Timeout(180)
class BrokenStoreTest {
    private static final String HELLO = Programs.step("return \"hello \" + text;");

    /// `make` writes a file of some size, `use` waits for a file and reads it.
    private static final String FILES = Programs.of("Pair", """
        record Input(String folder, @Default("10") int kilobytes) {}

        public static Pipeline<Input, Long> pipeline() {
            return Pipeline.define("pair", Input.class, (p, in) -> {
                var file = p.step("make", Pair::make, in.get(Input::folder), in.get(Input::kilobytes), p.attempt())
                        .retry(Retry.never());
                return p.step("use", Pair::use, in.get(Input::folder), file).retry(Retry.never());
            });
        }

        static FileRef make(String folder, int kilobytes, Attempt attempt) throws Exception {
            mark(Path.of(folder, "marks"), "make");
            var file = attempt.newFile("made.bin");
            try (var out = Files.newOutputStream(file.path())) {
                for (var i = 0; i < kilobytes; i++) {
                    var chunk = new byte[1024];
                    Arrays.fill(chunk, (byte) i);
                    out.write(chunk);
                }
            }
            return file;
        }

        static long use(String folder, FileRef file) throws Exception {
            if (!Files.exists(Path.of(folder, "gate"))) throw new IllegalStateException("the gate is shut");
            try (var in = file.open()) {
                return in.readAllBytes().length;
            }
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

    private Connection database() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + cli.store().resolve("towpath.db"));
    }

    @Test
    void a_disk_that_fills_up_while_a_step_writes() throws Exception {
        try (var disk = Disk.small(folder, 3)) {
            cli.write("Pair.java", FILES);
            cli.variables.put("TOWPATH_STORE", disk.path().resolve("store").toString());
            var run = cli.json("run", "Pair.java", "--folder", folder.toString(), "--kilobytes", "8000")
                    .with(1);
            run.says("disk-full", "space", "Pair.java").says("disk-full", "resume", "make");
            assertThat(run.get("status")).isEqualTo("FAILED");
            disk.grow(30);
            cli.write("gate", "");
            assertThat(cli.json("resume", "last").ok().get("output")).isEqualTo(8000L * 1024);
        }
    }

    @Test
    void a_disk_that_is_full_when_the_journal_is_written() throws Exception {
        try (var disk = Disk.small(folder, 3)) {
            cli.write("Pair.java", FILES);
            cli.variables.put("TOWPATH_STORE", disk.path().resolve("store").toString());
            cli.json("run", "Pair.java", "--folder", folder.toString()).with(1);
            disk.fill();
            var refused =
                    cli.json("run", "Pair.java", "--folder", folder.toString()).with(7);
            refused.says("disk-full", "room", disk.path().toString());
            assertThat(refused.get("run")).isNull();
            cli.json("resume", "last")
                    .with(7)
                    .says("disk-full", "room", disk.path().toString());
            disk.empty();
            assertThat(cli.json("runs").ok().list()).hasSize(1);
            cli.write("gate", "");
            assertThat(cli.json("resume", "last").ok().get("output")).isEqualTo(10L * 1024);
            assertThat(cli.path("marks")).hasContent("make");
        }
    }

    @Test
    void a_store_folder_that_may_not_be_written() throws Exception {
        cli.write("One.java", HELLO);
        var before = cli.json("run", "One.java").ok();
        try (var disk = Disk.readOnly(cli.store(), folder.resolve("readonly"))) {
            var store = disk.path().toString();
            cli.json("run", "One.java", "--store", store).with(7).says("store-not-writable", "--store", store);
            cli.json("run", "One.java", "--store", store + "/new").with(7).says("store-not-writable", "--store", store);
            assertThat(cli.json("show", before.run(), "--store", store).ok().get("output"))
                    .isEqualTo("hello x");
            assertThat(cli.json("runs", "--store", store).ok().list()).hasSize(1);
            cli.run("logs", "--store", store).ok();
            cli.run("events", "--store", store).ok();
            cli.run("artifacts", "cat", "one/work", "--store", store).ok();
        }
    }

    @Test
    void a_store_that_is_a_file() {
        cli.write("One.java", HELLO);
        cli.write("taken", "");
        cli.json("run", "One.java", "--store", "taken").with(7).says("store-not-writable", "--store", "taken");
    }

    @Test
    void a_database_that_another_program_has_locked() throws SQLException {
        cli.write("One.java", HELLO);
        cli.run("run", "One.java").ok();
        try (var db = database();
                var statement = db.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            cli.json("run", "One.java").with(7).says("store-locked", "another program", "towpath.db");
            cli.run("runs").ok();
            statement.execute("ROLLBACK");
        }
        cli.run("run", "One.java").ok();
        assertThat(cli.json("runs").ok().list())
                .extracting(run -> String.valueOf(run.get("status")))
                .doesNotContain("RUNNING")
                .contains("SUCCEEDED");
    }

    @Test
    void a_database_that_is_locked_while_a_run_goes_on_and_free_again_soon_is_waited_for() throws Exception {
        cli.write("Gated.java", Programs.GATED);
        var running = cli.start("run", "Gated.java", "--folder", folder.toString(), "--output", "json")
                .untilExists(cli.path("marks"));
        assertThat(running.until(() -> lines("marks") == 2)).isTrue();
        try (var db = database();
                var statement = db.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            cli.write("gate", "");
            assertThat(running.ends(300)).isFalse();
            statement.execute("ROLLBACK");
        }
        assertThat(running.end().ok().get("output")).isEqualTo("first second");
    }

    @Test
    void a_database_that_stays_locked_ends_the_run_which_can_be_continued() throws Exception {
        cli.write("Gated.java", Programs.GATED);
        var running = cli.start("run", "Gated.java", "--folder", folder.toString(), "--output", "json")
                .untilExists(cli.path("marks"));
        assertThat(running.until(() -> lines("marks") == 2)).isTrue();
        try (var db = database();
                var statement = db.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            cli.write("gate", "");
            var ended = running.end().with(7);
            assertThat(ended.error().get("code")).isEqualTo("store-locked");
            statement.execute("ROLLBACK");
        }
        assertThat(cli.json("resume", "last").ok().get("output")).isEqualTo("first second");
        assertThat(Files.readAllLines(cli.path("marks"))).containsExactly("first", "second", "second");
    }

    private int lines(String name) {
        try {
            return Files.readAllLines(cli.path(name)).size();
        } catch (IOException e) {
            return 0;
        }
    }

    @Test
    void a_database_of_a_newer_version() throws SQLException {
        cli.write("One.java", HELLO);
        cli.run("run", "One.java").ok();
        try (var db = database();
                var statement = db.createStatement()) {
            statement.execute("PRAGMA user_version = 9999");
        }
        cli.json("run", "One.java").with(7).says("store-newer", "newer", "towpath.db");
        for (var command : new String[] {"runs", "show", "resume last", "logs", "events", "artifacts ls"})
            assertThat(cli.json(command.split(" ")).with(7).error().get("code"))
                    .as(command)
                    .isEqualTo("store-newer");
    }

    @Test
    void a_database_that_is_none_and_one_that_is_torn() throws IOException {
        cli.write("One.java", HELLO);
        for (var i = 0; i < 3; i++) cli.run("run", "One.java").ok();
        var file = cli.store().resolve("towpath.db");
        var whole = Files.readAllBytes(file);
        for (var at = 4096; at < whole.length; at++) whole[at] = (byte) (31 * at);
        Files.write(file, whole);
        cli.json("run", "One.java").with(7).says("store-corrupt", "copy", "towpath.db");
        cli.json("runs").with(7);
        Files.writeString(file, "this is no database, and it is long enough to be seen as none. ".repeat(20));
        cli.json("run", "One.java").with(7).says("store-corrupt", "copy", "towpath.db");
        assertThat(cli.json("runs").with(7).error().get("code")).isEqualTo("store-corrupt");
        assertThat(cli.json("show").with(7).error().get("code")).isEqualTo("store-corrupt");
    }

    @Test
    void a_blob_that_was_changed_behind_our_back() throws IOException {
        cli.write("Pair.java", FILES);
        cli.json("run", "Pair.java", "--folder", folder.toString()).with(1);
        var blob = blob(10 * 1024);
        assertThat(blob.toFile().setWritable(true)).isTrue();
        var bytes = Files.readAllBytes(blob);
        bytes[5000]++;
        Files.write(blob, bytes);
        cli.write("gate", "");
        cli.json("artifacts", "get", "pair/make/output", "-o", "x")
                .with(7)
                .says(
                        "artifact-corrupt",
                        "pair/make/output/1",
                        blob.getFileName().toString());
        assertThat(cli.path("x")).doesNotExist();
        cli.json("artifacts", "cat", "pair/make/output").with(7);
        var resumed = cli.json("resume", "last").with(1);
        resumed.says("artifact-corrupt", "digest", "use");
        assertThat(resumed.step("make").get("status")).isEqualTo("SUCCEEDED");
        bytes[5000]--;
        Files.write(blob, bytes);
        assertThat(cli.json("resume", "last").ok().get("output")).isEqualTo(10L * 1024);
        assertThat(cli.path("marks")).hasContent("make");
    }

    @Test
    void a_blob_that_is_gone() throws IOException {
        cli.write("Pair.java", FILES);
        cli.json("run", "Pair.java", "--folder", folder.toString()).with(1);
        var blob = blob(10 * 1024);
        Files.delete(blob);
        cli.write("gate", "");
        var got = cli.json("artifacts", "get", "pair/make/output", "-o", "x").with(7);
        assertThat(got.error().get("code")).isEqualTo("artifact-missing");
        cli.json("resume", "last").with(1).says("artifact-missing", "copy", "use");
    }

    private Path blob(long size) throws IOException {
        try (var files = Files.walk(cli.store().resolve("artifacts"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toFile().length() == size)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
