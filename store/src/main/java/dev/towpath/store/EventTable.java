package dev.towpath.store;

import dev.towpath.RunId;
import dev.towpath.spi.Conflict;
import dev.towpath.spi.EventRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Every statement on `event`, and nothing else.
final class EventTable {
    private static final String INSERT = """
        INSERT INTO event (place, count, epoch, event_id, at_ms, packed)
        SELECT no << 32 | ?2, ?3, ?4, ?5, ?6, ?7 FROM run WHERE id = ?1 ON CONFLICT (place) DO NOTHING\
        """;

    static final String OF_RUN = """
        SELECT event.seq, count, event.epoch, event_id, at_ms, packed
          FROM run CROSS JOIN event ON place BETWEEN (run.no << 32) + ?2 AND (run.no << 32 | 4294967295)
         WHERE run.id = ?1 ORDER BY place LIMIT ?3\
        """;

    private final String ofRun;

    /// @param ofRun gives the rows of a run from a number on: its name, the number, how many
    EventTable(String ofRun) {
        this.ofRun = ofRun;
    }

    /// @throws Conflict for a number that is taken, or a run that is not there
    void insert(Session db, List<EventRow> events) throws SQLException {
        if (events.isEmpty()) return;
        var sql = db.sql(INSERT);
        for (var event : events) {
            Columns.set(sql, 1, event.run());
            sql.setLong(2, event.seq());
            sql.setInt(3, event.count());
            sql.setInt(4, event.epoch());
            sql.setString(5, event.id());
            Columns.set(sql, 6, event.at());
            sql.setBytes(7, event.packed());
            sql.addBatch();
        }
        var counts = sql.executeBatch();
        for (var i = 0; i < counts.length; i++) if (counts[i] == 0) throw refused(db, events.get(i));
    }

    private Conflict refused(Session db, EventRow event) throws SQLException {
        var isTaken = !ofRun(db, event.run(), event.seq(), 1).isEmpty();
        return isTaken ? Conflict.eventExists(event.run(), event.seq()) : Conflict.noSuchRun(event.run());
    }

    List<EventRow> ofRun(Session db, RunId run, long fromSeq, int limit) throws SQLException {
        var sql = db.sql(ofRun);
        sql.setString(1, run.text());
        sql.setLong(2, fromSeq);
        sql.setInt(3, limit);
        try (var rows = sql.executeQuery()) {
            var events = new ArrayList<EventRow>();
            while (rows.next())
                events.add(new EventRow(
                        run,
                        rows.getLong(1),
                        rows.getInt(2),
                        rows.getInt(3),
                        rows.getString(4),
                        Columns.time(rows, 5),
                        rows.getBytes(6)));
            return List.copyOf(events);
        }
    }
}
