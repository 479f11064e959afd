package dev.towpath.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.towpath.spi.Entry;
import dev.towpath.spi.StoreException;
import dev.towpath.testkit.SampleRows;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A database that others hold, damage or are in the way of. Full disks and read-only folders: [BadDiskTest].
final class BadDatabaseTest {
    private static final Duration PATIENCE = Duration.ofMillis(100);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void a_store_with_one_run() {
        file = folder.resolve("towpath.db");
        try (var journal = open()) {
            journal.commit(List.of(new Entry.NewRun(SampleRows.run(1))));
        }
    }

    private SqliteJournal open() {
        return SqliteJournal.open(file, PATIENCE, Schema.SQLITE);
    }

    private interface Act {
        void run() throws Exception;
    }

    private static StoreException refused(Act act) {
        return catchThrowableOfType(StoreException.class, act::run);
    }

    @Test
    void a_database_that_a_foreign_program_writes_to_is_locked_and_nothing_is_lost() throws Exception {
        try (var journal = open();
                var foreign = Session.writing(file, PATIENCE)) {
            foreign.script("BEGIN IMMEDIATE;");

            var refused = refused(() -> journal.commit(List.of(new Entry.NewRun(SampleRows.run(2)))));

            assertThat(refused.code()).isEqualTo("store-locked");
            assertThat(refused.what()).contains("another program", "100 ms");
            assertThat(refused.at()).isEqualTo(file.toString());
            assertThat(refused.hint()).contains("fuser", "lsof");
            assertThat(journal.run(SampleRows.id(1))).isPresent();

            foreign.script("ROLLBACK;");
            journal.commit(List.of(new Entry.NewRun(SampleRows.run(2))));
            assertThat(journal.run(SampleRows.id(2))).isPresent();
        }
    }

    @Test
    void a_database_that_a_foreign_program_has_for_itself_can_not_be_opened() throws Exception {
        try (var foreign = Session.writing(file, PATIENCE)) {
            foreign.script("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;");

            assertThat(refused(this::open).code()).isEqualTo("store-locked");
            assertThat(refused(() -> SqliteJournal.reading(file, PATIENCE, Schema.SQLITE))
                            .code())
                    .isEqualTo("store-locked");
        }
    }

    @Test
    void a_damaged_header_is_named() throws Exception {
        overwrite(0, 100);

        for (var refused : List.of(refused(this::open), refused(() -> SqliteJournal.reading(file)))) {
            assertThat(refused.code()).isEqualTo("store-corrupt");
            assertThat(refused.at()).isEqualTo(file.toString());
            assertThat(refused.hint()).contains("copy");
        }
    }

    @Test
    void damaged_pages_are_named_when_they_are_read_or_written() throws Exception {
        long page;
        try (var session = Session.reading(file, PATIENCE)) {
            page = session.number("SELECT rootpage FROM sqlite_schema WHERE name = 'run'");
        }
        overwrite((page - 1) * 2_048, 2_048);

        try (var journal = open()) {
            assertThat(refused(() -> journal.run(SampleRows.id(1))).code()).isEqualTo("store-corrupt");
            assertThat(refused(() -> journal.commit(List.of(new Entry.NewRun(SampleRows.run(2)))))
                            .code())
                    .isEqualTo("store-corrupt");
        }
    }

    private void overwrite(long from, int bytes) throws Exception {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var noise = new byte[bytes];
            Arrays.fill(noise, (byte) 0x5a);
            channel.write(ByteBuffer.wrap(noise), from);
        }
    }

    @Test
    void a_file_that_is_no_database_is_refused() throws Exception {
        Files.writeString(file, "This is a text of more than a hundred characters, as people write them. ".repeat(9));

        assertThat(refused(this::open).code()).isEqualTo("store-corrupt");
    }

    @Test
    void a_folder_in_place_of_the_file_is_named() throws Exception {
        var other = Files.createDirectory(folder.resolve("folder.db"));

        assertThat(refused(() -> SqliteJournal.open(other)).what()).contains("folder");
        assertThat(refused(() -> SqliteJournal.reading(other)).what()).contains("folder");
    }

    @Test
    void a_store_that_is_not_there_is_not_made_by_reading() {
        var none = folder.resolve("none.db");

        assertThat(refused(() -> SqliteJournal.reading(none)).code()).isEqualTo("store-missing");
        assertThat(none).doesNotExist();
    }

    @Test
    void a_folder_that_is_not_there_can_not_be_written_to() {
        assertThat(refused(() -> SqliteJournal.open(folder.resolve("none/towpath.db")))
                        .code())
                .isEqualTo("store-not-writable");
    }
}
