package dev.towpath.spi;

import dev.towpath.Digest;
import dev.towpath.RunId;
import java.util.List;
import java.util.Optional;

/// Where runs are kept: an append-only history of events per run, and rows derived from it that people read.
///
/// Any thread may call any method; commits are written one after the other. Every method throws [StoreException] if the
/// store can not answer.
public interface Journal extends AutoCloseable {
    /// Writes all of these in one transaction. When it returns they survive the loss of power; when it throws
    /// none is written, but for [CommitUnknown].
    ///
    /// Versions of artifacts are numbered here, by name, in the order of the list. All but values comes together
    /// with the next events of its run, so a commit by one who is no longer the owner always collides with a
    /// number that is taken.
    ///
    /// @throws Conflict for a run or an event that is there already, a run that is not, or a message that is gone
    /// @throws KeyTaken for a new run whose key belongs to another
    /// @throws CommitUnknown if the answer was lost
    void commit(List<Entry> entries);

    /// A run.
    Optional<RunRow> run(RunId run);

    /// The run that was submitted with this idempotency key.
    Optional<RunId> runByKey(String key);

    /// Runs whose name starts so, newest first: for people who type a part of a name.
    List<RunRow> runsStartingWith(String prefix, int limit);

    /// Runs, newest first.
    List<RunRow> runs(RunQuery query);

    /// The owners of runs that have not ended, each once; empty text for runs that nobody has taken yet.
    List<String> owners();

    /// An owner's runs that have not ended and that no step of another run asked for: the highest priority first, and
    /// then the oldest.
    ///
    /// @param owner empty for runs that nobody has taken yet
    List<RunRow> unfinished(String owner, int limit);

    /// Messages that were not taken, oldest first.
    List<InboxRow> inbox();

    /// The runs that this run's steps have made, and those that were made from it again.
    List<RunRow> children(RunId parent);

    /// The steps of a run that are no longer in their first state, by index.
    List<StepRow> steps(RunId run);

    /// The history of a run from a sequence number on, oldest first.
    List<EventRow> events(RunId run, long fromSeq, int limit);

    /// A value of at most [#inlineLimit] bytes, or a plan.
    Optional<byte[]> value(Digest digest);

    /// The digests of files that a kept value contains.
    List<Digest> contents(Digest value);

    /// Artifacts, by name and then newest version first.
    List<ArtifactRow> artifacts(ArtifactQuery query);

    /// Values up to this many bytes are kept here, larger ones as a blob.
    default int inlineLimit() {
        return 64 * 1024;
    }

    @Override
    void close();
}
