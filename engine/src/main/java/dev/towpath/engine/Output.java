package dev.towpath.engine;

import dev.towpath.Digest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An encoded value that an attempt gave.
///
/// @param digest of the bytes
/// @param bytes the encoding; null if it is above the journal's limit and kept as a blob
/// @param size of the encoding in bytes
/// @param contents the digests of the files inside it
@SuppressWarnings("ArrayRecordComponent") // encoded once, written once
public record Output(Digest digest, byte @Nullable [] bytes, long size, List<Digest> contents) {
    public Output {
        contents = List.copyOf(contents);
    }

    /// A value without files that is written with the events.
    public static Output small(byte[] value) {
        return new Output(Digest.of(value), value, value.length, List.of());
    }

    /// A value without files that is kept as a blob already.
    public static Output blob(Digest digest, long size) {
        return new Output(digest, null, size, List.of());
    }
}
