package dev.towpath.spi;

import dev.towpath.Digest;
import dev.towpath.RunId;
import java.util.List;

/// One thing that a commit writes.
public sealed interface Entry {
    /// A new run. Its key, if it has one, must not be taken: see [KeyTaken].
    record NewRun(RunRow run) implements Entry {}

    /// A run's row, replacing what was there. Pipeline, priority, key, parent and time of submission never
    /// change.
    record RunChanged(RunRow run) implements Entry {}

    /// A step's row, replacing what was there.
    record StepChanged(StepRow step) implements Entry {}

    /// The next events of a run.
    record Events(EventRow events) implements Entry {}

    /// A small value, or a plan, by the digest of its bytes; known ones are left as they are.
    ///
    /// @param contents the digests of files that the value contains
    record KeepValue(Digest digest, byte[] bytes, List<Digest> contents) implements Entry {
        public KeepValue {
            contents = List.copyOf(contents);
        }
    }

    /// A new artifact; the version in the row is ignored and the next one given.
    record NewArtifact(ArtifactRow artifact) implements Entry {}

    /// All step rows of a run go, before those of the same commit are written.
    record StepsForgotten(RunId run) implements Entry {}

    /// A message to a run's owner; its number is ignored and the next one given.
    record Post(InboxRow message) implements Entry {}

    /// A message that this commit acts upon, and that goes with it. One that is gone already is a [Conflict].
    record Taken(RunId run, long no) implements Entry {}
}
