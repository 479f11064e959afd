package dev.towpath.store;

import dev.towpath.spi.Owners.Owner;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Every statement on `owner`, and the notifications about it. All times are those of the server's clock.
final class PostgresOwnerTable {
    private static final String INSERT = """
        INSERT INTO owner (id, pid, host, command, since_ms, adopts, ends)
        VALUES (?, ?, ?, ?, ?, ?, clock_timestamp() + ? * interval '1 millisecond')\
        """;

    private static final String RENEW = """
        UPDATE owner SET ends = clock_timestamp() + ? * interval '1 millisecond' WHERE id = ? AND ends > clock_timestamp()\
        """;

    // The news comes with the end of the transaction, when the row is gone.
    private static final String DELETE =
            "WITH gone AS (DELETE FROM owner WHERE %s RETURNING id) SELECT pg_notify(?, 'died ' || id) FROM gone";
    private static final String DELETE_ENDED = DELETE.formatted("ends <= clock_timestamp()");
    private static final String DELETE_ONE = DELETE.formatted("id = ?");

    private static final String LIVING = """
        SELECT id, pid, host, command, since_ms, adopts FROM owner WHERE ends > clock_timestamp() ORDER BY id\
        """;

    private static final String IS_ALIVE = "SELECT 1 FROM owner WHERE id = ? AND ends > clock_timestamp()";

    private static final String FIRST_END = """
        SELECT greatest(0, ceil(extract(epoch FROM min(ends) - clock_timestamp()) * 1000)) FROM owner WHERE id <> ?\
        """;

    private static final String NOTIFY = "SELECT pg_notify(?, ?)";

    void insert(Session db, Owner me, Duration lease) throws SQLException {
        var sql = db.sql(INSERT);
        sql.setString(1, me.id());
        sql.setLong(2, me.pid());
        sql.setString(3, ManyRows.storable(me.host()));
        sql.setString(4, ManyRows.storable(me.command()));
        sql.setLong(5, me.since().toEpochMilli());
        sql.setBoolean(6, me.adopts());
        sql.setLong(7, lease.toMillis());
        sql.executeUpdate();
    }

    /// @return whether the owner was still alive
    boolean renew(Session db, String owner, Duration lease) throws SQLException {
        var sql = db.sql(RENEW);
        sql.setLong(1, lease.toMillis());
        sql.setString(2, owner);
        return sql.executeUpdate() == 1;
    }

    /// Makes it final that those are dead whose time is over, and tells all.
    void deleteEnded(Session db, String channel) throws SQLException {
        var sql = db.sql(DELETE_ENDED);
        sql.setString(1, channel);
        sql.executeQuery().close();
    }

    void delete(Session db, String owner, String channel) throws SQLException {
        var sql = db.sql(DELETE_ONE);
        sql.setString(1, owner);
        sql.setString(2, channel);
        sql.executeQuery().close();
    }

    List<Owner> living(Session db) throws SQLException {
        try (var rows = db.sql(LIVING).executeQuery()) {
            var living = new ArrayList<Owner>();
            while (rows.next()) living.add(owner(rows));
            return List.copyOf(living);
        }
    }

    private static Owner owner(ResultSet row) throws SQLException {
        return new Owner(
                row.getString(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                Instant.ofEpochMilli(row.getLong(5)),
                row.getBoolean(6));
    }

    boolean isAlive(Session db, String owner) throws SQLException {
        var sql = db.sql(IS_ALIVE);
        sql.setString(1, ManyRows.storable(owner));
        try (var rows = sql.executeQuery()) {
            return rows.next();
        }
    }

    /// When the first of the others dies, if it does nothing about it; as long as can be if there is none.
    Duration firstEnd(Session db, String me) throws SQLException {
        var sql = db.sql(FIRST_END);
        sql.setString(1, me);
        try (var rows = sql.executeQuery()) {
            if (!rows.next()) return Duration.ofDays(1);
            var millis = rows.getLong(1);
            return rows.wasNull() ? Duration.ofDays(1) : Duration.ofMillis(millis);
        }
    }

    void tell(Session db, String channel, String text) throws SQLException {
        var sql = db.sql(NOTIFY);
        sql.setString(1, channel);
        sql.setString(2, text);
        sql.executeQuery().close();
    }
}
