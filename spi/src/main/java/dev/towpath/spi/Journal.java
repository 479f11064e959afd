package dev.towpath.spi;

import dev.towpath.Digest;
import dev.towpath.RunId;
import java.util.List;
import java.util.Optional;

/// Where runs are kept: an append-only history of events per run, and rows derived from it that people read.
///
/// [#commit] is called by one thread at a time; reads may come from any thread. Every method throws [StoreException] if
/// the store can not answer.
public interface Journal extends AutoCloseable {
    /// Writes all of these in one transaction. When it returns they survive the loss of power; when it throws none is
    /// written.
    ///
    /// Versions of artifacts are numbered here, by name, in the order of the list.
    void commit(List<Entry> entries);

    /// A run.
    Optional<RunRow> run(RunId run);

    /// The run that was submitted with this idempotency key.
    Optional<RunId> runByKey(String key);

    /// Runs whose name starts so, newest first: for people who type a part of a name.
    List<RunRow> runsStartingWith(String prefix, int limit);

    /// Runs, newest first.
    List<RunRow> runs(RunQuery query);

    /// The runs that this run's steps have made.
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
