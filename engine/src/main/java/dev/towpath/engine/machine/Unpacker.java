package dev.towpath.engine.machine;

import dev.towpath.Digest;
import dev.towpath.Failure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Reads what [Packer] wrote.
final class Unpacker {
    private static final HexFormat HEX = HexFormat.of();

    private final byte[] bytes;
    private int at;

    Unpacker(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean atEnd() {
        return at == bytes.length;
    }

    byte[] raw(int length) {
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    boolean flag() {
        return number() != 0;
    }

    long signed() {
        var value = number();
        return value >>> 1 ^ -(value & 1);
    }

    int count() {
        return Math.toIntExact(number());
    }

    long number() {
        var value = 0L;
        for (var shift = 0; ; shift += 7) {
            var next = bytes[at++];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) return value;
        }
    }

    double real() {
        var bits = 0L;
        for (var i = 0; i < 8; i++) bits = (bits << 8) | (bytes[at++] & 0xFF);
        return Double.longBitsToDouble(bits);
    }

    String text() {
        var chars = new char[count()];
        for (var i = 0; i < chars.length; i++) chars[i] = (char) number();
        return new String(chars);
    }

    @Nullable
    String maybe() {
        return flag() ? text() : null;
    }

    Digest digest() {
        at += 32;
        return new Digest(HEX.formatHex(bytes, at - 32, at));
    }

    Made made() {
        return new Made(digest(), number());
    }

    Event.Code code() {
        return new Event.Code(digest(), digest());
    }

    Ranges ranges() {
        var bounds = new int[count() * 2];
        var last = 0;
        for (var i = 0; i < bounds.length; i++) bounds[i] = last += count();
        return new Ranges(bounds);
    }

    Failure failure() {
        var code = text();
        var message = text();
        var step = maybe();
        var unit = (int) signed();
        var attempt = count();
        var place = maybe();
        var hint = text();
        var error = maybe();
        var stack = text();
        var lines = new ArrayList<String>();
        for (var i = count(); i > 0; i--) lines.add(text());
        return new Failure(code, message, step, unit, attempt, place, hint, error, stack, lines);
    }

    UnitResults results() {
        var number = count();
        var units = ranges().expanded();
        var started = new long[units.length];
        var ended = new long[units.length];
        var values = new byte[units.length][];
        var digests = new Digest[units.length];
        var sizes = new long[units.length];
        var last = 0L;
        for (var i = 0; i < units.length; i++) {
            last = started[i] = last + signed();
            ended[i] = last + signed();
            var head = number();
            sizes[i] = head >>> 1;
            if ((head & 1) == 0) values[i] = raw((int) sizes[i]);
            else digests[i] = digest();
        }
        return new UnitResults(number, units, started, ended, values, digests, sizes);
    }
}
