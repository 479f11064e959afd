package dev.towpath.value;

import java.lang.reflect.Type;

/// Types as text, for instance `java.util.List<pipes.SelectCats$Box>`: a primitive is written as its box.
public final class TypeNames {
    private TypeNames() {}

    /// The text of a type.
    public static String print(Type type) {
        throw new UnsupportedOperationException("not written yet");
    }

    /// The type of a text that [#print] made.
    ///
    /// @throws IllegalArgumentException if the text is not a type or a class is missing
    public static Type parse(String text, ClassLoader loader) {
        throw new UnsupportedOperationException("not written yet");
    }
}
