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
        WITH done AS (DELETE FROM inbox USING unnest(?::text[], ?::bigint[]) AS c (id, no)
         WHERE inbox.no = c.no AND inbox.run = (SELECT run.no FROM run WHERE run.id = c.id)
        RETURNING 1) SELECT 1 / (count(*) = ?)::int FROM done\
        """;

    private static final String THERE = """
        SELECT inbox.no FROM inbox JOIN unnest(?::text[], ?::bigint[]) AS c (id, no) ON inbox.no = c.no
         WHERE inbox.run = (SELECT run.no FROM run WHERE run.id = c.id)\
        """;

    void insert(PostgresScript to, List<InboxRow> messages) {
        to.add(
                INSERT,
                messages,
                rows -> rows.texts(message -> message.run().text())
                        .texts(message -> message.kind().name())
                        .texts(InboxRow::body)
                        .texts(InboxRow::sender)
                        .times(InboxRow::at));
    }

    /// Fails if not all of them are there, each once.
    void take(PostgresScript to, List<Entry.Taken> messages) {
        to.add(
                TAKE,
                messages,
                rows -> rows.texts(message -> message.run().text())
                        .longs(Entry.Taken::no)
                        .count());
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
