package dev.towpath.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.towpath.spi.ArtifactQuery;
import dev.towpath.spi.ArtifactRow;
import dev.towpath.spi.CommitUnknown;
import dev.towpath.spi.Conflict;
import dev.towpath.spi.Entry;
import dev.towpath.spi.Journal;
import dev.towpath.spi.StoreException;
import dev.towpath.testkit.JournalConformance;
import dev.towpath.testkit.JournalLoadConformance;
import dev.towpath.testkit.SampleRows;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@OnPostgres
final class PostgresJournalTest {
    private TestDatabase database;

    @BeforeEach
    void a_schema_that_is_not_there_yet() {
        database = TestDatabase.create();
    }

    @AfterEach
    void it_goes() throws Exception {
        database.close();
    }

    @Nested
    class Rules extends JournalConformance {
        @Override
        protected Journal create() {
            return PostgresJournal.open(database.url());
        }
    }

    @Nested
    class Load extends JournalLoadConformance {
        @Override
        protected Journal create() {
            return PostgresJournal.open(database.url());
        }
    }

    private static List<Entry> next(int n) {
        return List.of(new Entry.Events(SampleRows.events(SampleRows.id(1), n, 1)));
    }

    private PostgresJournal withOneRun(PostgresUrl url) {
        var journal = PostgresJournal.open(url);
        journal.commit(List.of(new Entry.NewRun(SampleRows.run(1))));
        return journal;
    }

    @Test
    void connections_that_were_cut_are_made_again_and_nobody_notices() throws Exception {
        try (var journal = withOneRun(database.url())) {
            for (var n = 1; n <= 3; n++) {
                assertThat(database.cutConnections()).isPositive();
                journal.commit(next(n));
                database.cutConnections();
                assertThat(journal.events(SampleRows.id(1), 1, 9)).hasSize(n);
            }
        }
    }

    @Test
    void a_commit_waits_for_a_server_that_is_starting_again() throws Exception {
        try (var wire = new Wire(database.port());
                var journal = withOneRun(database.through(wire.port()));
                var thread = Executors.newSingleThreadExecutor()) {
            wire.cut();
            var committing = thread.submit(() -> journal.commit(next(1)));
            assertThat(committing.isDone()).isFalse();

            wire.heal();

            committing.get();
            assertThat(journal.events(SampleRows.id(1), 1, 9)).hasSize(1);
        }
    }

    @Test
    void a_connection_lost_during_a_commit_leaves_it_unknown_and_reading_tells() throws Exception {
        try (var wire = new Wire(database.port());
                var journal = withOneRun(database.through(wire.port()))) {
            wire.swallow("COMMIT\0");

            var unknown = catchThrowableOfType(CommitUnknown.class, () -> journal.commit(next(1)));

            assertThat(unknown.code()).isEqualTo("store-commit-unknown");
            assertThat(unknown.at()).startsWith("postgresql://");
            assertThat(journal.events(SampleRows.id(1), 1, 9)).hasSize(1);
            assertThatThrownBy(() -> journal.commit(next(1))).isInstanceOf(Conflict.class);
            journal.commit(next(2));
        }
    }

    @Test
    void a_connection_lost_before_the_commit_is_no_matter() throws Exception {
        try (var wire = new Wire(database.port());
                var journal = withOneRun(database.through(wire.port()))) {
            journal.commit(next(1));
            wire.swallow("INSERT 0 1\0");

            journal.commit(next(2));

            assertThat(journal.events(SampleRows.id(1), 1, 9)).hasSize(2);
        }
    }

    @Test
    void a_commit_of_a_stale_owner_collides_and_says_which_run_it_was() throws Exception {
        try (var one = withOneRun(database.url());
                var other = PostgresJournal.open(database.url())) {
            one.commit(List.of(new Entry.NewRun(SampleRows.run(2))));
            other.commit(List.of(new Entry.Events(SampleRows.events(SampleRows.id(2), 1, 3))));

            var conflict = catchThrowableOfType(
                    Conflict.class,
                    () -> one.commit(List.of(
                            new Entry.Events(SampleRows.events(SampleRows.id(1), 1, 1)),
                            new Entry.Events(SampleRows.events(SampleRows.id(2), 1, 1)))));

            assertThat(conflict.run()).isEqualTo(SampleRows.id(2));
            assertThat(one.events(SampleRows.id(1), 1, 9)).isEmpty();
        }
    }

    @Test
    void versions_have_no_gaps_and_values_no_order_when_several_processes_write_at_once() throws Exception {
        var writers = 4;
        var commits = 25;
        var number = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(writers)) {
            var done = new ArrayList<Future<Void>>();
            for (var w = 0; w < writers; w++) {
                var forwards = w % 2 == 0;
                Callable<Void> writing = () -> {
                    try (var journal = PostgresJournal.open(database.url())) {
                        for (var i = 0; i < commits; i++) journal.commit(round(number.incrementAndGet(), i, forwards));
                    }
                    return null;
                };
                done.add(threads.submit(writing));
            }
            for (var one : done) one.get();
        }
        try (var journal = PostgresJournal.reading(database.url())) {
            for (var name : List.of("a", "b"))
                assertThat(journal.artifacts(new ArtifactQuery("sample", "s", name, 0, null, 1000)))
                        .extracting(ArtifactRow::version)
                        .containsExactlyElementsOf(IntStream.iterate(writers * commits, v -> v - 1)
                                .limit(writers * commits)
                                .boxed()
                                .toList());
        }
    }

    /// The same artifacts and values as others write, the other way round.
    private static List<Entry> round(int n, int i, boolean forwards) {
        var run = SampleRows.run(n);
        var entries = new ArrayList<Entry>();
        entries.add(new Entry.NewArtifact(SampleRows.artifact(run.id(), "s", "a")));
        entries.add(new Entry.NewArtifact(SampleRows.artifact(run.id(), "s", "b")));
        for (var v = 0; v < 20; v++) entries.add(SampleRows.value("value " + i + " " + v));
        var ordered = forwards ? entries : entries.reversed();
        var all = new ArrayList<Entry>();
        all.add(new Entry.NewRun(run));
        all.addAll(ordered);
        return all;
    }

    @Test
    void a_wrong_password_is_named_and_not_shown() throws Exception {
        database.execute("DROP ROLE IF EXISTS guarded; CREATE ROLE guarded LOGIN SUPERUSER PASSWORD 'right'");

        var refused = catchThrowableOfType(
                StoreException.class, () -> PostgresJournal.open(database.as("guarded", "hunter2")));

        assertThat(refused.code()).isEqualTo("store-refused");
        assertThat(refused.what()).contains("guarded");
        for (Throwable e = refused; e != null; e = e.getCause())
            assertThat(e.toString()).doesNotContain("hunter2");
        PostgresJournal.open(database.as("guarded", "right")).close();
        database.execute("DROP OWNED BY guarded CASCADE; DROP ROLE guarded");
    }

    @Test
    void a_missing_database_and_a_server_that_is_not_there_are_named() throws Exception {
        int closed;
        try (var wire = new Wire(database.port())) {
            closed = wire.port();
        }
        var nowhere = catchThrowableOfType(StoreException.class, () -> PostgresJournal.open(database.through(closed)));
        var none =
                PostgresUrl.parse(database.url().toString().replaceFirst("(:\\d+)/towpath", "$1/no%20such"), Map.of());
        var missing = catchThrowableOfType(StoreException.class, () -> PostgresJournal.open(none));

        assertThat(nowhere.code()).isEqualTo("store-unreachable");
        assertThat(nowhere.at()).contains(":" + closed);
        assertThat(missing.code()).isEqualTo("store-missing");
        assertThat(missing.hint()).contains("createdb");
    }

    @Test
    void a_role_that_may_not_write_is_told_what_it_needs() throws Exception {
        withOneRun(database.url()).close();
        database.execute("DROP ROLE IF EXISTS onlooker; CREATE ROLE onlooker LOGIN");
        try {
            var refused =
                    catchThrowableOfType(StoreException.class, () -> PostgresJournal.open(database.as("onlooker", "")));

            assertThat(refused.code()).isEqualTo("store-not-writable");
            assertThat(refused.hint()).contains("onlooker", database.url().schema());
        } finally {
            database.execute("DROP ROLE onlooker");
        }
    }

    @Test
    void a_reader_writes_nothing() {
        withOneRun(database.url()).close();

        try (var journal = PostgresJournal.reading(database.url())) {
            assertThat(journal.run(SampleRows.id(1))).isPresent();
            assertThatThrownBy(() -> journal.commit(next(1))).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void a_process_that_stops_in_the_middle_of_a_commit_holds_up_others_only_for_a_while() throws Exception {
        withOneRun(database.url()).close();
        try (var stopped = new PostgresLink(database.url()).writing();
                var journal = PostgresJournal.open(database.url())) {
            var statements = new Session(stopped);
            statements.script("SET idle_in_transaction_session_timeout = '500ms'");
            var script = new PostgresScript();
            new PostgresEventTable().insert(script, List.of(SampleRows.events(SampleRows.id(1), 1, 1)));
            script.execute(statements);

            journal.commit(next(1));

            assertThat(journal.events(SampleRows.id(1), 1, 9)).hasSize(1);
            assertThatThrownBy(stopped::commit).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void texts_that_the_server_can_not_keep_lose_the_character_and_nothing_else() {
        try (var journal = PostgresJournal.open(database.url())) {
            journal.commit(List.of(new Entry.NewRun(SampleRows.run(1, "a\0b\ud800c 🐈", "k\0", null))));

            assertThat(journal.run(SampleRows.id(1)).orElseThrow().pipeline()).isEqualTo("a\ufffdb\ufffdc 🐈");
            assertThat(journal.runByKey("k\ufffd")).contains(SampleRows.id(1));
        }
    }
}
