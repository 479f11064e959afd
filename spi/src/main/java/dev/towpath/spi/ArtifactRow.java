package dev.towpath.spi;

import dev.towpath.Digest;
import dev.towpath.RunId;
import java.time.Instant;

/// A version of an artifact: `{pipeline}/{step}/{name}/{version}`.
///
/// @param name the component of the step's output record, or `output`
/// @param version from 1, without gaps
/// @param run that made it
/// @param size in bytes; for a folder the sum of its files
/// @param mediaType [#JSON] for a value that is not a file, [#FOLDER] for a manifest
/// @param digest of the file, of the manifest or of the encoded value
/// @param fileName the file's or the folder's own name; empty for a value
/// @param elements the number of elements of a mapped step's list; -1 for all others
public record ArtifactRow(
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
    /// The media type of an encoded value.
    public static final String JSON = "application/json";
    /// The media type of a folder's manifest.
    public static final String FOLDER = "application/vnd.towpath.folder+json";
}
