package dev.towpath.store;

import dev.towpath.Status;
import dev.towpath.spi.Entry;
import dev.towpath.spi.Journal;
import dev.towpath.testkit.SampleRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What the store costs, next to the bare cost of the disk and of SQLite in the same sitting. Not a test: no figure is
/// asserted. `java … StoreBench commits|rows|open FOLDER`, `java … StoreBench commits|rows postgresql://…`.
final class StoreBench {
    private StoreBench() {}

    private static final int ROUND = 1_000;

    interface Op {
        void run() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        if (PostgresUrl.isOne(args[1])) {
            onServer(
                    args[0],
                    PostgresUrl.parse(args[1], Map.of())
                            .withSchema("bench" + ProcessHandle.current().pid()));
            return;
        }
        var folder = Path.of(args[1]);
        switch (args[0]) {
            case "commits" -> commits(folder);
            case "rows" -> {
                try (var journal = SqliteJournal.open(
                        Files.createTempDirectory(folder, "j").resolve("towpath.db"))) {
                    rows(journal);
                }
            }
            case "open" -> open(folder);
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void onServer(String what, PostgresUrl url) throws Exception {
        try (var bare = new Session(new PostgresLink(url).plain());
                var journal = PostgresJournal.open(url)) {
            if (what.equals("rows")) rows(journal);
            else commits(bare, journal, "id bigserial PRIMARY KEY");
            bare.script("DROP SCHEMA " + PostgresLink.name(url.schema()) + " CASCADE");
        }
    }

    /// A chain of steps, strict: each commit has one event, two steps, a value and an artifact; beside it one row with
    /// an index.
    private static void commits(Path folder) throws Exception {
        try (var bare = Session.writing(Files.createTempFile(folder, "bare", ".db"), Duration.ofSeconds(5));
                var journal = SqliteJournal.open(
                        Files.createTempDirectory(folder, "j").resolve("towpath.db"))) {
            bare.script("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
            commits(bare, journal, "id INTEGER PRIMARY KEY");
        }
    }

    private static void commits(Session bare, Journal journal, String id) throws Exception {
        bare.script("CREATE TABLE bare (" + id + ", run BIGINT, name VARCHAR(40), at BIGINT);"
                + "CREATE INDEX bare_run ON bare (run);");
        journal.commit(List.of(new Entry.NewRun(SampleRows.run(1))));
        for (var round = 0; round < 6; round++) {
            var one = new long[ROUND];
            var step = new long[ROUND];
            // One after the other, so that whatever else the disk does is shared by both.
            for (var i = 0; i < ROUND; i++) {
                var n = round * ROUND + i;
                one[i] = time(() -> insert(bare, n));
                step[i] = time(() -> journal.commit(step(n)));
            }
            var ratio = print("commit of one row", one);
            ratio = print("commit of a step", step) / ratio;
            System.out.printf(Locale.ROOT, "ratio of medians %.2f%n", ratio);
        }
    }

    private static void insert(Session bare, int i) throws SQLException {
        var sql = bare.sql("INSERT INTO bare (run, name, at) VALUES (?, ?, ?)");
        sql.setLong(1, i / 3);
        sql.setString(2, "step-" + i);
        sql.setLong(3, i);
        sql.executeUpdate();
    }

    private static List<Entry> step(int i) {
        var run = SampleRows.id(1);
        return List.of(
                new Entry.Events(SampleRows.events(run, i + 1, 2)),
                SampleRows.value("{\"value\":" + i + "}"),
                new Entry.NewArtifact(SampleRows.artifact(run, "step-" + i, "output")),
                new Entry.StepChanged(SampleRows.step(run, i, Status.SUCCEEDED)),
                new Entry.StepChanged(SampleRows.step(run, i + 1, Status.RUNNING)));
    }

    private static long time(Op op) throws Exception {
        var start = System.nanoTime();
        op.run();
        return System.nanoTime() - start;
    }

    /// The median in milliseconds.
    private static double print(String name, long[] times) {
        var mean = Arrays.stream(times).average().orElseThrow() / 1e6;
        Arrays.sort(times);
        var n = times.length;
        System.out.printf(
                Locale.ROOT,
                "%-24s mean %.3f ms  p50 %.3f  p90 %.3f  p99 %.3f%n",
                name,
                mean,
                times[n / 2] / 1e6,
                times[n * 9 / 10] / 1e6,
                times[n * 99 / 100] / 1e6);
        return times[n / 2] / 1e6;
    }

    /// Whole runs of three steps, submitted and ended in one commit of about 1,000 rows.
    private static void rows(Journal journal) {
        for (var round = 0; round < 6; round++) {
            var start = System.nanoTime();
            var rows = 0;
            for (var commit = 0; commit < 100; commit++) {
                var batch = runs((round * 100 + commit) * 100, 100);
                rows += 9 * 100;
                journal.commit(batch);
            }
            var seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "%,d rows in %.2f s: %,.0f rows/s, %,.0f runs/s%n",
                    rows,
                    seconds,
                    rows / seconds,
                    10_000 / seconds);
        }
    }

    private static List<Entry> runs(int from, int count) {
        var entries = new ArrayList<Entry>();
        for (var n = from; n < from + count; n++) {
            var run = SampleRows.run(n);
            entries.add(new Entry.NewRun(run));
            entries.add(new Entry.Events(SampleRows.events(run.id(), 1, 9)));
            for (var s = 0; s < 3; s++) {
                entries.add(new Entry.StepChanged(SampleRows.step(run.id(), s, Status.SUCCEEDED)));
                if (s < 2) entries.add(new Entry.NewArtifact(SampleRows.artifact(run.id(), "step-" + s, "output")));
            }
            entries.add(SampleRows.value("value " + n));
            entries.add(SampleRows.value("other " + n));
            entries.add(new Entry.RunChanged(SampleRows.with(run, Status.SUCCEEDED)));
        }
        return entries;
    }

    /// For a fresh JVM: a new store, then the same opened again, then only read.
    private static void open(Path folder) throws Exception {
        var file = folder.resolve("towpath.db");
        var state = Files.exists(file) ? "existing" : "new";
        var start = System.nanoTime();
        var journal = SqliteJournal.open(file);
        var opened = System.nanoTime();
        journal.commit(List.of(new Entry.NewRun(SampleRows.run((int) (System.currentTimeMillis() % 1_000_000_000)))));
        var committed = System.nanoTime();
        journal.runsStartingWith("r-", 1);
        var read = System.nanoTime();
        journal.close();
        var closed = System.nanoTime();
        System.out.printf(
                Locale.ROOT,
                "%s store: open %.1f ms, first commit %.1f, first read %.1f, close %.1f%n",
                state,
                (opened - start) / 1e6,
                (committed - opened) / 1e6,
                (read - committed) / 1e6,
                (closed - read) / 1e6);
    }
}
