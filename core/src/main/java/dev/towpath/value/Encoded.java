package dev.towpath.value;

import dev.towpath.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A value in its canonical form.
///
/// @param bytes canonical JSON; not to be written to
/// @param contents the digests of all blobs the value refers to (files, manifests of folders and their files), sorted,
///     each once
@SuppressWarnings("ArrayRecordComponent") // shared without a copy: a value is encoded once and written once
public record Encoded(byte[] bytes, List<Digest> contents) {
    public Encoded {
        contents = List.copyOf(contents);
    }

    /// The digest of the bytes.
    public Digest digest() {
        return Digest.of(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Encoded that && Arrays.equals(bytes, that.bytes) && contents.equals(that.contents);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /// The JSON text.
    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
