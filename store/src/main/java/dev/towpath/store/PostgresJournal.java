package dev.towpath.store;

import dev.towpath.Digest;
import dev.towpath.spi.Entry;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A journal in a PostgreSQL database, for several processes on several machines: each commit is one transaction that
/// the
/// server has synced when it answers. One connection that writes and a few that read; a lost one is made again.
public final class PostgresJournal extends SqlJournal {
    /// How often a commit is tried again that contradicted something which is no longer there.
    private static final int RACES = 5;

    private final PostgresTables tables;

    private final PostgresFailure failure;
    private final @Nullable PostgresWriter writer;
    private final ReadPool readers;
    private final RecentValues recent = new RecentValues();
    private final ReentrantLock writing = new ReentrantLock();
    private boolean closed;

    private PostgresJournal(PostgresLink link, @Nullable PostgresWriter writer) {
        super(
                new StepTable(PostgresStepTable.OF_RUN),
                new EventTable(PostgresEventTable.OF_RUN),
                new ArtifactTable(PostgresArtifactTable.KEYS));
        this.tables = new PostgresTables(link.url().schema());
        this.failure = new PostgresFailure(link.url());
        this.writer = writer;
        this.readers = new ReadPool(() -> new Session(link.patiently(link::reading)));
    }

    /// Opens the store in this database; makes a new one, or brings an older one up to date.
    ///
    /// @throws dev.towpath.spi.StoreException `store-unreachable`, `store-refused`, `store-newer`,
    ///     `store-not-writable`, …
    public static PostgresJournal open(PostgresUrl url) {
        return open(url, PostgresSchema.NEWEST);
    }

    static PostgresJournal open(PostgresUrl url, PostgresSchema schema) {
        var link = new PostgresLink(url);
        try {
            var connection = link.writing();
            try {
                schema.prepare(connection, url);
                return new PostgresJournal(link, new PostgresWriter(link, connection));
            } catch (SQLException | RuntimeException | Error e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new PostgresFailure(url).of(e);
        }
    }

    /// Opens the store in this database to look at it; [#commit] is refused.
    ///
    /// @throws dev.towpath.spi.StoreException `store-missing`, `store-unreachable`, `store-refused`, `store-newer`,
    ///     `store-older`
    public static PostgresJournal reading(PostgresUrl url) {
        var link = new PostgresLink(url);
        try (var connection = link.reading()) {
            PostgresSchema.NEWEST.check(connection, url);
            return new PostgresJournal(link, null);
        } catch (SQLException e) {
            throw new PostgresFailure(url).of(e);
        }
    }

    @Override
    public void commit(List<Entry> entries) {
        if (entries.isEmpty()) return;
        var batch = Batch.of(entries);
        writing.lock();
        try {
            if (closed) throw new IllegalStateException("the journal is closed");
            if (writer == null) throw new IllegalStateException("the journal was opened for reading");
            commit(writer, batch);
            recent.add(batch.values());
        } catch (SQLException e) {
            throw failure.of(e);
        } finally {
            writing.unlock();
        }
    }

    private void commit(PostgresWriter to, Batch batch) throws SQLException {
        for (var races = 0; ; races++) {
            try {
                to.transaction(db -> tables.write(db, batch));
                return;
            } catch (SQLException e) {
                if (!PostgresFailure.isContradiction(e)) throw e;
                var refusal = read(db -> tables.refusal(db, batch));
                if (refusal.isPresent()) throw refusal.get();
                // Another process has undone what was in the way.
                if (races == RACES) throw e;
            }
        }
    }

    @Override
    <T> T read(ReadPool.Query<T> query) {
        for (var reads = 1; ; reads++) {
            try {
                return readers.read(query);
            } catch (SQLException e) {
                if (!PostgresFailure.isWorthAnother(e, reads)) throw failure.of(e);
            }
        }
    }

    @Override
    public Optional<byte[]> value(Digest digest) {
        var known = recent.get(digest);
        return known == null
                ? read(db -> values.bytes(db, digest))
                : Optional.of(known.bytes().clone());
    }

    @Override
    public List<Digest> contents(Digest value) {
        var known = recent.get(value);
        return known == null ? read(db -> values.contents(db, value)) : known.contents();
    }

    @Override
    public void close() {
        writing.lock();
        try {
            if (closed) return;
            closed = true;
            readers.close();
            if (writer != null) writer.close();
        } catch (SQLException e) {
            // Nothing depends on how the server hears of it.
        } finally {
            writing.unlock();
        }
    }
}
