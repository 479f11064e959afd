package dev.towpath.value;

import java.lang.reflect.Type;
import java.util.Map;

/// JSON Schema (2020-12) of the types of values.
public final class Schemas {
    private Schemas() {}

    /// The schema of the encoding of a type, as a tree for [Json#write].
    ///
    /// @throws InvalidType if the type can not be a value
    public static Map<String, Object> of(Type type, Codecs codecs) {
        throw new UnsupportedOperationException("not written yet");
    }
}
