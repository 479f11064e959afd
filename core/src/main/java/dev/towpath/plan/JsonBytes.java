package dev.towpath.plan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// JSON bytes being written: what [PlanWriter] needs, and quick for graphs of 100,000 nodes.
final class JsonBytes {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int length;

    JsonBytes(int capacity) {
        bytes = new byte[capacity];
    }

    /// These bytes, then those of the other.
    byte[] toBytes(JsonBytes tail) {
        var all = Arrays.copyOf(bytes, length + tail.length);
        System.arraycopy(tail.bytes, 0, all, length, tail.length);
        return all;
    }

    /// Punctuation and keys: ASCII that needs no escape.
    JsonBytes raw(String ascii) {
        var count = ascii.length();
        room(count);
        for (var i = 0; i < count; i++) bytes[length++] = (byte) ascii.charAt(i);
        return this;
    }

    JsonBytes raw(byte[] json) {
        room(json.length);
        System.arraycopy(json, 0, bytes, length, json.length);
        length += json.length;
        return this;
    }

    JsonBytes raw(char ascii) {
        room(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    /// JSON that is written already.
    JsonBytes json(String text) {
        return raw(text.getBytes(StandardCharsets.UTF_8));
    }

    JsonBytes number(int number) {
        if (number < 0) return raw(Integer.toString(number));
        var digits = 1;
        for (var rest = number; rest > 9; rest /= 10) digits++;
        room(digits);
        length += digits;
        for (int rest = number, i = length; digits > 0; digits--, rest /= 10) bytes[--i] = (byte) ('0' + rest % 10);
        return this;
    }

    JsonBytes text(String text) {
        raw('"');
        var start = length;
        var count = text.length();
        room(count);
        for (var i = 0; i < count; i++) {
            var c = text.charAt(i);
            if (c < 0x20 || c > 0x7e || c == '"' || c == '\\') {
                length = start;
                return escaped(text);
            }
            bytes[length++] = (byte) c;
        }
        return raw('"');
    }

    private JsonBytes escaped(String text) {
        var out = new StringBuilder(text.length() + 16);
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '"' || c == '\\') out.append('\\').append(c);
            else if (c < 0x20 || c >= 0x7f && c < 0xa0 || Character.isSurrogate(c) && !isPaired(text, i))
                out.append("\\u")
                        .append((char) HEX[c >> 12])
                        .append((char) HEX[c >> 8 & 15])
                        .append((char) HEX[c >> 4 & 15])
                        .append((char) HEX[c & 15]);
            else out.append(c);
        }
        return json(out.append('"').toString());
    }

    private static boolean isPaired(String text, int at) {
        var c = text.charAt(at);
        if (Character.isHighSurrogate(c))
            return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
        return at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }

    private void room(int more) {
        if (length + more > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
    }
}
