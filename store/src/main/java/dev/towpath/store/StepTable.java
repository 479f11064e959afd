package dev.towpath.store;

import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.spi.StepRow;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Every statement on `step`, and nothing else.
final class StepTable {
    private static final String REPLACE = """
        INSERT OR REPLACE INTO step
               (run, idx, name, status, attempts, units, started_ms, ended_ms, output, failure, reason)
        VALUES ((SELECT no FROM run WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
        """;

    private static final String FORGET = "DELETE FROM step WHERE run = (SELECT no FROM run WHERE id = ?)";

    private static final String OF_RUN = """
        SELECT idx, name, status, attempts, units, started_ms, ended_ms, output, failure, reason
          FROM step WHERE run = (SELECT no FROM run WHERE id = ?) ORDER BY idx\
        """;

    void forget(Session db, Collection<RunId> runs) throws SQLException {
        if (runs.isEmpty()) return;
        var sql = db.sql(FORGET);
        for (var run : runs) {
            Columns.set(sql, 1, run);
            sql.addBatch();
        }
        sql.executeBatch();
    }

    void replace(Session db, Collection<StepRow> steps) throws SQLException {
        if (steps.isEmpty()) return;
        var sql = db.sql(REPLACE);
        for (var step : steps) {
            bind(sql, step);
            sql.addBatch();
        }
        sql.executeBatch();
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
        var sql = db.sql(OF_RUN);
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
