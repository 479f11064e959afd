package dev.towpath.store;

import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.spi.KeyTaken;
import dev.towpath.spi.RunQuery;
import dev.towpath.spi.RunRow;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Every statement on `run`, and nothing else.
final class RunTable {
    private static final String COLUMNS = "id, pipeline, status, bundle, plan, input, options, idempotency_key, parent,"
            + " owner, epoch, seq, created_ms, started_ms, ended_ms, output, failure, reason";

    /// A taken name or key gives no row.
    private static final String INSERT = "INSERT INTO run (" + COLUMNS + ")" + """
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING\
        """;

    // Name, pipeline, key, parent and time of submission never change, and each that is named here costs an index.
    private static final String UPDATE = """
        UPDATE run SET status = ?2, bundle = ?3, plan = ?4, input = ?5, options = ?6, owner = ?7, epoch = ?8,
               seq = ?9, started_ms = ?10, ended_ms = ?11, output = ?12, failure = ?13, reason = ?14
         WHERE id = ?1\
        """;

    private static final String SELECT = "SELECT " + COLUMNS + " FROM run";
    private static final String BY_ID = SELECT + " WHERE id = ?";
    private static final String ID_BY_KEY = "SELECT id FROM run WHERE idempotency_key = ?";
    private static final String BY_PREFIX = SELECT + " WHERE id >= ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3";
    private static final String BY_PARENT = SELECT + " WHERE parent = ? ORDER BY id";

    private static final String PAGE = SELECT + " WHERE id < ?1 ORDER BY id DESC LIMIT ?2";
    private static final String PAGE_OF_PIPELINE =
            SELECT + " WHERE id < ?1 AND pipeline = ?3 ORDER BY id DESC LIMIT ?2";
    private static final String PAGE_OF_STATUS = SELECT + " WHERE id < ?1 AND status = ?3 ORDER BY id DESC LIMIT ?2";
    private static final String PAGE_OF_BOTH =
            SELECT + " WHERE id < ?1 AND status = ?3 AND pipeline = ?4 ORDER BY id DESC LIMIT ?2";

    /// Sorts after every name of a run.
    private static final String LAST = "~";

    /// @throws KeyTaken for the first run whose key belongs to another run
    /// @throws dev.towpath.spi.StoreException `store-conflict` for a run that is there already
    void insert(Session db, Collection<RunRow> runs) throws SQLException {
        if (runs.isEmpty()) return;
        var sql = db.sql(INSERT);
        for (var run : runs) {
            bind(sql, run);
            sql.addBatch();
        }
        var refused = withoutEffect(sql, runs);
        if (refused.isEmpty()) return;
        var run = refused.get();
        if (run.key() == null || byId(db, run.id()).isPresent()) throw Conflict.runExists(run.id());
        throw new KeyTaken(run.key());
    }

    /// @throws dev.towpath.spi.StoreException `store-conflict` for a run that is not there
    void update(Session db, Collection<RunRow> runs) throws SQLException {
        if (runs.isEmpty()) return;
        var sql = db.sql(UPDATE);
        for (var run : runs) {
            bindChange(sql, run);
            sql.addBatch();
        }
        var missing = withoutEffect(sql, runs);
        if (missing.isPresent()) throw Conflict.noSuchRun(missing.get().id());
    }

    private static Optional<RunRow> withoutEffect(PreparedStatement sql, Collection<RunRow> runs) throws SQLException {
        var counts = sql.executeBatch();
        var i = 0;
        for (var run : runs) if (counts[i++] == 0) return Optional.of(run);
        return Optional.empty();
    }

    private static void bind(PreparedStatement sql, RunRow run) throws SQLException {
        Columns.set(sql, 1, run.id());
        sql.setString(2, run.pipeline());
        sql.setString(3, run.status().name());
        Columns.set(sql, 4, run.bundle());
        Columns.set(sql, 5, run.plan());
        Columns.set(sql, 6, run.input());
        sql.setString(7, run.options());
        sql.setString(8, run.key());
        Columns.set(sql, 9, run.parent());
        sql.setString(10, run.owner());
        sql.setInt(11, run.epoch());
        sql.setLong(12, run.seq());
        Columns.set(sql, 13, run.created());
        Columns.set(sql, 14, run.started());
        Columns.set(sql, 15, run.ended());
        Columns.set(sql, 16, run.output());
        FailureJson.set(sql, 17, run.failure());
        sql.setString(18, run.reason());
    }

    private static void bindChange(PreparedStatement sql, RunRow run) throws SQLException {
        Columns.set(sql, 1, run.id());
        sql.setString(2, run.status().name());
        Columns.set(sql, 3, run.bundle());
        Columns.set(sql, 4, run.plan());
        Columns.set(sql, 5, run.input());
        sql.setString(6, run.options());
        sql.setString(7, run.owner());
        sql.setInt(8, run.epoch());
        sql.setLong(9, run.seq());
        Columns.set(sql, 10, run.started());
        Columns.set(sql, 11, run.ended());
        Columns.set(sql, 12, run.output());
        FailureJson.set(sql, 13, run.failure());
        sql.setString(14, run.reason());
    }

    Optional<RunRow> byId(Session db, RunId run) throws SQLException {
        var sql = db.sql(BY_ID);
        sql.setString(1, run.text());
        return rows(sql).stream().findFirst();
    }

    Optional<RunId> byKey(Session db, String key) throws SQLException {
        var sql = db.sql(ID_BY_KEY);
        sql.setString(1, key);
        try (var rows = sql.executeQuery()) {
            return rows.next() ? Optional.of(Columns.run(rows, 1)) : Optional.empty();
        }
    }

    List<RunRow> startingWith(Session db, String prefix, int limit) throws SQLException {
        var sql = db.sql(BY_PREFIX);
        sql.setString(1, prefix);
        sql.setString(2, prefix + LAST);
        sql.setInt(3, limit);
        return rows(sql);
    }

    List<RunRow> children(Session db, RunId parent) throws SQLException {
        var sql = db.sql(BY_PARENT);
        sql.setString(1, parent.text());
        return rows(sql);
    }

    /// Each status has its own walk down an index that ends after `limit` rows, however many runs there are.
    List<RunRow> page(Session db, RunQuery query) throws SQLException {
        if (query.statuses().isEmpty()) return rows(page(db, query, PAGE, PAGE_OF_PIPELINE));
        var found = new ArrayList<RunRow>();
        for (var status : query.statuses()) {
            var sql = db.sql(query.pipeline() == null ? PAGE_OF_STATUS : PAGE_OF_BOTH);
            bindPage(sql, query);
            sql.setString(3, status.name());
            if (query.pipeline() != null) sql.setString(4, query.pipeline());
            found.addAll(rows(sql));
        }
        found.sort(Comparator.comparing(RunRow::id).reversed());
        return List.copyOf(found.subList(0, Math.min(query.limit(), found.size())));
    }

    private static PreparedStatement page(Session db, RunQuery query, String all, String ofPipeline)
            throws SQLException {
        var sql = db.sql(query.pipeline() == null ? all : ofPipeline);
        bindPage(sql, query);
        if (query.pipeline() != null) sql.setString(3, query.pipeline());
        return sql;
    }

    private static void bindPage(PreparedStatement sql, RunQuery query) throws SQLException {
        sql.setString(1, query.before() == null ? LAST : query.before().text());
        sql.setInt(2, query.limit());
    }

    private static List<RunRow> rows(PreparedStatement sql) throws SQLException {
        try (var rows = sql.executeQuery()) {
            var runs = new ArrayList<RunRow>();
            while (rows.next()) runs.add(row(rows));
            return List.copyOf(runs);
        }
    }

    private static RunRow row(ResultSet row) throws SQLException {
        return new RunRow(
                Columns.run(row, 1),
                row.getString(2),
                Status.valueOf(row.getString(3)),
                Columns.digest(row, 4),
                Columns.digest(row, 5),
                Columns.digest(row, 6),
                row.getString(7),
                Columns.text(row, 8),
                Columns.runOrNull(row, 9),
                row.getString(10),
                row.getInt(11),
                row.getLong(12),
                Columns.time(row, 13),
                Columns.timeOrNull(row, 14),
                Columns.timeOrNull(row, 15),
                Columns.digestOrNull(row, 16),
                FailureJson.get(row, 17),
                row.getString(18));
    }
}
