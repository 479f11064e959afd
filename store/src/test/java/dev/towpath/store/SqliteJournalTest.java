package dev.towpath.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.Status;
import dev.towpath.spi.ArtifactQuery;
import dev.towpath.spi.Entry;
import dev.towpath.spi.Journal;
import dev.towpath.testkit.JournalConformance;
import dev.towpath.testkit.JournalLoadConformance;
import dev.towpath.testkit.JournalOwnersConformance;
import dev.towpath.testkit.SampleRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteJournalTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void a_file_that_is_not_there_yet() {
        // Characters that mean something in a URI, in SQL and to the driver.
        file = folder.resolve("a? 'b' #c %41 ä").resolve("towpath.db");
        assertThat(file.getParent().toFile().mkdir()).isTrue();
    }

    @Nested
    class Rules extends JournalConformance {
        @Override
        protected Journal create() {
            return SqliteJournal.open(file);
        }
    }

    @Nested
    class Owners extends JournalOwnersConformance {
        @Override
        protected Journal create() {
            return SqliteJournal.open(file);
        }
    }

    @Nested
    class Load extends JournalLoadConformance {
        @Override
        protected Journal create() {
            return SqliteJournal.open(file);
        }
    }

    private static void fill(Journal journal) {
        var run = SampleRows.run(1, "sample", "k", null);
        journal.commit(List.of(
                new Entry.NewRun(run),
                new Entry.RunChanged(SampleRows.with(run, Status.FAILED)),
                new Entry.StepChanged(SampleRows.step(run.id(), 0, Status.FAILED)),
                new Entry.StepChanged(SampleRows.mapped(run.id(), 1, Map.of(Status.QUEUED, 3))),
                new Entry.Events(SampleRows.events(run.id(), 1, 2)),
                SampleRows.value("cat"),
                new Entry.NewArtifact(SampleRows.artifact(run.id(), "s", "a"))));
    }

    private static void assertFilled(Journal journal) {
        var run = SampleRows.run(1, "sample", "k", null);
        assertThat(journal.run(run.id())).contains(SampleRows.with(run, Status.FAILED));
        assertThat(journal.runByKey("k")).contains(run.id());
        assertThat(journal.steps(run.id()))
                .containsExactly(
                        SampleRows.step(run.id(), 0, Status.FAILED),
                        SampleRows.mapped(run.id(), 1, Map.of(Status.QUEUED, 3)));
        assertThat(journal.events(run.id(), 1, 9)).hasSize(1);
        assertThat(journal.value(SampleRows.value("cat").digest()))
                .hasValue(SampleRows.value("cat").bytes());
        assertThat(journal.artifacts(new ArtifactQuery(null, null, null, 1, run.id(), 9)))
                .hasSize(1);
    }

    @Test
    void everything_is_there_when_the_store_is_opened_again() {
        for (var i = 0; i < 2; i++) {
            try (var journal = SqliteJournal.open(file)) {
                if (i == 0) fill(journal);
                assertFilled(journal);
            }
        }
        assertThat(file.getParent()).isDirectoryContaining(path -> path.equals(file));
        assertThat(file.getParent().toFile().list()).containsExactly("towpath.db");
    }

    @Test
    void versions_go_on_where_they_were_when_the_store_is_opened_again() {
        try (var journal = SqliteJournal.open(file)) {
            fill(journal);
        }
        try (var journal = SqliteJournal.open(file)) {
            journal.commit(List.of(new Entry.NewArtifact(SampleRows.artifact(SampleRows.id(1), "s", "a"))));
            assertThat(journal.artifacts(new ArtifactQuery("sample", "s", "a", -1, null, 9)))
                    .singleElement()
                    .satisfies(newest -> assertThat(newest.version()).isEqualTo(2));
        }
    }

    @Test
    void what_a_killed_process_has_committed_is_there() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var other = new ProcessBuilder(
                        java,
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(other.getInputStream().read()).isEqualTo('!');
            // Committed and not closed: readers in this process see it in the other's log.
            try (var reading = SqliteJournal.reading(file)) {
                assertFilled(reading);
            }
        } finally {
            other.destroyForcibly();
        }
        assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
        try (var reading = SqliteJournal.reading(file)) {
            assertFilled(reading);
        }
        try (var journal = SqliteJournal.open(file)) {
            assertFilled(journal);
        }
    }

    /// Another process: commits, says so, and waits to be killed.
    static final class Writer {
        private Writer() {}

        public static void main(String[] args) throws Exception {
            try (var journal = SqliteJournal.open(Path.of(args[0]))) {
                fill(journal);
                System.out.print('!');
                System.out.flush();
                System.in.read();
            }
        }
    }

    @Test
    void a_reader_sees_what_is_committed_after_it_was_opened() {
        try (var journal = SqliteJournal.open(file);
                var reading = SqliteJournal.reading(file)) {
            assertThat(reading.runByKey("k")).isEmpty();
            fill(journal);
            assertFilled(reading);
        }
    }

    @Test
    void a_reader_writes_nothing() {
        try (var journal = SqliteJournal.open(file)) {
            fill(journal);
        }
        try (var reading = SqliteJournal.reading(file)) {
            assertFilled(reading);
            assertThatThrownBy(() -> fill(reading)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void a_log_of_many_pages_is_folded_into_the_file_and_written_over() throws Exception {
        try (var journal = SqliteJournal.open(file)) {
            journal.commit(List.of(new Entry.NewRun(SampleRows.run(1))));
            for (var n = 0; n < 40; n++) {
                var large = "x".repeat(1_000_000) + n;
                journal.commit(List.of(SampleRows.value(large)));
            }
            var log = file.resolveSibling("towpath.db-wal");
            assertThat(Files.size(log)).isBetween(1L, 20_000_000L);
            assertThat(Files.size(file)).isGreaterThan(20_000_000L);
        }
    }

    @Test
    void another_program_that_looks_into_a_new_store_and_leaves_takes_nothing_away() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        try (var journal = SqliteJournal.open(file)) {
            var other = new ProcessBuilder(
                            java,
                            "--enable-native-access=ALL-UNNAMED",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Visitor.class.getName(),
                            file.toString())
                    .inheritIO()
                    .start();
            assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(other.exitValue()).isZero();

            assertThat(file.resolveSibling("towpath.db-wal")).exists();
            fill(journal);
            assertFilled(journal);
        }
        try (var again = SqliteJournal.open(file)) {
            assertFilled(again);
        }
    }

    /// Another process with a connection that might write, as most programs open one.
    static final class Visitor {
        private Visitor() {}

        public static void main(String[] args) throws SQLException {
            try (var db = Session.writing(Path.of(args[0]), Duration.ofSeconds(1))) {
                db.number("SELECT count(*) FROM run");
            }
        }
    }
}
