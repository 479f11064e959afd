package dev.towpath.spi;

import dev.towpath.Digest;
import dev.towpath.Failure;
import dev.towpath.RunId;
import dev.towpath.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A run as it is stored.
///
/// @param pipeline the pipeline's name
/// @param bundle the digest of the code, a blob
/// @param plan the digest of the plan, a value
/// @param input the digest of the encoded input, a value or a blob
/// @param options how it is executed, as JSON: mode, where each input came from
/// @param priority of two runs that wait for a place, the higher comes first; 0 for most
/// @param key the idempotency key it was submitted with
/// @param parent the run whose step made it, or that it repeats
/// @param parentStep the step of the parent that asked for it, `name/unit`; null for one that repeats its parent
/// @param owner the process that executes it; empty before the first
/// @param epoch how many owners it has had
/// @param seq the sequence number of its last event
/// @param started when the first attempt started
/// @param ended when it reached a terminal status
/// @param output the digest of the encoded result, a value or a blob
/// @param reason for a run that waits or is queued: why; empty otherwise
public record RunRow(
        RunId id,
        String pipeline,
        Status status,
        Digest bundle,
        Digest plan,
        Digest input,
        String options,
        int priority,
        @Nullable String key,
        @Nullable RunId parent,
        @Nullable String parentStep,
        String owner,
        int epoch,
        long seq,
        Instant created,
        @Nullable Instant started,
        @Nullable Instant ended,
        @Nullable Digest output,
        @Nullable Failure failure,
        String reason) {}
