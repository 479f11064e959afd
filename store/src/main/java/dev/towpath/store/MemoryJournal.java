package dev.towpath.store;

import dev.towpath.Digest;
import dev.towpath.RunId;
import dev.towpath.spi.ArtifactQuery;
import dev.towpath.spi.ArtifactRow;
import dev.towpath.spi.Entry;
import dev.towpath.spi.EventRow;
import dev.towpath.spi.InboxRow;
import dev.towpath.spi.Journal;
import dev.towpath.spi.RunQuery;
import dev.towpath.spi.RunRow;
import dev.towpath.spi.StepRow;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/// A journal that forgets everything when it is closed: for trials and tests. The same rules as the durable one.
public final class MemoryJournal implements Journal {
    private final MemoryTables tables = new MemoryTables();
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    /// An empty journal.
    public MemoryJournal() {}

    @Override
    public void commit(List<Entry> entries) {
        var batch = Batch.of(entries);
        lock.writeLock().lock();
        try {
            requireOpen();
            tables.check(batch);
            tables.write(batch);
        } finally {
            lock.writeLock().unlock();
        }
    }

    private <T> T read(Supplier<T> query) {
        lock.readLock().lock();
        try {
            requireOpen();
            return query.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    private void requireOpen() {
        if (closed) throw new IllegalStateException("the journal is closed");
    }

    @Override
    public Optional<RunRow> run(RunId run) {
        return read(() -> tables.run(run));
    }

    @Override
    public Optional<RunId> runByKey(String key) {
        return read(() -> tables.runByKey(key));
    }

    @Override
    public List<RunRow> runsStartingWith(String prefix, int limit) {
        return read(() -> tables.newestFirst(run -> run.id().text().startsWith(prefix), limit));
    }

    @Override
    public List<RunRow> runs(RunQuery query) {
        return read(() -> tables.newestFirst(run -> matches(run, query), query.limit()));
    }

    private static boolean matches(RunRow run, RunQuery query) {
        return (query.pipeline() == null || run.pipeline().equals(query.pipeline()))
                && (query.statuses().isEmpty() || query.statuses().contains(run.status()))
                && (query.owner() == null || query.owner().equals(run.owner()))
                && (query.before() == null || run.id().compareTo(query.before()) < 0);
    }

    @Override
    public List<String> owners() {
        return read(tables::owners);
    }

    @Override
    public List<RunRow> unfinished(String owner, int limit) {
        return read(() -> tables.unfinished(owner, limit));
    }

    @Override
    public List<InboxRow> inbox() {
        return read(tables::inbox);
    }

    @Override
    public List<RunRow> children(RunId parent) {
        return read(() -> tables.children(parent));
    }

    @Override
    public List<StepRow> steps(RunId run) {
        return read(() -> tables.steps(run));
    }

    @Override
    public List<EventRow> events(RunId run, long fromSeq, int limit) {
        return read(() -> tables.events(run, fromSeq, limit));
    }

    @Override
    public Optional<byte[]> value(Digest digest) {
        return read(() -> tables.value(digest).map(value -> value.bytes().clone()));
    }

    @Override
    public List<Digest> contents(Digest value) {
        return read(() -> tables.value(value).map(Entry.KeepValue::contents).orElse(List.of()));
    }

    @Override
    public List<ArtifactRow> artifacts(ArtifactQuery query) {
        return read(() -> tables.artifacts(query));
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            closed = true;
            tables.clear();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
