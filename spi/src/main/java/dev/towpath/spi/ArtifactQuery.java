package dev.towpath.spi;

import dev.towpath.RunId;
import org.jspecify.annotations.Nullable;

/// Which artifacts to list; null means any.
///
/// @param version 0 for any, -1 for the newest of each name
public record ArtifactQuery(
        @Nullable String pipeline,
        @Nullable String step,
        @Nullable String name,
        int version,
        @Nullable RunId run,
        int limit) {}
