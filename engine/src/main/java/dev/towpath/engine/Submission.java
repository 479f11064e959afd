package dev.towpath.engine;

import dev.towpath.Digest;
import dev.towpath.RunId;
import dev.towpath.plan.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run that is asked for.
///
/// @param bundle the digest of the code, kept as a blob already
/// @param plan what is to be run
/// @param input the encoded input record
/// @param contents the digests of the files inside the input, kept already
/// @param options how it was started, as JSON, for people
/// @param key the idempotency key; null for none
/// @param only what to run of the plan; null for all of it
@SuppressWarnings("ArrayRecordComponent") // handed on, never written to
public record Submission(
        Digest bundle,
        Plan plan,
        byte[] input,
        List<Digest> contents,
        String options,
        @Nullable String key,
        Mode mode,
        @Nullable Only only) {
    public Submission {
        contents = List.copyOf(contents);
    }

    /// One step with what an earlier run has stored for it; all others are skipped.
    ///
    /// @param step the name of the step
    /// @param from the run whose outputs are used
    public record Only(String step, RunId from) {}
}
