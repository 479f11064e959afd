package dev.towpath.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.towpath.spi.Entry;
import dev.towpath.spi.StoreException;
import dev.towpath.testkit.SampleRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class BackupTest {
    @TempDir
    Path folder;

    private Path database;
    private Path copy;

    @BeforeEach
    void a_store_with_one_run() {
        database = folder.resolve("store/towpath.db");
        database.getParent().toFile().mkdirs();
        copy = folder.resolve("copy.db");
        try (var journal = SqliteJournal.open(database)) {
            journal.commit(List.of(new Entry.NewRun(SampleRows.run(1)), SampleRows.value("small")));
        }
    }

    @Test
    void a_backup_is_a_whole_store_of_its_own() throws Exception {
        var size = Backup.write(database, copy);

        assertThat(size).isEqualTo(Files.size(copy)).isPositive();
        try (var journal = SqliteJournal.open(copy)) {
            assertThat(journal.run(SampleRows.id(1))).contains(SampleRows.run(1));
            journal.commit(List.of(new Entry.NewRun(SampleRows.run(2))));
        }
        try (var journal = SqliteJournal.reading(database)) {
            assertThat(journal.run(SampleRows.id(2))).isEmpty();
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.endsWith(".part"));
        }
    }

    @Test
    void a_backup_has_what_was_committed_a_moment_ago_and_is_still_in_the_log() {
        try (var journal = SqliteJournal.open(database)) {
            journal.commit(List.of(new Entry.NewRun(SampleRows.run(2))));
            Backup.write(database, copy);
        }
        try (var journal = SqliteJournal.reading(copy)) {
            assertThat(journal.run(SampleRows.id(2))).isPresent();
        }
    }

    /// A writer adds runs two at a time; each backup taken meanwhile has both of a pair or none, and all that was
    /// acknowledged before it began.
    @Test
    void backups_taken_while_another_writes_are_of_one_moment() throws Exception {
        var stop = new AtomicBoolean();
        var begun = new CountDownLatch(5);
        var last = new java.util.concurrent.atomic.AtomicInteger(1);
        try (var threads = Executors.newSingleThreadExecutor();
                var journal = SqliteJournal.open(database)) {
            var writer = threads.submit(() -> {
                for (var n = 2; !stop.get(); n += 2) {
                    journal.commit(
                            List.of(new Entry.NewRun(SampleRows.run(n)), new Entry.NewRun(SampleRows.run(n + 1))));
                    last.set(n + 1);
                    begun.countDown();
                }
            });
            try {
                begun.await();
                for (var i = 0; i < 5; i++) {
                    var acknowledged = last.get();
                    var to = folder.resolve("copy" + i + ".db");
                    Backup.write(database, to);
                    try (var read = SqliteJournal.reading(to)) {
                        var count = read.runsStartingWith("r-", 1_000_000).size();
                        assertThat(count).isOdd().isGreaterThanOrEqualTo(acknowledged);
                    }
                }
            } finally {
                stop.set(true);
                writer.get();
            }
        }
    }

    @Test
    void an_existing_file_is_never_replaced() throws Exception {
        Files.writeString(copy, "mine");

        assertThat(refused(copy)).isEqualTo("backup-exists");

        assertThat(copy).hasContent("mine");
    }

    @Test
    void what_can_not_be_done_is_said_with_its_place() {
        assertThat(refused(folder.resolve("nowhere/copy.db"))).isEqualTo("backup-no-folder");
        var missing =
                catchThrowableOfType(StoreException.class, () -> Backup.write(folder.resolve("none/towpath.db"), copy));
        assertThat(missing.code()).isEqualTo("store-missing");
        assertThat(copy).doesNotExist();
    }

    private String refused(Path target) {
        var refused = catchThrowableOfType(StoreException.class, () -> Backup.write(database, target));
        assertThat(refused.at()).isEqualTo(target.toString());
        assertThat(refused.hint()).isNotEmpty();
        return refused.code();
    }
}
