package dev.towpath.embedded;

import dev.towpath.Digest;
import dev.towpath.RunId;
import java.time.Instant;

/// A version of an artifact as people and programs look at it.
///
/// @param name the component of the step's output record, or `output`
/// @param size in bytes
/// @param fileName the file's or folder's own name; empty for a value
/// @param elements the number of elements of a mapped step's list; -1 for all others
public record ArtifactView(
        String pipeline,
        String step,
        String name,
        int version,
        RunId run,
        Instant created,
        long size,
        String mediaType,
        Digest digest,
        String fileName,
        int elements) {
    /// `{pipeline}/{step}/{artifact}/{version}`.
    public String path() {
        return pipeline + "/" + step + "/" + name + "/" + version;
    }
}
