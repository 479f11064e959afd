package dev.towpath.store;

import dev.towpath.Digest;
import dev.towpath.spi.Entry;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Every statement on `value`, and nothing else.
final class ValueTable {
    private static final String INSERT = """
        INSERT INTO value (digest, bytes, contents) VALUES (?, ?, ?) ON CONFLICT (digest) DO NOTHING\
        """;

    private static final String BYTES = "SELECT bytes FROM value WHERE digest = ?";
    private static final String CONTENTS = "SELECT contents FROM value WHERE digest = ?";

    /// Known digests are left as they are.
    void insert(Session db, Collection<Entry.KeepValue> values) throws SQLException {
        if (values.isEmpty()) return;
        var sql = db.sql(INSERT);
        for (var value : values) {
            Columns.set(sql, 1, value.digest());
            sql.setBytes(2, value.bytes());
            Columns.set(sql, 3, value.contents());
            sql.addBatch();
        }
        sql.executeBatch();
    }

    Optional<byte[]> bytes(Session db, Digest digest) throws SQLException {
        var sql = db.sql(BYTES);
        Columns.set(sql, 1, digest);
        try (var rows = sql.executeQuery()) {
            return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.empty();
        }
    }

    List<Digest> contents(Session db, Digest digest) throws SQLException {
        var sql = db.sql(CONTENTS);
        Columns.set(sql, 1, digest);
        try (var rows = sql.executeQuery()) {
            return rows.next() ? Columns.digests(rows, 1) : List.of();
        }
    }
}
