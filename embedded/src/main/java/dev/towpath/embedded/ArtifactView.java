package dev.towpath.embedded;

import dev.towpath.Digest;
import dev.towpath.RunId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A version of an artifact, or a part of one, as people and programs look at it.
///
/// @param name the component of the step's output record, or `output`
/// @param version from 1; 0 for what one unit of a run gave, which has none
/// @param size in bytes
/// @param fileName the file's or folder's own name; empty for a value
/// @param elements the number of elements of a mapped step's list; -1 for all others
/// @param part which part of a list it is; null for a whole artifact
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
        int elements,
        @Nullable Part part) {
    /// One of many.
    ///
    /// @param index from 0, in the order of the list
    /// @param value its JSON, files in it by their places; null for a file or a folder
    public record Part(int index, @Nullable String value) {}

    /// `{pipeline}/{step}/{artifact}/{version}`, with `@{index}` for an element of a list; `{run}/{step}@{index}` for
    /// what one unit gave.
    public String path() {
        if (version == 0 && part != null) return run + "/" + step + "@" + part.index();
        return pipeline + "/" + step + "/" + name + "/" + version + (part == null ? "" : "@" + part.index());
    }
}
