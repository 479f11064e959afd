package dev.towpath.store;

import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.spi.Conflict;
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
import org.jspecify.annotations.Nullable;

/// Every statement on `run`, and nothing else.
final class RunTable {
    private static final String COLUMNS =
            "id, pipeline, status, bundle, plan, input, options, priority, idempotency_key, parent, parent_step,"
                    + " owner, epoch, seq, created_ms, started_ms, ended_ms, output, failure, reason";

    /// A taken name or key gives no row.
    private static final String INSERT = "INSERT INTO run (" + COLUMNS + ")" + """
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING\
        """;

    // Name, pipeline, priority, key, parent and time of submission never change, and each that is named here costs an
    // index.
    private static final String UPDATE = """
        UPDATE run SET status = ?2, bundle = ?3, plan = ?4, input = ?5, options = ?6, owner = ?7, epoch = ?8,
               seq = ?9, started_ms = ?10, ended_ms = ?11, output = ?12, failure = ?13, reason = ?14
         WHERE id = ?1\
        """;

    private static final String SELECT = "SELECT " + COLUMNS + " FROM run";
    private static final String BY_ID = SELECT + " WHERE id = ?";
    private static final String ID_BY_KEY = "SELECT id FROM run WHERE idempotency_key = ?";
    private static final String BY_PREFIX = SELECT + " WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT ?";
    private static final String BY_PARENT = SELECT + " WHERE parent = ? ORDER BY id";

    private static final String PAGE = SELECT + " WHERE id < ?";
    private static final String PAGE_END = " ORDER BY id DESC LIMIT ?";

    // As in the index on unfinished runs, word by word: else it is not used.
    private static final String NOT_ENDED = "status NOT IN ('SUCCEEDED', 'FAILED', 'CANCELLED')";
    private static final String OWNERS = "SELECT DISTINCT owner FROM run WHERE " + NOT_ENDED;
    private static final String UNFINISHED = SELECT + " WHERE owner = ? AND " + NOT_ENDED
            + " AND parent_step IS NULL ORDER BY priority DESC, id LIMIT ?";

    /// Holds for the rows of `run`, in a table whose rows lie in the order of their runs.
    static final String PLACES_OF_RUN = "place BETWEEN run.no << 32 AND (run.no << 32 | 4294967295)";

    /// Sorts after every name of a run.
    private static final String LAST = "~";

    /// @throws KeyTaken for the first run whose key belongs to another run
    /// @throws Conflict for a run that is there already
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

    /// @throws Conflict for a run that is not there
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
        sql.setInt(8, run.priority());
        sql.setString(9, run.key());
        Columns.set(sql, 10, run.parent());
        sql.setString(11, run.parentStep());
        sql.setString(12, run.owner());
        sql.setInt(13, run.epoch());
        sql.setLong(14, run.seq());
        Columns.set(sql, 15, run.created());
        Columns.set(sql, 16, run.started());
        Columns.set(sql, 17, run.ended());
        Columns.set(sql, 18, run.output());
        FailureJson.set(sql, 19, run.failure());
        sql.setString(20, run.reason());
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

    List<String> owners(Session db) throws SQLException {
        try (var rows = db.sql(OWNERS).executeQuery()) {
            var owners = new ArrayList<String>();
            while (rows.next()) owners.add(rows.getString(1));
            return List.copyOf(owners);
        }
    }

    List<RunRow> unfinished(Session db, String owner, int limit) throws SQLException {
        var sql = db.sql(UNFINISHED);
        sql.setString(1, owner);
        sql.setInt(2, limit);
        return rows(sql);
    }

    /// Each status has its own walk down an index that ends after `limit` rows, however many runs there are.
    List<RunRow> page(Session db, RunQuery query) throws SQLException {
        if (query.statuses().isEmpty()) return page(db, query, null);
        var found = new ArrayList<RunRow>();
        for (var status : query.statuses()) found.addAll(page(db, query, status));
        found.sort(Comparator.comparing(RunRow::id).reversed());
        return List.copyOf(found.subList(0, Math.min(query.limit(), found.size())));
    }

    private static List<RunRow> page(Session db, RunQuery query, @Nullable Status status) throws SQLException {
        var where = new StringBuilder(PAGE);
        var given = new ArrayList<String>();
        given.add(query.before() == null ? LAST : query.before().text());
        if (status != null) given.add(and(where, "status", status.name()));
        if (query.pipeline() != null) given.add(and(where, "pipeline", query.pipeline()));
        if (query.owner() != null) given.add(and(where, "owner", query.owner()));
        var sql = db.sql(where.append(PAGE_END).toString());
        for (var i = 0; i < given.size(); i++) sql.setString(i + 1, given.get(i));
        sql.setInt(given.size() + 1, query.limit());
        return rows(sql);
    }

    private static String and(StringBuilder where, String column, String value) {
        where.append(" AND ").append(column).append(" = ?");
        return value;
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
                row.getInt(8),
                Columns.text(row, 9),
                Columns.runOrNull(row, 10),
                Columns.text(row, 11),
                row.getString(12),
                row.getInt(13),
                row.getLong(14),
                Columns.time(row, 15),
                Columns.timeOrNull(row, 16),
                Columns.timeOrNull(row, 17),
                Columns.digestOrNull(row, 18),
                FailureJson.get(row, 19),
                row.getString(20));
    }
}
