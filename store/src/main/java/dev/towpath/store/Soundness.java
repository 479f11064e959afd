package dev.towpath.store;

import dev.towpath.Digest;
import dev.towpath.RunId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The statements that look over the tables as a whole. Each sees one moment, also while others write.
final class Soundness {
    private static final String DAMAGES = "SELECT integrity_check FROM pragma_integrity_check LIMIT ?";

    private static final String STRAYS = "SELECT \"table\", rowid, parent FROM pragma_foreign_key_check LIMIT ?";

    /// Histories that do not start at 1, leave a number out, go back in their epochs, or end before what the run's row
    /// says. They may end later: the row is written only when something in it changes.
    private static final String BROKEN = """
        WITH walk AS (
          SELECT run, seq, count, epoch,
                 lag(seq + count, 1, 1) OVER w AS expected, lag(epoch, 1, 0) OVER w AS before
            FROM event WINDOW w AS (PARTITION BY run ORDER BY place)
        ), summary AS (
          SELECT run, min(CASE WHEN seq <> expected THEN expected END) AS gap,
                 min(CASE WHEN epoch < before THEN seq END) AS back, max(seq + count - 1) AS last
            FROM walk GROUP BY run
        )
        SELECT run.id, gap, back, coalesce(last, 0), run.seq
          FROM run LEFT JOIN summary ON summary.run = run.no
         WHERE gap IS NOT NULL OR back IS NOT NULL OR coalesce(last, 0) < run.seq
         ORDER BY run.id LIMIT ?\
        """;

    /// What is kept by digest and must be a blob, because it is no value.
    private static final String BLOBS = """
        WITH named (digest, place) AS (
          SELECT digest, pipeline || '/' || step || '/' || name || '/' || version FROM artifact
          UNION ALL SELECT bundle, 'the code of run ' || id FROM run
          UNION ALL SELECT input, 'the input of run ' || id FROM run
          UNION ALL SELECT output, 'the output of run ' || id FROM run WHERE output IS NOT NULL
          UNION ALL SELECT step.output, 'the output of step ' || step.name || ' of run ' || run.id
            FROM step JOIN run ON run.no = step.run WHERE step.output IS NOT NULL
        )
        SELECT digest, min(place) FROM named
         WHERE NOT EXISTS (SELECT 1 FROM value WHERE value.digest = named.digest) GROUP BY digest\
        """;

    private static final String CONTENTS = "SELECT digest, contents FROM value WHERE contents IS NOT NULL";

    private static final String LOST_PLANS = """
        SELECT id FROM run WHERE NOT EXISTS (SELECT 1 FROM value WHERE value.digest = run.plan) ORDER BY id LIMIT ?\
        """;

    private static final String LAST_EVENT = """
        SELECT coalesce(max(event.seq + count - 1), 0) FROM run CROSS JOIN event ON %s WHERE run.id = ?\
        """.formatted(RunTable.PLACES_OF_RUN);

    private final Session db;

    Soundness(Session db) {
        this.db = db;
    }

    /// What SQLite itself finds wrong; empty if the file is sound.
    List<String> damages(int limit) throws SQLException {
        var sql = db.sql(DAMAGES);
        sql.setInt(1, limit);
        var found = new ArrayList<String>();
        try (var rows = sql.executeQuery()) {
            while (rows.next()) if (!"ok".equals(rows.getString(1))) found.add(rows.getString(1));
        }
        return found;
    }

    /// Rows that refer to a row that is not there.
    List<String> strays(int limit) throws SQLException {
        var sql = db.sql(STRAYS);
        sql.setInt(1, limit);
        var found = new ArrayList<String>();
        try (var rows = sql.executeQuery()) {
            while (rows.next())
                found.add("a row of table " + rows.getString(1) + " refers to a row of " + rows.getString(3)
                        + " that is not there");
        }
        return found;
    }

    /// A history that is not what it must be.
    record Broken(RunId run, String what, boolean isWhole) {}

    List<Broken> histories(int limit) throws SQLException {
        var sql = db.sql(BROKEN);
        sql.setInt(1, limit);
        var found = new ArrayList<Broken>();
        try (var rows = sql.executeQuery()) {
            while (rows.next()) {
                var gap = rows.getLong(2);
                var isGap = !rows.wasNull();
                var back = rows.getLong(3);
                var isBack = !rows.wasNull();
                var last = rows.getLong(4);
                var what = isGap
                        ? "event " + gap + " is missing"
                        : isBack
                                ? "event " + back + " has an older epoch than the one before"
                                : "its row counts " + rows.getLong(5) + " events and there are " + last;
                found.add(new Broken(Columns.run(rows, 1), what, !isGap && !isBack && last > 0));
            }
        }
        return found;
    }

    /// Something kept by its digest, and one place that names it.
    record Named(Digest digest, String place) {}

    /// Takes one at a time: there may be millions.
    interface Each {
        void take(Named named);
    }

    void blobs(Each each) throws SQLException {
        try (var rows = db.sql(BLOBS).executeQuery()) {
            while (rows.next()) each.take(new Named(Columns.digest(rows, 1), rows.getString(2)));
        }
        try (var rows = db.sql(CONTENTS).executeQuery()) {
            while (rows.next()) {
                var value = Columns.digest(rows, 1);
                for (var file : Columns.digests(rows, 2)) each.take(new Named(file, "in value " + value.brief()));
            }
        }
    }

    List<RunId> lostPlans(int limit) throws SQLException {
        var sql = db.sql(LOST_PLANS);
        sql.setInt(1, limit);
        var found = new ArrayList<RunId>();
        try (var rows = sql.executeQuery()) {
            while (rows.next()) found.add(Columns.run(rows, 1));
        }
        return found;
    }

    /// The number of the last event of a run; 0 if there is none.
    long lastEvent(RunId run) throws SQLException {
        var sql = db.sql(LAST_EVENT);
        sql.setString(1, run.text());
        try (var rows = sql.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }
}
