package dev.towpath.engine;

import dev.towpath.Digest;
import dev.towpath.Failure;
import dev.towpath.RunId;
import dev.towpath.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A run that this engine executes, at one moment, after the last commit.
///
/// @param steps those that have left their first state, by index of the node; decisions without code included
public record RunSnapshot(
        RunId run,
        Status status,
        String reason,
        @Nullable Instant started,
        @Nullable Instant ended,
        @Nullable Digest output,
        @Nullable Failure failure,
        List<StepSnapshot> steps) {
    public RunSnapshot {
        steps = List.copyOf(steps);
    }

    /// A step of it.
    ///
    /// @param index of the node in the plan
    /// @param attempts tries so far; for a mapped step the sum over its units
    /// @param units how many units have each status; null for a step that is not mapped
    /// @param done how far the attempt says it is; for a mapped step the ended units
    /// @param total of what; 0 if it is not known
    /// @param failure the last one, also if it will be tried again
    public record StepSnapshot(
            int index,
            String name,
            Status status,
            int attempts,
            @Nullable Map<Status, Integer> units,
            long done,
            long total,
            @Nullable Instant started,
            @Nullable Instant ended,
            @Nullable Digest output,
            @Nullable Failure failure,
            String reason) {}
}
