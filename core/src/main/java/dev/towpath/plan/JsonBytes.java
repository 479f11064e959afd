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

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /// Punctuation and keys: ASCII that needs no escape.
    JsonBytes raw(String ascii) {
        var count = ascii.length();
        room(count);
        for (var i = 0; i < count; i++) bytes[length++] = (byte) ascii.charAt(i);
        return this;
    }

    JsonBytes raw(char ascii) {
        room(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    JsonBytes raw(JsonBytes other) {
        room(other.length);
        System.arraycopy(other.bytes, 0, bytes, length, other.length);
        length += other.length;
        return this;
    }

    /// JSON that is written already.
    JsonBytes json(String text) {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        room(utf8.length);
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
        return this;
    }

    JsonBytes number(int number) {
        return number >= 0 && number < 10 ? raw((char) ('0' + number)) : raw(Integer.toString(number));
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
        if (Character.isHighSurrogate(c)) return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
        return at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }

    private void room(int more) {
        if (length + more > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
    }
}
