package dev.towpath.store;

import dev.towpath.spi.Conflict;
import dev.towpath.spi.Entry;
import dev.towpath.spi.InboxRow;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// What is said about `inbox` in PostgreSQL's own way; the rest is in [InboxTable].
final class PostgresInboxTable {
    private static final String INSERT = """
        INSERT INTO inbox (run, kind, body, sender, at_ms)
        SELECT (SELECT no FROM run WHERE id = c.id), kind, body, sender, at_ms
          FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[]) AS c (id, kind, body, sender, at_ms)\
        """;

    private static final String TAKE = """
        DELETE FROM inbox USING unnest(?::text[], ?::bigint[]) AS c (id, no)
         WHERE inbox.no = c.no AND inbox.run = (SELECT run.no FROM run WHERE run.id = c.id)\
        """;

    private static final String THERE = """
        SELECT inbox.no FROM inbox JOIN unnest(?::text[], ?::bigint[]) AS c (id, no) ON inbox.no = c.no
         WHERE inbox.run = (SELECT run.no FROM run WHERE run.id = c.id)\
        """;

    void insert(Session db, List<InboxRow> messages) throws SQLException {
        if (messages.isEmpty()) return;
        var sql = db.sql(INSERT);
        new ManyRows<>(sql, messages)
                .texts(message -> message.run().text())
                .texts(message -> message.kind().name())
                .texts(InboxRow::body)
                .texts(InboxRow::sender)
                .times(InboxRow::at);
        sql.executeUpdate();
    }

    /// @return whether all of them were there, each once
    boolean take(Session db, List<Entry.Taken> messages) throws SQLException {
        if (messages.isEmpty()) return true;
        var sql = db.sql(TAKE);
        new ManyRows<>(sql, messages).texts(message -> message.run().text()).longs(Entry.Taken::no);
        return sql.executeUpdate() == messages.size();
    }

    /// The first message that is not there, or is there twice in the list.
    Optional<Conflict> gone(Session db, List<Entry.Taken> messages) throws SQLException {
        var sql = db.sql(THERE);
        new ManyRows<>(sql, messages).texts(message -> message.run().text()).longs(Entry.Taken::no);
        var there = new HashSet<Long>();
        try (var rows = sql.executeQuery()) {
            while (rows.next()) there.add(rows.getLong(1));
        }
        return messages.stream()
                .filter(message -> !there.remove(message.no()))
                .findFirst()
                .map(message -> Conflict.messageGone(message.run(), message.no()));
    }
}
