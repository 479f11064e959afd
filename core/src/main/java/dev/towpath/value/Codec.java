package dev.towpath.value;

import java.io.IOException;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/// Writes and reads the values of one type in the canonical encoding (docs/encoding.md). Safe for use by several
/// threads.
public final class Codec {
    /// The type.
    public Type type() {
        throw new UnsupportedOperationException("not written yet");
    }

    /// Whether nothing reachable from a decoded value can change, so that one decoded value may be shared.
    public boolean isImmutable() {
        throw new UnsupportedOperationException("not written yet");
    }

    /// The canonical form of a value; new files and folders in it are kept in the store first.
    ///
    /// @param value null is refused
    /// @throws UnencodableValue if some part of it can not be written; it names the part
    /// @throws IOException if the store fails
    public Encoded encode(@Nullable Object value, Contents contents) throws IOException {
        throw new UnsupportedOperationException("not written yet");
    }

    /// The value of some canonical bytes. Collections in it are unmodifiable.
    ///
    /// @throws UndecodableValue if the bytes are not a value of the type; it names the part
    /// @throws IOException if the store fails
    public Object decode(byte[] json, Contents contents) throws IOException {
        throw new UnsupportedOperationException("not written yet");
    }
}
