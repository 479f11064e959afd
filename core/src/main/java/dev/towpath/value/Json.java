package dev.towpath.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON as a tree of `LinkedHashMap`, `List`, `String`, `Long`, `BigInteger`, `BigDecimal`, `Double`, `Boolean` and
/// null: for configuration and plans, not for values.
public final class Json {
    /// No number in a configuration has more digits; converting one of millions would take minutes.
    private static final int MAX_DIGITS = 1_000;

    private final JsonIn in;

    private Json(byte[] json) {
        in = new JsonIn(json, NoContents.NONE);
    }

    /// The tree of a JSON text in UTF-8, a byte order mark before it is skipped. Numbers become `Long`, `BigInteger` or
    /// `BigDecimal`, `-0.0` a `Double`; a key that is there twice is refused.
    ///
    /// @throws InvalidJson with line and column
    public static @Nullable Object parse(byte[] json) {
        var text = json.length > 2 && json[0] == (byte) 0xEF && json[1] == (byte) 0xBB && json[2] == (byte) 0xBF
                ? Arrays.copyOfRange(json, 3, json.length)
                : json;
        var parser = new Json(text);
        try {
            var tree = parser.tree();
            parser.in.end();
            return tree;
        } catch (Misfit e) {
            throw parser.invalid(e, text);
        }
    }

    /// The tree of a JSON text.
    ///
    /// @throws InvalidJson with line and column
    public static @Nullable Object parse(String json) {
        return parse(json.getBytes(StandardCharsets.UTF_8));
    }

    private InvalidJson invalid(Misfit e, byte[] json) {
        var at = Math.min(in.position(), json.length);
        var line = 1;
        var start = 0;
        for (var i = 0; i < at; i++) {
            if (json[i] != '\n') continue;
            line++;
            start = i + 1;
        }
        var column = new String(json, start, at - start, StandardCharsets.UTF_8).length() + 1;
        var key = e.path() == null ? "the JSON" : "'" + e.path() + "'";
        return new InvalidJson(key + " " + e.what(), line, column);
    }

    private @Nullable Object tree() {
        return switch (in.peek()) {
            case '{' -> object();
            case '[' -> list();
            case '"' -> in.text();
            case 't', 'f' -> in.bool();
            case 'n' -> nothing();
            default -> number();
        };
    }

    private @Nullable Object nothing() {
        if (!in.tryNull()) throw in.expected("a value");
        return null;
    }

    private Object number() {
        var start = in.position();
        var text = in.number("a value");
        if (text.length() > MAX_DIGITS) {
            in.back(start);
            throw new Misfit("has a number of more than " + MAX_DIGITS + " digits", Hints.FOREIGN);
        }
        for (var i = 0; i < text.length(); i++) if (".eE".indexOf(text.charAt(i)) >= 0) return decimal(text, start);
        if (text.length() < 19) return Long.valueOf(text);
        var whole = new BigInteger(text);
        return whole.bitLength() < 64 ? (Object) whole.longValue() : whole;
    }

    /// A `BigDecimal`, which has no negative zero: that is a `Double`.
    private Number decimal(String text, int start) {
        try {
            var decimal = new BigDecimal(text);
            return decimal.signum() == 0 && text.startsWith("-") ? (Number) (-0.0) : decimal;
        } catch (NumberFormatException e) {
            in.back(start);
            throw new Misfit("has a number whose exponent is out of range", Hints.FOREIGN, e);
        }
    }

    private List<@Nullable Object> list() {
        var list = new ArrayList<@Nullable Object>();
        in.enter();
        for (var more = in.open('[', ']', "a list"); more; more = in.more(']')) {
            try {
                list.add(tree());
            } catch (Misfit e) {
                throw e.at(list.size());
            }
        }
        in.leave();
        return list;
    }

    private Map<String, @Nullable Object> object() {
        var map = new LinkedHashMap<String, @Nullable Object>();
        in.enter();
        for (var more = in.open('{', '}', "an object"); more; more = in.more('}')) {
            in.peek();
            var start = in.position();
            var key = in.key();
            if (map.containsKey(key)) {
                in.back(start);
                throw new Misfit("is there twice", "Leave one of them out.").in(key);
            }
            try {
                map.put(key, tree());
            } catch (Misfit e) {
                throw e.in(key);
            }
        }
        in.leave();
        return map;
    }

    /// The bytes without any space; keys in the order of the map. `Map`, `Collection`, `CharSequence`, `Number`,
    /// `Boolean`, enums (by name) and null are accepted.
    ///
    /// @throws UnencodableValue for anything else, and for texts that are no Unicode
    public static byte[] write(@Nullable Object tree) {
        return new JsonTree(-1).write(tree);
    }

    /// The text with two spaces of indentation and a line feed at the end, for people.
    public static String pretty(@Nullable Object tree) {
        return new String(new JsonTree(0).write(tree), StandardCharsets.UTF_8) + "\n";
    }
}
