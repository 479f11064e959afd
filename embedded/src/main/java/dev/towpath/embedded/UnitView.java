package dev.towpath.embedded;

import dev.towpath.Failure;
import dev.towpath.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A unit of a mapped step as people and programs look at it.
///
/// @param index from 0, in the order of the list
public record UnitView(
        int index,
        Status status,
        int attempts,
        @Nullable Instant started,
        @Nullable Instant ended,
        @Nullable Failure failure) {}
