package dev.towpath.store;

import dev.towpath.spi.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// What is said about `value` in PostgreSQL's own way; the rest is in [ValueTable].
final class PostgresValueTable {
    private static final String INSERT = """
        INSERT INTO value (digest, bytes, contents) SELECT * FROM unnest(?::bytea[], ?::bytea[], ?::bytea[])
            ON CONFLICT (digest) DO NOTHING\
        """;

    private static final int MOST_BYTES = 16 << 20;

    /// Known digests are left as they are. In the order of their digests, so that two processes which keep the same
    /// values wait for each other one way only.
    void insert(PostgresScript to, Collection<Entry.KeepValue> values) {
        var sorted = new ArrayList<>(values);
        sorted.sort(Comparator.comparing(value -> value.digest().hex()));
        var from = 0;
        var bytes = 0L;
        for (var i = 0; i < sorted.size(); i++) {
            bytes += sorted.get(i).bytes().length;
            if (bytes < MOST_BYTES && i < sorted.size() - 1) continue;
            some(to, sorted.subList(from, i + 1));
            from = i + 1;
            bytes = 0;
        }
    }

    private static void some(PostgresScript to, List<Entry.KeepValue> values) {
        to.add(
                INSERT,
                values,
                rows -> rows.bytes(value -> Columns.bytes(value.digest()))
                        .bytes(Entry.KeepValue::bytes)
                        .bytes(value -> Columns.bytesOrNull(value.contents())));
    }
}
