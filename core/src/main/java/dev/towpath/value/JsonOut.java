package dev.towpath.value;

import dev.towpath.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Canonical JSON bytes being written, and the digests of the blobs they refer to.
final class JsonOut {
    /// How deep records and collections may be nested: beyond it a thread's stack might not do.
    static final int MAX_DEPTH = 500;

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final Contents contents;
    private @Nullable TreeSet<Digest> digests;
    private byte[] bytes;
    private int length;
    private int depth;

    /// @param buffer where the bytes go at first
    JsonOut(Contents contents, byte[] buffer) {
        this.contents = contents;
        this.bytes = buffer;
    }

    Contents contents() {
        return contents;
    }

    void refersTo(Digest digest) {
        if (digests == null) digests = new TreeSet<>();
        digests.add(digest);
    }

    List<Digest> digests() {
        return digests == null ? List.of() : List.copyOf(digests);
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /// The buffer, which has grown perhaps.
    byte[] buffer() {
        return bytes;
    }

    int length() {
        return length;
    }

    void enter() {
        if (++depth > MAX_DEPTH)
            throw new Misfit("the value is nested deeper than " + MAX_DEPTH + " levels", Hints.DEEP);
    }

    void leave() {
        depth--;
    }

    void raw(char ascii) {
        if (length == bytes.length) grow(1);
        bytes[length++] = (byte) ascii;
    }

    void raw(byte[] ascii) {
        if (bytes.length - length < ascii.length) grow(ascii.length);
        System.arraycopy(ascii, 0, bytes, length, ascii.length);
        length += ascii.length;
    }

    @SuppressWarnings("deprecation") // the only way to copy ASCII without an array between
    void ascii(String text) {
        var n = text.length();
        if (bytes.length - length < n) grow(n);
        text.getBytes(0, n, bytes, length);
        length += n;
    }

    void number(int value) {
        if (value >= 0 && value < 10) raw((char) ('0' + value));
        else number((long) value);
    }

    void number(long value) {
        if (value == Long.MIN_VALUE) {
            ascii("-9223372036854775808");
            return;
        }
        if (bytes.length - length < 20) grow(20);
        var rest = value;
        if (rest < 0) {
            bytes[length++] = '-';
            rest = -rest;
        }
        var digits = 1;
        for (var power = 10L; digits < 19 && rest >= power; power *= 10) digits++;
        for (var i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    /// A JSON string with the fewest escapes.
    void text(String text) {
        var n = text.length();
        if (bytes.length - length < n + 2) grow(n + 2);
        var out = bytes;
        var at = length;
        out[at++] = '"';
        var i = 0;
        for (; i < n; i++) {
            var c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || c >= 0x80) break;
            out[at++] = (byte) c;
        }
        length = at;
        if (i < n) textFrom(text, i);
        raw('"');
    }

    private void textFrom(String text, int from) {
        var n = text.length();
        for (var i = from; i < n; i++) {
            if (bytes.length - length < 6) grow(n - i + 6);
            var c = text.charAt(i);
            if (c >= 0x80) {
                i += beyondAscii(text, i);
            } else if (c < ' ' || c == '"' || c == '\\') {
                escape(c);
            } else {
                bytes[length++] = (byte) c;
            }
        }
    }

    /// Writes the character as UTF-8; gives how many characters more than one it took.
    private int beyondAscii(String text, int i) {
        var c = text.charAt(i);
        if (c < 0x800) {
            put(0xC0 | c >> 6, 0x80 | c & 0x3F);
            return 0;
        }
        if (!Character.isSurrogate(c)) {
            put(0xE0 | c >> 12, 0x80 | c >> 6 & 0x3F);
            bytes[length++] = (byte) (0x80 | c & 0x3F);
            return 0;
        }
        if (Character.isLowSurrogate(c) || i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1)))
            throw new Misfit(
                    "the text has half of a surrogate pair (\\u%04x) at index %d".formatted((int) c, i),
                    "Such a text is no Unicode: keep bytes in a byte[] or in a file.");
        var point = text.codePointAt(i);
        put(0xF0 | point >> 18, 0x80 | point >> 12 & 0x3F);
        put(0x80 | point >> 6 & 0x3F, 0x80 | point & 0x3F);
        return 1;
    }

    private void put(int first, int second) {
        bytes[length++] = (byte) first;
        bytes[length++] = (byte) second;
    }

    private void escape(char c) {
        switch (c) {
            case '"' -> put('\\', '"');
            case '\\' -> put('\\', '\\');
            case '\b' -> put('\\', 'b');
            case '\f' -> put('\\', 'f');
            case '\n' -> put('\\', 'n');
            case '\r' -> put('\\', 'r');
            case '\t' -> put('\\', 't');
            default -> {
                put('\\', 'u');
                put('0', '0');
                put(DIGITS[c >> 4], DIGITS[c & 0xF]);
            }
        }
    }

    /// Sorts the pieces of the last bytes by their bytes and puts commas between them.
    ///
    /// @param starts where each piece begins; the last one ends at the end
    /// @param keyEnds where the part of each piece that has to be unique ends
    /// @return false if two pieces have the same key
    boolean sort(int[] starts, int[] keyEnds) {
        var n = starts.length;
        if (n == 0) return true;
        var from = starts[0];
        var old = Arrays.copyOfRange(bytes, from, length);
        var pieces = new Piece[n];
        for (var i = 0; i < n; i++) {
            var end = i + 1 < n ? starts[i + 1] : length;
            pieces[i] = new Piece(starts[i] - from, keyEnds[i] - from, end - from);
        }
        Arrays.sort(pieces, (a, b) -> Arrays.compareUnsigned(old, a.start, a.keyEnd, old, b.start, b.keyEnd));
        length = from;
        if (bytes.length - length < old.length + n) grow(old.length + n);
        @Nullable Piece before = null;
        for (var piece : pieces) {
            if (before != null) {
                if (Arrays.equals(old, before.start, before.keyEnd, old, piece.start, piece.keyEnd)) return false;
                bytes[length++] = ',';
            }
            var size = piece.end - piece.start;
            System.arraycopy(old, piece.start, bytes, length, size);
            length += size;
            before = piece;
        }
        return true;
    }

    private record Piece(int start, int keyEnd, int end) {}

    private void grow(int more) {
        var wanted = Math.max((long) length + more, bytes.length * 2L);
        if ((long) length + more > Integer.MAX_VALUE - 8)
            throw new Misfit("the value takes more than 2 GiB", "Write large data to a file and pass a FileRef.");
        bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
    }
}
