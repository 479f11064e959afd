package dev.towpath.code;

import dev.towpath.Digest;
import java.nio.ByteBuffer;

/// Mixes bytes into 128 bits, as MurmurHash3 does: the parts of a digest.
///
/// A step reaches tens of thousands of parts, and in a command that has just started SHA-256 runs interpreted. Nobody
/// attacks the digest of their own code, and two parts by accident have equal 128 bits once in 10^38 pairs.
final class Mix {
    private static final long C1 = 0x87c37b91114253d5L;
    private static final long C2 = 0x4cf5ad432745937fL;

    private long high;
    private long low;
    private long count;

    Mix add(long one, long other) {
        high ^= Long.rotateLeft(one * C1, 31) * C2;
        high = (Long.rotateLeft(high, 27) + low) * 5 + 0x52dce729;
        low ^= Long.rotateLeft(other * C2, 33) * C1;
        low = (Long.rotateLeft(low, 31) + high) * 5 + 0x38495ab5;
        count++;
        return this;
    }

    Mix add(byte[] bytes, int length) {
        var at = 0;
        for (; at + 16 <= length; at += 16) add(eight(bytes, at), eight(bytes, at + 8));
        var one = 0L;
        var other = 0L;
        for (; at < length; at++) {
            other = other << 8 | one >>> 56;
            one = one << 8 | bytes[at] & 0xff;
        }
        return add(one, other).add(length, count);
    }

    /// By hand: a view through a VarHandle costs 30 ms in a command that has just started.
    private static long eight(byte[] bytes, int at) {
        return (long) four(bytes, at + 4) << 32 | four(bytes, at) & 0xffffffffL;
    }

    private static int four(byte[] bytes, int at) {
        return bytes[at] & 0xff
                | (bytes[at + 1] & 0xff) << 8
                | (bytes[at + 2] & 0xff) << 16
                | (bytes[at + 3] & 0xff) << 24;
    }

    long high() {
        return spread(high + low + count);
    }

    long low() {
        return spread(low - high ^ Long.rotateLeft(count, 32));
    }

    /// A digest as everywhere else.
    Digest digest() {
        return Digest.of(ByteBuffer.allocate(16).putLong(high()).putLong(low()).array());
    }

    private static long spread(long value) {
        var mixed = (value ^ value >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }
}
