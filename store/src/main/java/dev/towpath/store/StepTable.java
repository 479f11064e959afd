package dev.towpath.store;

import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.spi.Conflict;
import dev.towpath.spi.StepRow;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Every statement on `step`, and nothing else.
final class StepTable {
    // Not INSERT OR REPLACE: it deletes first, and then the page of the last row is joined with its neighbours again
    // and
    // again.
    private static final String REPLACE = """
        INSERT INTO step (place, name, status, attempts, units, started_ms, ended_ms, output, failure, reason)
        SELECT no << 32 | ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11 FROM run WHERE id = ?1
            ON CONFLICT (place) DO UPDATE
           SET name = ?3, status = ?4, attempts = ?5, units = ?6, started_ms = ?7, ended_ms = ?8, output = ?9,
               failure = ?10, reason = ?11\
        """;

    private static final String FORGET = "DELETE FROM step WHERE place IN (SELECT place FROM run CROSS JOIN step ON "
            + RunTable.PLACES_OF_RUN + " WHERE run.id = ?)";

    static final String OF_RUN = """
        SELECT idx, name, step.status, attempts, units, step.started_ms, step.ended_ms, step.output, step.failure,
               step.reason
          FROM run CROSS JOIN step ON %s WHERE run.id = ? ORDER BY place\
        """.formatted(RunTable.PLACES_OF_RUN);

    private final String ofRun;

    /// @param ofRun gives the rows of a run in their order: its name
    StepTable(String ofRun) {
        this.ofRun = ofRun;
    }

    void forget(Session db, Collection<RunId> runs) throws SQLException {
        if (runs.isEmpty()) return;
        var sql = db.sql(FORGET);
        for (var run : runs) {
            Columns.set(sql, 1, run);
            sql.addBatch();
        }
        sql.executeBatch();
    }

    /// @throws Conflict for a step of a run that is not there
    void replace(Session db, Collection<StepRow> steps) throws SQLException {
        if (steps.isEmpty()) return;
        var sql = db.sql(REPLACE);
        for (var step : steps) {
            bind(sql, step);
            sql.addBatch();
        }
        var counts = sql.executeBatch();
        var i = 0;
        for (var step : steps) if (counts[i++] == 0) throw Conflict.noSuchRun(step.run());
    }

    private static void bind(PreparedStatement sql, StepRow step) throws SQLException {
        Columns.set(sql, 1, step.run());
        sql.setInt(2, step.index());
        sql.setString(3, step.name());
        sql.setString(4, step.status().name());
        sql.setInt(5, step.attempts());
        Columns.set(sql, 6, step.units());
        Columns.set(sql, 7, step.started());
        Columns.set(sql, 8, step.ended());
        Columns.set(sql, 9, step.output());
        FailureJson.set(sql, 10, step.failure());
        sql.setString(11, step.reason());
    }

    List<StepRow> ofRun(Session db, RunId run) throws SQLException {
        var sql = db.sql(ofRun);
        sql.setString(1, run.text());
        try (var rows = sql.executeQuery()) {
            var steps = new ArrayList<StepRow>();
            while (rows.next()) steps.add(row(run, rows));
            return List.copyOf(steps);
        }
    }

    private static StepRow row(RunId run, ResultSet row) throws SQLException {
        return new StepRow(
                run,
                row.getInt(1),
                row.getString(2),
                Status.valueOf(row.getString(3)),
                row.getInt(4),
                Columns.counts(row, 5),
                Columns.timeOrNull(row, 6),
                Columns.timeOrNull(row, 7),
                Columns.digestOrNull(row, 8),
                FailureJson.get(row, 9),
                row.getString(10));
    }
}
