package dev.towpath.store;

import dev.towpath.RunId;
import dev.towpath.spi.RunRow;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is said about `run` in PostgreSQL's own way; the rest is in [RunTable].
final class PostgresRunTable {
    private static final String INSERT = """
        INSERT INTO run (id, pipeline, status, bundle, plan, input, options, priority, idempotency_key, parent, parent_step,
                         owner, epoch, seq, created_ms, started_ms, ended_ms, output, failure, reason)
        SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::bytea[], ?::bytea[], ?::bytea[], ?::text[], ?::int[],
                             ?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::bigint[], ?::bigint[], ?::bigint[],
                             ?::bigint[], ?::bytea[], ?::text[], ?::text[])\
        """;

    private static final String UPDATE = """
        WITH done AS (UPDATE run
           SET status = c.status, bundle = c.bundle, plan = c.plan, input = c.input, options = c.options, owner = c.owner,
               epoch = c.epoch, seq = c.seq, started_ms = c.started_ms, ended_ms = c.ended_ms, output = c.output,
               failure = c.failure, reason = c.reason
          FROM unnest(?::text[], ?::text[], ?::bytea[], ?::bytea[], ?::bytea[], ?::text[], ?::text[], ?::int[],
                      ?::bigint[], ?::bigint[], ?::bigint[], ?::bytea[], ?::text[], ?::text[])
               AS c (id, status, bundle, plan, input, options, owner, epoch, seq, started_ms, ended_ms, output, failure,
                     reason)
         WHERE run.id = c.id RETURNING 1) SELECT 1 / (count(*) = ?)::int FROM done\
        """;

    private static final String EXISTING = "SELECT id FROM run WHERE id = ANY (?)";
    private static final String TAKEN_KEYS = "SELECT idempotency_key FROM run WHERE idempotency_key = ANY (?)";

    void insert(PostgresScript to, List<RunRow> runs) {
        to.add(
                INSERT,
                runs,
                rows -> rows.texts(run -> run.id().text())
                        .texts(RunRow::pipeline)
                        .texts(run -> run.status().name())
                        .bytes(run -> Columns.bytes(run.bundle()))
                        .bytes(run -> Columns.bytes(run.plan()))
                        .bytes(run -> Columns.bytes(run.input()))
                        .texts(RunRow::options)
                        .ints(RunRow::priority)
                        .texts(RunRow::key)
                        .texts(run -> text(run.parent()))
                        .texts(RunRow::parentStep)
                        .texts(RunRow::owner)
                        .ints(RunRow::epoch)
                        .longs(RunRow::seq)
                        .times(RunRow::created)
                        .times(RunRow::started)
                        .times(RunRow::ended)
                        .bytes(run -> Columns.bytesOrNull(run.output()))
                        .texts(run -> FailureJson.text(run.failure()))
                        .texts(RunRow::reason));
    }

    /// Fails if not all of them are there.
    void update(PostgresScript to, List<RunRow> runs) {
        to.add(
                UPDATE,
                runs,
                rows -> rows.texts(run -> run.id().text())
                        .texts(run -> run.status().name())
                        .bytes(run -> Columns.bytes(run.bundle()))
                        .bytes(run -> Columns.bytes(run.plan()))
                        .bytes(run -> Columns.bytes(run.input()))
                        .texts(RunRow::options)
                        .texts(RunRow::owner)
                        .ints(RunRow::epoch)
                        .longs(RunRow::seq)
                        .times(RunRow::started)
                        .times(RunRow::ended)
                        .bytes(run -> Columns.bytesOrNull(run.output()))
                        .texts(run -> FailureJson.text(run.failure()))
                        .texts(RunRow::reason)
                        .count());
    }

    private static @Nullable String text(@Nullable RunId run) {
        return run == null ? null : run.text();
    }

    /// Those of these runs that are there.
    Set<String> existing(Session db, Collection<RunId> runs) throws SQLException {
        return found(db, EXISTING, runs.stream().map(RunId::text).toList());
    }

    /// Those of these keys that belong to a run.
    Set<String> takenKeys(Session db, List<String> keys) throws SQLException {
        return found(db, TAKEN_KEYS, keys);
    }

    private static Set<String> found(Session db, String query, List<String> texts) throws SQLException {
        var sql = db.sql(query);
        new ManyRows<>(sql, texts).texts(text -> text);
        try (var rows = sql.executeQuery()) {
            var found = new HashSet<String>();
            while (rows.next()) found.add(rows.getString(1));
            return found;
        }
    }
}
