package dev.towpath.store;

import dev.towpath.spi.Conflict;
import dev.towpath.spi.Entry;
import dev.towpath.spi.InboxRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Every statement on `inbox`, and nothing else.
final class InboxTable {
    private static final String INSERT = """
        INSERT INTO inbox (run, kind, body, sender, at_ms) VALUES ((SELECT no FROM run WHERE id = ?), ?, ?, ?, ?)\
        """;

    private static final String DELETE = "DELETE FROM inbox WHERE no = ? AND run = (SELECT no FROM run WHERE id = ?)";

    private static final String ALL = """
        SELECT i.no, run.id, kind, body, sender, at_ms FROM inbox AS i JOIN run ON run.no = i.run ORDER BY i.no\
        """;

    void post(Session db, List<InboxRow> messages) throws SQLException {
        if (messages.isEmpty()) return;
        var sql = db.sql(INSERT);
        for (var message : messages) {
            Columns.set(sql, 1, message.run());
            sql.setString(2, message.kind().name());
            sql.setString(3, message.body());
            sql.setString(4, message.sender());
            Columns.set(sql, 5, message.at());
            sql.addBatch();
        }
        sql.executeBatch();
    }

    /// @throws Conflict for a message that is gone
    void take(Session db, Collection<Entry.Taken> messages) throws SQLException {
        if (messages.isEmpty()) return;
        var sql = db.sql(DELETE);
        for (var message : messages) {
            sql.setLong(1, message.no());
            Columns.set(sql, 2, message.run());
            if (sql.executeUpdate() == 0) throw Conflict.messageGone(message.run(), message.no());
        }
    }

    List<InboxRow> all(Session db) throws SQLException {
        try (var rows = db.sql(ALL).executeQuery()) {
            var messages = new ArrayList<InboxRow>();
            while (rows.next())
                messages.add(new InboxRow(
                        rows.getLong(1),
                        Columns.run(rows, 2),
                        InboxRow.Kind.valueOf(rows.getString(3)),
                        rows.getString(4),
                        rows.getString(5),
                        Columns.time(rows, 6)));
            return List.copyOf(messages);
        }
    }
}
