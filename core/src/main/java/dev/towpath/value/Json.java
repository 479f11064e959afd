package dev.towpath.value;

import org.jspecify.annotations.Nullable;

/// JSON as a tree of `LinkedHashMap`, `List`, `String`, `Long`, `BigInteger`, `BigDecimal`, `Double`, `Boolean` and
/// null: for configuration and plans, not for values.
public final class Json {
    private Json() {}

    /// The tree of a JSON text in UTF-8. Numbers become `Long`, `BigInteger` or `BigDecimal`.
    ///
    /// @throws InvalidJson with line and column
    public static @Nullable Object parse(byte[] json) {
        throw new UnsupportedOperationException("not written yet");
    }

    /// The tree of a JSON text.
    ///
    /// @throws InvalidJson with line and column
    public static @Nullable Object parse(String json) {
        throw new UnsupportedOperationException("not written yet");
    }

    /// The bytes without any space; keys in the order of the map. `Map`, `Collection`, `CharSequence`, `Number`,
    /// `Boolean`, enums (by name) and null are accepted.
    public static byte[] write(@Nullable Object tree) {
        throw new UnsupportedOperationException("not written yet");
    }

    /// The text with two spaces of indentation and a line feed at the end, for people.
    public static String pretty(@Nullable Object tree) {
        throw new UnsupportedOperationException("not written yet");
    }
}
