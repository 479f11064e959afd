package dev.towpath.store;

import dev.towpath.Digest;
import dev.towpath.RunId;
import dev.towpath.spi.ArtifactQuery;
import dev.towpath.spi.ArtifactRow;
import dev.towpath.spi.EventRow;
import dev.towpath.spi.InboxRow;
import dev.towpath.spi.Journal;
import dev.towpath.spi.RunQuery;
import dev.towpath.spi.RunRow;
import dev.towpath.spi.StepRow;
import java.util.List;
import java.util.Optional;

/// What is read from a database in the same words, whichever it is.
abstract class SqlJournal implements Journal {
    final RunTable runs = new RunTable();
    final StepTable steps;
    final EventTable events;
    final ValueTable values = new ValueTable();
    final ArtifactTable artifacts;
    final InboxTable inbox = new InboxTable();

    SqlJournal(StepTable steps, EventTable events, ArtifactTable artifacts) {
        this.steps = steps;
        this.events = events;
        this.artifacts = artifacts;
    }

    /// Answers a question on one of the connections that read.
    ///
    /// @throws dev.towpath.spi.StoreException if the database can not answer
    abstract <T> T read(ReadPool.Query<T> query);

    @Override
    public Optional<RunRow> run(RunId run) {
        return read(db -> runs.byId(db, run));
    }

    @Override
    public Optional<RunId> runByKey(String key) {
        return read(db -> runs.byKey(db, key));
    }

    @Override
    public List<RunRow> runsStartingWith(String prefix, int limit) {
        return read(db -> runs.startingWith(db, prefix, limit));
    }

    @Override
    public List<RunRow> runs(RunQuery query) {
        return read(db -> runs.page(db, query));
    }

    @Override
    public List<String> owners() {
        return read(runs::owners);
    }

    @Override
    public List<RunRow> unfinished(String owner, int limit) {
        return read(db -> runs.unfinished(db, owner, limit));
    }

    @Override
    public List<InboxRow> inbox() {
        return read(inbox::all);
    }

    @Override
    public List<RunRow> children(RunId parent) {
        return read(db -> runs.children(db, parent));
    }

    @Override
    public List<StepRow> steps(RunId run) {
        return read(db -> steps.ofRun(db, run));
    }

    @Override
    public List<EventRow> events(RunId run, long fromSeq, int limit) {
        return read(db -> events.ofRun(db, run, fromSeq, limit));
    }

    @Override
    public Optional<byte[]> value(Digest digest) {
        return read(db -> values.bytes(db, digest));
    }

    @Override
    public List<Digest> contents(Digest value) {
        return read(db -> values.contents(db, value));
    }

    @Override
    public List<ArtifactRow> artifacts(ArtifactQuery query) {
        return read(db -> artifacts.matching(db, query));
    }
}
