package dev.towpath.spi;

import dev.towpath.RunId;
import dev.towpath.Status;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which runs to list, newest first.
///
/// @param pipeline null for any
/// @param statuses empty for any
/// @param owner null for any; empty for runs that nobody has taken yet
/// @param before only runs older than this one; null for the newest
public record RunQuery(
        @Nullable String pipeline,
        Set<Status> statuses,
        @Nullable String owner,
        @Nullable RunId before,
        int limit) {
    public RunQuery {
        statuses = Set.copyOf(statuses);
    }
}
