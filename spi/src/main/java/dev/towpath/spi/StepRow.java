package dev.towpath.spi;

import dev.towpath.Digest;
import dev.towpath.Failure;
import dev.towpath.RunId;
import dev.towpath.Status;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A step of a run as it is stored.
///
/// @param index of the node in the plan
/// @param attempts tries so far; for a mapped step the sum over its units
/// @param units how many units have each status; null for a step that is not mapped
/// @param started when its first attempt started
/// @param ended when it reached a terminal status
/// @param output the digest of the encoded output, a value or a blob
/// @param reason why it is skipped or waits; empty otherwise
public record StepRow(
        RunId run,
        int index,
        String name,
        Status status,
        int attempts,
        @Nullable Map<Status, Integer> units,
        @Nullable Instant started,
        @Nullable Instant ended,
        @Nullable Digest output,
        @Nullable Failure failure,
        String reason) {}
