package dev.towpath.embedded;

import dev.towpath.RunId;
import dev.towpath.spi.ArtifactQuery;
import org.jspecify.annotations.Nullable;

/// Which artifacts to list; null means any.
///
/// @param version 0 for any, -1 for the newest of each name
public record ArtifactFilter(
        @Nullable String pipeline,
        @Nullable String step,
        @Nullable String name,
        int version,
        @Nullable RunId run,
        int limit) {
    private static final int USUAL_LIMIT = 1000;

    /// The newest version of each artifact.
    public static final ArtifactFilter NEWEST = new ArtifactFilter(null, null, null, -1, null, USUAL_LIMIT);

    /// Everything that a run has made.
    public static ArtifactFilter of(RunId run) {
        return new ArtifactFilter(null, null, null, 0, run, USUAL_LIMIT);
    }

    ArtifactQuery query() {
        return new ArtifactQuery(pipeline, step, name, version, run, limit);
    }
}
