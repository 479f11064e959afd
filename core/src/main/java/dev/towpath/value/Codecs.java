package dev.towpath.value;

import java.lang.reflect.Type;

/// All codecs of one bundle: made once per type, kept, safe for use by several threads.
public final class Codecs {
    /// The codec of a type.
    ///
    /// @throws InvalidType if the type can not be a value; it says which part of it, and what to use instead
    public Codec codec(Type type) {
        throw new UnsupportedOperationException("not written yet");
    }
}
