package dev.towpath.value;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// JSON bytes being read. It takes any JSON, not only the canonical form; what is no JSON is refused.
final class JsonIn {
    private final byte[] json;
    private final Contents contents;
    private int at;
    private int depth;

    JsonIn(byte[] json, Contents contents) {
        this.json = json;
        this.contents = contents;
    }

    Contents contents() {
        return contents;
    }

    /// The index of the next byte.
    int position() {
        return at;
    }

    void back(int position) {
        at = position;
    }

    void enter() {
        if (++depth > JsonOut.MAX_DEPTH)
            throw new Misfit("the JSON is nested deeper than " + JsonOut.MAX_DEPTH + " levels", Hints.DEEP);
    }

    void leave() {
        depth--;
    }

    /// The next byte that is not space, without taking it; -1 at the end.
    int peek() {
        while (at < json.length) {
            var b = json[at];
            if (b > ' ' || b < 0) return b & 0xFF;
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') return b;
            at++;
        }
        return -1;
    }

    /// Takes an opening bracket.
    ///
    /// @return whether something is inside; else the closing one is taken as well
    boolean open(char bracket, char closing, String wanted) {
        if (peek() != bracket) throw expected(wanted);
        at++;
        if (peek() != closing) return true;
        at++;
        return false;
    }

    /// Takes a comma or the closing bracket: whether it was a comma.
    boolean more(char closing) {
        var b = peek();
        if (b != ',' && b != closing) throw expected("',' or '" + closing + "'");
        at++;
        return b == ',';
    }

    void colon() {
        if (peek() != ':') throw expected("':'");
        at++;
    }

    /// Takes `"key":` if these bytes follow exactly.
    boolean tryKey(byte[] key) {
        var end = at + key.length;
        if (end > json.length) return false;
        for (var i = 0; i < key.length; i++) if (json[at + i] != key[i]) return false;
        at = end;
        return true;
    }

    /// Takes a key and the colon.
    String key() {
        if (peek() != '"') throw expected("a key in quotes");
        var key = text();
        colon();
        return key;
    }

    boolean tryNull() {
        return peek() == 'n' && tryWord("null");
    }

    boolean bool() {
        var b = peek();
        if (b == 't' && tryWord("true")) return true;
        if (b == 'f' && tryWord("false")) return false;
        throw expected("true or false");
    }

    private boolean tryWord(String word) {
        var end = at + word.length();
        if (end > json.length) return false;
        for (var i = 0; i < word.length(); i++) if (json[at + i] != word.charAt(i)) return false;
        at = end;
        return true;
    }

    /// A whole number within bounds.
    long integer(long min, long max, String wanted) {
        var b = peek();
        var i = b == '-' ? at + 1 : at;
        var value = 0L;
        var from = i;
        for (; i < json.length && i - from < 18; i++) {
            var digit = json[i] - '0';
            if (digit < 0 || digit > 9) break;
            value = value * 10 + digit;
        }
        if (i > from && i - from < 18 && ends(i) && (json[from] != '0' || i - from == 1)) {
            at = i;
            value = b == '-' ? -value : value;
        } else {
            value = exact(number(wanted), wanted);
        }
        if (value < min || value > max) throw new Misfit("is " + value + ", not " + wanted, Hints.FOREIGN);
        return value;
    }

    private static long exact(String number, String wanted) {
        try {
            return Long.parseLong(number);
        } catch (NumberFormatException e) {
            throw new Misfit("is " + number + ", not " + wanted, Hints.FOREIGN, e);
        }
    }

    private boolean ends(int i) {
        if (i == json.length) return true;
        var b = json[i];
        return b == ',' || b == '}' || b == ']' || b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /// A number as it is written.
    @SuppressWarnings("deprecation") // ASCII without a decoder
    String number(String wanted) {
        var b = peek();
        if (b != '-' && (b < '0' || b > '9')) throw expected(wanted);
        var start = at;
        var i = b == '-' ? at + 1 : at;
        var whole = digits(i);
        if (whole > i + 1 && json[i] == '0') throw noNumber(start);
        i = whole;
        if (i < json.length && json[i] == '.') i = digits(i + 1);
        if (i < json.length && (json[i] | 0x20) == 'e') {
            i++;
            if (i < json.length && (json[i] == '+' || json[i] == '-')) i++;
            i = digits(i);
        }
        if (!ends(i)) throw noNumber(start);
        at = i;
        return new String(json, 0, start, i - start);
    }

    private int digits(int from) {
        var i = from;
        while (i < json.length && json[i] >= '0' && json[i] <= '9') i++;
        if (i == from) throw noNumber(at);
        return i;
    }

    private Misfit noNumber(int start) {
        at = start;
        return new Misfit("is no JSON number", "Write numbers such as 12, -0.5 or 1e6.");
    }

    /// A JSON string.
    @SuppressWarnings("deprecation") // ASCII without a decoder
    String text() {
        if (peek() != '"') throw expected("a text");
        var start = at + 1;
        var all = 0;
        for (var i = start; i < json.length; i++) {
            var b = json[i];
            if (b == '"') {
                at = i + 1;
                return all >= 0 ? new String(json, 0, start, i - start) : utf8(start, i);
            }
            if (b == '\\') return escaped(start, i);
            if (b >= 0 && b < ' ') throw control(i);
            all |= b;
        }
        throw early();
    }

    private Misfit control(int i) {
        at = i;
        return new Misfit("has a control character inside a text", "Write it as an escape such as \\n.");
    }

    private String utf8(int from, int to) {
        var text = new String(json, from, to - from, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') < 0) return text;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            at = from;
            throw new Misfit("has bytes that are not UTF-8", "Store the JSON as UTF-8.", e);
        }
    }

    private String escaped(int start, int firstEscape) {
        var out = new StringBuilder();
        var from = start;
        for (var i = firstEscape; i < json.length; i++) {
            var b = json[i];
            if (b == '"') {
                out.append(utf8(from, i));
                at = i + 1;
                return paired(out);
            }
            if (b >= 0 && b < ' ') throw control(i);
            if (b == '\\') {
                out.append(utf8(from, i));
                at = i;
                i = escape(i + 1, out);
                from = i + 1;
            }
        }
        throw early();
    }

    /// Appends the escaped character; gives the index of the escape's last byte.
    private int escape(int i, StringBuilder out) {
        if (i >= json.length) throw early();
        switch (json[i]) {
            case '"', '\\', '/' -> out.append((char) json[i]);
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 't' -> out.append('\t');
            case 'u' -> {
                out.append(hex(i + 1));
                return i + 4;
            }
            default -> throw noEscape();
        }
        return i;
    }

    private char hex(int from) {
        if (from + 4 > json.length) throw early();
        var value = 0;
        for (var i = from; i < from + 4; i++) {
            var digit = json[i] < 0 ? -1 : Character.digit(json[i], 16);
            if (digit < 0) throw noEscape();
            value = value << 4 | digit;
        }
        return (char) value;
    }

    private static Misfit noEscape() {
        return new Misfit("has an escape that JSON does not know", "Write a backslash as \\\\.");
    }

    private static String paired(StringBuilder out) {
        for (var i = 0; i < out.length(); i++) {
            var c = out.charAt(i);
            if (!Character.isSurrogate(c)) continue;
            if (!Character.isHighSurrogate(c) || i + 1 == out.length() || !Character.isLowSurrogate(out.charAt(i + 1)))
                throw new Misfit("has half of a surrogate pair in a text", "Such a text is no Unicode.");
            i++;
        }
        return out.toString();
    }

    /// Skips one value. Only brackets and quotes are looked at.
    void skip() {
        var b = peek();
        if (b == '"') {
            at = afterText(at + 1);
        } else if (b == '{' || b == '[') {
            at = afterBrackets(at);
        } else {
            var i = at;
            while (!ends(i)) i++;
            if (i == at) throw expected("a value");
            at = i;
        }
    }

    private int afterText(int from) {
        for (var i = from; i < json.length; i++) {
            var b = json[i];
            if (b == '"') return i + 1;
            if (b == '\\') i++;
        }
        throw early();
    }

    private int afterBrackets(int from) {
        var open = 0;
        for (var i = from; i < json.length; i++) {
            switch (json[i]) {
                case '"' -> i = afterText(i + 1) - 1;
                case '{', '[' -> open++;
                case '}', ']' -> {
                    if (--open == 0) return i + 1;
                }
                default -> {}
            }
        }
        throw early();
    }

    /// The first characters of all, for errors.
    String start(int length) {
        return EncodedJson.brief(json, length);
    }

    /// Refuses anything but space after the value.
    void end() {
        if (peek() >= 0) throw expected("the end");
    }

    private Misfit early() {
        at = json.length;
        return new Misfit("ends in the middle of a value", "The JSON was cut off: write it again.");
    }

    private String word() {
        var start = at;
        var word = tryWord("null")
                ? "null"
                : tryWord("true") || tryWord("false") ? "a boolean" : "'" + (char) json[at] + "'";
        at = start;
        return word;
    }

    /// That something else is here than is wanted.
    Misfit expected(String wanted) {
        var b = peek();
        var found = switch (b) {
            case -1 -> "the end";
            case '"' -> "a text";
            case '{' -> "an object";
            case '[' -> "a list";
            case 't', 'f', 'n' -> word();
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> "a number";
            default -> b > ' ' && b < 0x7F ? "'" + (char) b + "'" : "a byte 0x%02x".formatted(b);
        };
        return new Misfit("is " + found + " where " + wanted + " is expected", Hints.FOREIGN);
    }
}
