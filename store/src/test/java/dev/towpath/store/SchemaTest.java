package dev.towpath.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.towpath.Digest;
import dev.towpath.Status;
import dev.towpath.spi.ArtifactQuery;
import dev.towpath.spi.Entry;
import dev.towpath.spi.RunQuery;
import dev.towpath.spi.StoreException;
import dev.towpath.testkit.SampleRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SchemaTest {
    private static final Duration PATIENCE = Duration.ofMillis(200);

    @TempDir
    Path folder;

    private Path file;
    private Path backup;

    @BeforeEach
    void a_file_that_is_not_there_yet() {
        file = folder.resolve("towpath.db");
        backup = folder.resolve("towpath.db.v2-backup");
    }

    /// The schema as a later program knows it.
    private static Schema later(String... statements) {
        var migrations = new ArrayList<>(
                List.of(new Migration(1, () -> script("V1__runs")), new Migration(2, () -> script("V2__owners"))));
        for (var sql : statements) migrations.add(new Migration(migrations.size() + 1, () -> sql));
        return new Schema(migrations);
    }

    private static String script(String name) {
        try (var sql = Schema.class.getResourceAsStream("sqlite/" + name + ".sql")) {
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void oneRun() {
        try (var journal = SqliteJournal.open(file)) {
            journal.commit(List.of(new Entry.NewRun(SampleRows.run(1))));
        }
    }

    private long number(Path database, String query) throws Exception {
        try (var session = Session.reading(database, PATIENCE)) {
            return session.number(query);
        }
    }

    private StoreException refused(Schema schema) {
        return catchThrowableOfType(StoreException.class, () -> SqliteJournal.open(file, PATIENCE, schema));
    }

    private static int runs(SqliteJournal journal) {
        return journal.runs(new RunQuery(null, Set.of(), null, null, 9)).size();
    }

    @Test
    void a_new_store_has_the_newest_version_and_our_mark() throws Exception {
        SqliteJournal.open(file, PATIENCE, later("CREATE TABLE extra (x INTEGER) STRICT;"))
                .close();

        assertThat(number(file, "PRAGMA user_version")).isEqualTo(3);
        assertThat(number(file, "PRAGMA application_id")).isEqualTo(Schema.APPLICATION_ID);
        assertThat(number(file, "SELECT count(*) FROM extra")).isZero();
        assertThat(backup).doesNotExist();
    }

    @Test
    void an_empty_file_is_a_new_store() throws Exception {
        Files.createFile(file);
        oneRun();

        assertThat(number(file, "SELECT count(*) FROM run")).isEqualTo(1);
    }

    @Test
    void an_older_store_is_copied_and_then_brought_up_to_date() throws Exception {
        oneRun();
        var schema = later("ALTER TABLE run ADD COLUMN tag TEXT;", "CREATE TABLE extra (x INTEGER) STRICT;");

        try (var journal = SqliteJournal.open(file, PATIENCE, schema)) {
            assertThat(runs(journal)).isEqualTo(1);
        }

        assertThat(number(file, "PRAGMA user_version")).isEqualTo(4);
        assertThat(number(backup, "PRAGMA user_version")).isEqualTo(2);
        assertThat(number(backup, "SELECT count(*) FROM run")).isEqualTo(1);
        assertThat(folder.toFile().list()).noneMatch(name -> name.endsWith(".part"));
        try (var old = SqliteJournal.open(backup)) {
            assertThat(runs(old)).isEqualTo(1);
        }
    }

    @Test
    void a_store_of_version_1_is_copied_and_brought_up_to_date_with_all_that_is_in_it() throws Exception {
        // Written by the program of that time: a parent, a run that its step asked for, and one row of everything else.
        try (var store = SchemaTest.class.getResourceAsStream("v1.db")) {
            Files.copy(store, file);
        }

        try (var journal = SqliteJournal.open(file)) {
            var parent = journal.run(SampleRows.id(1)).orElseThrow();
            assertThat(parent.parentStep()).isNull();
            assertThat(parent.priority()).isZero();
            var child = journal.run(SampleRows.id(2)).orElseThrow();
            assertThat(child.parent()).isEqualTo(parent.id());
            assertThat(child.parentStep()).isEqualTo("calls/3");
            assertThat(journal.unfinished("process 7", 9)).containsExactly(parent);
            assertThat(journal.steps(parent.id())).containsExactly(SampleRows.step(parent.id(), 0, Status.SUCCEEDED));
            assertThat(journal.events(parent.id(), 1, 9)).hasSize(1);
            assertThat(journal.value(Digest.of("v"))).isPresent();
            assertThat(journal.artifacts(new ArtifactQuery(null, null, null, 0, parent.id(), 9)))
                    .hasSize(2);
            journal.commit(List.of(new Entry.NewRun(SampleRows.run(3, "sample", "k", child.id()))));
            assertThat(journal.children(child.id())).hasSize(1);
        }

        var old = folder.resolve("towpath.db.v1-backup");
        assertThat(number(old, "PRAGMA user_version")).isEqualTo(1);
        assertThat(number(old, "SELECT count(*) FROM run")).isEqualTo(2);
    }

    @Test
    void a_migration_that_fails_changes_nothing_not_even_those_before_it() throws Exception {
        oneRun();

        var failed = refused(later("CREATE TABLE extra (x INTEGER) STRICT;", "DELETE FROM run; CREATE NONSENSE;"));

        assertThat(failed.at()).isEqualTo(file.toString());
        assertThat(number(file, "PRAGMA user_version")).isEqualTo(2);
        assertThat(number(file, "SELECT count(*) FROM sqlite_schema WHERE name = 'extra'"))
                .isZero();
        assertThat(backup).exists();
        try (var journal = SqliteJournal.open(file)) {
            assertThat(runs(journal)).isEqualTo(1);
        }
    }

    @Test
    void a_migration_that_breaks_references_is_rolled_back() throws Exception {
        oneRun();
        try (var journal = SqliteJournal.open(file)) {
            journal.commit(List.of(new Entry.Events(SampleRows.events(SampleRows.id(1), 1, 1))));
        }

        assertThat(catchThrowableOfType(
                        IllegalStateException.class,
                        () -> SqliteJournal.open(file, PATIENCE, later("DELETE FROM run;"))))
                .hasMessageContaining("refer to nothing");

        assertThat(number(file, "SELECT count(*) FROM run")).isEqualTo(1);
    }

    @Test
    void a_file_whose_first_process_died_before_it_made_the_tables_is_no_store_yet() throws Exception {
        Files.createFile(file);

        var refused = catchThrowableOfType(StoreException.class, () -> SqliteJournal.reading(file));

        assertThat(refused.code()).isEqualTo("store-missing");
        SqliteJournal.open(file).close();
        SqliteJournal.reading(file).close();
    }

    @Test
    void an_older_store_is_not_migrated_by_one_who_only_reads() throws Exception {
        oneRun();

        var refused = catchThrowableOfType(
                StoreException.class,
                () -> SqliteJournal.reading(file, PATIENCE, later("CREATE TABLE extra (x INTEGER) STRICT;")));

        assertThat(refused.code()).isEqualTo("store-older");
        assertThat(refused.what()).contains("version 2", "version 3");
        assertThat(number(file, "PRAGMA user_version")).isEqualTo(2);
    }

    @Test
    void a_newer_store_is_refused_by_readers_and_writers_and_stays_as_it_is() throws Exception {
        SqliteJournal.open(file, PATIENCE, later("CREATE TABLE extra (x INTEGER) STRICT;"))
                .close();
        var before = Files.readAllBytes(file);

        var refused = refused(Schema.SQLITE);

        assertThat(refused.code()).isEqualTo("store-newer");
        assertThat(refused.what()).contains("version 3", "up to 2");
        assertThat(refused.hint()).contains("--store");
        assertThat(catchThrowableOfType(StoreException.class, () -> SqliteJournal.reading(file))
                        .code())
                .isEqualTo("store-newer");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void a_database_of_another_program_is_refused_and_stays_as_it_is() throws Exception {
        try (var session = Session.writing(file, PATIENCE)) {
            session.script("CREATE TABLE run (mine TEXT);");
        }
        var before = Files.readAllBytes(file);

        var refused = refused(Schema.SQLITE);

        assertThat(refused.code()).isEqualTo("store-corrupt");
        assertThat(refused.what()).contains("not one of Towpath's");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(folder.toFile().list()).containsExactly("towpath.db");
    }

    @Test
    void the_released_migrations_are_never_edited() {
        // Changed before a release: put the new digest here. After one: write the next file instead.
        assertThat(Digest.of(script("V1__runs")).brief()).isEqualTo("1829e92143a6");
        assertThat(Digest.of(script("V2__owners")).brief()).isEqualTo("0e0cbd144a48");
    }
}
