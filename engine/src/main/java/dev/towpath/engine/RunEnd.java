package dev.towpath.engine;

import dev.towpath.Digest;
import dev.towpath.Failure;
import dev.towpath.RunId;
import dev.towpath.Status;
import org.jspecify.annotations.Nullable;

/// How a run ended.
///
/// @param output the encoded result's digest, a value or a blob; null unless it succeeded, and if the step that gives
///     it was skipped
/// @param failure null unless it failed
public record RunEnd(
        RunId run,
        Status status,
        @Nullable Digest output,
        @Nullable Failure failure) {}
