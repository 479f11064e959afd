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
}
