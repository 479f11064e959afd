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
/// @param durability what its steps wait for
/// @param priority of two runs that wait for a place, the higher comes first; 0 for most
/// @param queueOnly whether it is only written: who takes runs of others executes it
@SuppressWarnings("ArrayRecordComponent") // handed on, never written to
public record Submission(
        Digest bundle,
        Plan plan,
        byte[] input,
        List<Digest> contents,
        String options,
        @Nullable String key,
        Mode mode,
        @Nullable Only only,
        Durability durability,
        int priority,
        boolean queueOnly) {
    public Submission {
        contents = List.copyOf(contents);
    }

    /// A strict run without hurry that is executed here.
    public Submission(
            Digest bundle,
            Plan plan,
            byte[] input,
            List<Digest> contents,
            String options,
            @Nullable String key,
            Mode mode,
            @Nullable Only only) {
        this(bundle, plan, input, contents, options, key, mode, only, Durability.STRICT, 0, false);
    }

    /// The same with this durability.
    public Submission withDurability(Durability value) {
        return new Submission(bundle, plan, input, contents, options, key, mode, only, value, priority, queueOnly);
    }

    /// The same with this priority.
    public Submission withPriority(int value) {
        return new Submission(bundle, plan, input, contents, options, key, mode, only, durability, value, queueOnly);
    }

    /// The same, but only written, without an owner: who takes runs of others executes it.
    public Submission queued() {
        return new Submission(bundle, plan, input, contents, options, key, mode, only, durability, priority, true);
    }

    /// One step with what an earlier run has stored for it; all others are skipped.
    ///
    /// @param step the name of the step
    /// @param from the run whose outputs are used
    public record Only(String step, RunId from) {}
}
