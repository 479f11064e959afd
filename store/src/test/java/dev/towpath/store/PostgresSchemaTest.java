package dev.towpath.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.towpath.spi.Entry;
import dev.towpath.spi.RunQuery;
import dev.towpath.spi.StoreException;
import dev.towpath.testkit.SampleRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnPostgres
final class PostgresSchemaTest {
    private TestDatabase database;

    @BeforeEach
    void a_schema_that_is_not_there_yet() {
        database = TestDatabase.create();
    }

    @AfterEach
    void it_goes() throws Exception {
        database.close();
    }

    /// The schema as a later program knows it.
    private static PostgresSchema later(String... statements) {
        var migrations = new ArrayList<>(List.of(new Migration(1, PostgresSchemaTest::first)));
        for (var sql : statements) migrations.add(new Migration(migrations.size() + 1, () -> sql));
        return new PostgresSchema(migrations);
    }

    private static String first() {
        try (var sql = PostgresSchema.class.getResourceAsStream("postgres/V1__runs.sql")) {
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void oneRun() {
        try (var journal = PostgresJournal.open(database.url())) {
            journal.commit(List.of(new Entry.NewRun(SampleRows.run(1))));
        }
    }

    private StoreException refused(PostgresSchema schema) {
        return catchThrowableOfType(StoreException.class, () -> PostgresJournal.open(database.url(), schema));
    }

    private static int runs(PostgresJournal journal) {
        return journal.runs(new RunQuery(null, Set.of(), null, null, 9)).size();
    }

    @Test
    void an_older_store_is_brought_up_to_date() throws Exception {
        oneRun();

        try (var journal = PostgresJournal.open(
                database.url(), later("ALTER TABLE run ADD COLUMN tag text;", "CREATE TABLE extra (x int);"))) {
            assertThat(runs(journal)).isEqualTo(1);
        }

        assertThat(database.number("SELECT version FROM towpath_schema")).isEqualTo(3);
        assertThat(database.number("SELECT count(*) FROM extra")).isZero();
    }

    @Test
    void a_migration_that_fails_changes_nothing_not_even_those_before_it() throws Exception {
        oneRun();

        var failed = refused(later("CREATE TABLE extra (x int);", "DELETE FROM run; CREATE NONSENSE;"));

        assertThat(failed.at()).isEqualTo(database.url().toString());
        assertThat(database.number("SELECT version FROM towpath_schema")).isEqualTo(1);
        assertThat(database.number("SELECT count(*) FROM run")).isEqualTo(1);
        assertThat(database.number("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema"
                        + " AND tablename = 'extra'"))
                .isZero();
    }

    @Test
    void many_processes_that_come_first_make_one_store() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var opening = new ArrayList<Future<PostgresJournal>>();
            for (var i = 0; i < 6; i++) opening.add(threads.submit(() -> PostgresJournal.open(database.url())));
            for (var i = 0; i < 6; i++) {
                try (var journal = opening.get(i).get()) {
                    journal.commit(List.of(new Entry.NewRun(SampleRows.run(i))));
                }
            }
        }
        assertThat(database.number("SELECT count(*) FROM run")).isEqualTo(6);
        assertThat(database.number("SELECT count(*) FROM towpath_schema")).isEqualTo(1);
    }

    @Test
    void a_newer_store_is_refused_by_readers_and_writers() throws Exception {
        PostgresJournal.open(database.url(), later("CREATE TABLE extra (x int);"))
                .close();

        var refused = refused(PostgresSchema.NEWEST);

        assertThat(refused.code()).isEqualTo("store-newer");
        assertThat(refused.what()).contains("version 2", "up to 1");
        assertThat(catchThrowableOfType(StoreException.class, () -> PostgresJournal.reading(database.url()))
                        .code())
                .isEqualTo("store-newer");
    }

    @Test
    void a_schema_with_tables_of_another_program_is_refused_and_stays_as_it_is() throws Exception {
        var name = PostgresLink.name(database.url().schema());
        database.execute("CREATE SCHEMA " + name + "; CREATE TABLE " + name + ".run (mine text)");

        var refused = refused(PostgresSchema.NEWEST);

        assertThat(refused.code()).isEqualTo("store-corrupt");
        assertThat(refused.hint()).contains("?schema=");
        assertThat(database.number("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema"))
                .isEqualTo(1);
    }

    @Test
    void an_empty_schema_that_somebody_has_made_for_us_is_used() throws Exception {
        database.execute("CREATE SCHEMA " + PostgresLink.name(database.url().schema()));

        oneRun();

        assertThat(database.number("SELECT count(*) FROM run")).isEqualTo(1);
    }

    @Test
    void who_only_looks_makes_nothing() throws Exception {
        var missing = catchThrowableOfType(StoreException.class, () -> PostgresJournal.reading(database.url()));

        assertThat(missing.code()).isEqualTo("store-missing");
        assertThat(database.number("SELECT count(*) FROM pg_namespace WHERE nspname = current_schema"))
                .isZero();
    }
}
