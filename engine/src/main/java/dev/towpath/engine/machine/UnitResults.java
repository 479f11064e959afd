package dev.towpath.engine.machine;

import dev.towpath.Digest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What some units of a mapped step gave, side by side: all arrays have one entry per unit.
///
/// @param number of the tries
/// @param units their indices, ascending
/// @param started in milliseconds since 1970
/// @param ended in milliseconds since 1970
/// @param values the encoded values that are small; null for one that is kept under its digest
/// @param digests null for a small value
/// @param sizes of the encodings in bytes
@SuppressWarnings("ArrayRecordComponent") // made for one message, written to by nobody
public record UnitResults(
        int number,
        int[] units,
        long[] started,
        long[] ended,
        byte[] @Nullable [] values,
        @Nullable Digest[] digests,
        long[] sizes) {
    /// The largest value that is written into the event itself; see [#values].
    public static final int SMALL = 1024;

    /// How many there are.
    public int count() {
        return units.length;
    }

    /// Only those at some places.
    UnitResults only(int[] places, int count) {
        var n = new int[count];
        var s = new long[count];
        var e = new long[count];
        byte[] @Nullable [] v = new byte[count][];
        var d = new @Nullable Digest[count];
        var z = new long[count];
        for (var i = 0; i < count; i++) {
            var p = places[i];
            n[i] = units[p];
            s[i] = started[p];
            e[i] = ended[p];
            v[i] = values[p];
            d[i] = digests[p];
            z[i] = sizes[p];
        }
        return new UnitResults(number, n, s, e, v, d, z);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UnitResults that
                && number == that.number
                && Arrays.equals(units, that.units)
                && Arrays.equals(started, that.started)
                && Arrays.equals(ended, that.ended)
                && Arrays.deepEquals(values, that.values)
                && Arrays.equals(digests, that.digests)
                && Arrays.equals(sizes, that.sizes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(units) * 31 + Arrays.hashCode(ended);
    }

    @Override
    public String toString() {
        return "try " + number + " of " + Ranges.text(units);
    }
}
