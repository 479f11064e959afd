package dev.towpath.store;

import dev.towpath.Digest;
import dev.towpath.spi.Entry;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// The values that were written last, so that the steps that are next need not ask a server for them. What a digest
/// stands
/// for never changes, so the first that was written counts.
final class RecentValues {
    private static final long MOST_BYTES = 16 << 20;
    private static final int OVERHEAD = 200;

    private final SequencedMap<Digest, Entry.KeepValue> values = new LinkedHashMap<>();
    private long bytes;

    synchronized void add(Collection<Entry.KeepValue> written) {
        for (var value : written) {
            var before = values.get(value.digest());
            values.putLast(value.digest(), before == null ? value : before);
            if (before == null) bytes += size(value);
        }
        while (bytes > MOST_BYTES) bytes -= size(values.pollFirstEntry().getValue());
    }

    synchronized Entry.@Nullable KeepValue get(Digest digest) {
        return values.get(digest);
    }

    private static long size(Entry.KeepValue value) {
        return OVERHEAD + value.bytes().length + 100L * value.contents().size();
    }
}
