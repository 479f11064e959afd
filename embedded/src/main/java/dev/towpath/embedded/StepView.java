package dev.towpath.embedded;

import dev.towpath.Failure;
import dev.towpath.Status;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A step of a run as people and programs look at it.
///
/// @param kind `step`, `each`, `batch` or `expand`
/// @param title for people; empty if there is none
/// @param attempts tries so far; for a mapped step the sum over its units
/// @param units how many units have each status; null for a step that is not mapped
/// @param done how far the attempt says it is; for a mapped step the ended units
/// @param total of what; 0 if it is not known
/// @param reason why it is skipped or waits; empty otherwise
public record StepView(
        String name,
        String kind,
        String title,
        Status status,
        int attempts,
        @Nullable Map<Status, Integer> units,
        long done,
        long total,
        @Nullable Instant started,
        @Nullable Instant ended,
        @Nullable Failure failure,
        String reason) {}
