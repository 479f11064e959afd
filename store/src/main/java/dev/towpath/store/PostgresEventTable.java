package dev.towpath.store;

import dev.towpath.spi.Conflict;
import dev.towpath.spi.EventRow;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// What is said about `event` in PostgreSQL's own way; the rest is in [EventTable].
final class PostgresEventTable {
    private static final String INSERT = """
        INSERT INTO event (run, seq, count, epoch, event_id, at_ms, packed)
        SELECT (SELECT no FROM run WHERE id = c.id), seq, count, epoch, event_id, at_ms, packed
          FROM unnest(?::text[], ?::bigint[], ?::int[], ?::int[], ?::text[], ?::bigint[], ?::bytea[])
               AS c (id, seq, count, epoch, event_id, at_ms, packed)\
        """;

    /// For [EventTable].
    static final String OF_RUN = """
        SELECT event.seq, count, event.epoch, event_id, at_ms, packed
          FROM run JOIN event ON event.run = run.no WHERE run.id = ? AND event.seq >= ? ORDER BY event.seq LIMIT ?\
        """;

    private static final String FIRST_TAKEN = """
        SELECT c.nr FROM unnest(?::text[], ?::bigint[]) WITH ORDINALITY AS c (id, seq, nr)
          JOIN run ON run.id = c.id JOIN event ON event.run = run.no AND event.seq = c.seq
         ORDER BY c.nr LIMIT 1\
        """;

    void insert(PostgresScript to, List<EventRow> events) {
        to.add(
                INSERT,
                events,
                rows -> rows.texts(event -> event.run().text())
                        .longs(EventRow::seq)
                        .ints(EventRow::count)
                        .ints(EventRow::epoch)
                        .texts(EventRow::id)
                        .times(EventRow::at)
                        .bytes(EventRow::packed));
    }

    /// The first event whose number is taken.
    Optional<Conflict> taken(Session db, List<EventRow> events) throws SQLException {
        var sql = db.sql(FIRST_TAKEN);
        new ManyRows<>(sql, events).texts(event -> event.run().text()).longs(EventRow::seq);
        try (var rows = sql.executeQuery()) {
            if (!rows.next()) return Optional.empty();
            var event = events.get(rows.getInt(1) - 1);
            return Optional.of(Conflict.eventExists(event.run(), event.seq()));
        }
    }
}
