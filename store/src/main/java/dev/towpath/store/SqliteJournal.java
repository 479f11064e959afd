package dev.towpath.store;

import dev.towpath.spi.Conflict;
import dev.towpath.spi.Entry;
import dev.towpath.spi.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/// A journal in one SQLite file: write-ahead log, synced at each commit, one connection that writes and a few that
/// read.
public final class SqliteJournal extends SqlJournal {
    /// How long another program's lock is waited for.
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    // The log is synced at each commit. From 4,000 pages (8 MiB) on it is folded into the file and written over, which
    // is faster than letting it grow; less would make commits of 1,000 rows pay for that each time.
    private static final String WRITER = """
        PRAGMA synchronous = FULL;
        PRAGMA foreign_keys = ON;
        PRAGMA temp_store = MEMORY;
        PRAGMA cache_size = -16384;
        PRAGMA wal_autocheckpoint = 4000;
        PRAGMA journal_size_limit = 16777216;\
        """;

    private final SqliteFailure failure;
    private final @Nullable Session writer;
    private final ReadPool readers;
    private final ReentrantLock writing = new ReentrantLock();
    private boolean closed;

    private SqliteJournal(SqliteFailure failure, @Nullable Session writer, ReadPool readers) {
        super(
                new StepTable(StepTable.OF_RUN),
                new EventTable(EventTable.OF_RUN),
                new ArtifactTable(ArtifactTable.Keys.SQLITE));
        this.failure = failure;
        this.writer = writer;
        this.readers = readers;
    }

    /// Opens the store in this file; makes a new one, or brings an older one up to date after copying it.
    ///
    /// @throws StoreException `store-newer`, `store-locked`, `store-not-writable`, `store-corrupt`, `disk-full`
    public static SqliteJournal open(Path file) {
        return open(file, PATIENCE, Schema.SQLITE);
    }

    static SqliteJournal open(Path file, Duration patience, Schema schema) {
        var failure = new SqliteFailure(file, patience);
        if (Files.isDirectory(file)) throw isFolder(file);
        try {
            return new SqliteJournal(failure, writer(file, patience, schema), readers(file, patience));
        } catch (SQLException e) {
            throw failure.of(e);
        }
    }

    private static Session writer(Path file, Duration patience, Schema schema) throws SQLException {
        var session = Session.writing(file, patience);
        try {
            schema.prepare(session, file);
            session.script(WRITER);
            return session;
        } catch (SQLException | RuntimeException | Error e) {
            session.close();
            throw e;
        }
    }

    private static ReadPool readers(Path file, Duration patience) {
        return new ReadPool(() -> Session.reading(file, patience));
    }

    /// Opens the store in this file to look at it, also while another process writes to it. The file is neither made
    /// nor changed (SQLite may make the index of its log beside it); [#commit] is refused.
    ///
    /// @throws StoreException `store-missing`, `store-older`, `store-newer`, `store-corrupt`; `store-not-writable`
    ///     for the last commits of a process that died, which can be read only by one who may write to the folder
    public static SqliteJournal reading(Path file) {
        return reading(file, PATIENCE, Schema.SQLITE);
    }

    static SqliteJournal reading(Path file, Duration patience, Schema schema) {
        if (Files.isDirectory(file)) throw isFolder(file);
        if (!Files.exists(file)) throw missing(file);
        var failure = new SqliteFailure(file, patience);
        var live = readers(file, patience);
        try {
            check(live, file, schema);
            return new SqliteJournal(failure, null, live);
        } catch (SQLException e) {
            return switch (SqliteFailure.primary(e)) {
                case SQLITE_CANTOPEN, SQLITE_READONLY -> frozen(failure, schema, e);
                default -> throw failure.of(e);
            };
        }
    }

    private static void check(ReadPool readers, Path file, Schema schema) throws SQLException {
        readers.read(session -> {
            schema.check(session, file);
            return file;
        });
    }

    /// A folder that this process may not write to: fine, if no log waits there to be read.
    private static SqliteJournal frozen(SqliteFailure failure, Schema schema, SQLException cause) {
        var file = failure.file();
        if (hasLog(file)) throw unreadable(file, cause);
        var readers = new ReadPool(() -> Session.frozen(file, failure.patience()));
        try {
            check(readers, file, schema);
            return new SqliteJournal(failure, null, readers);
        } catch (SQLException e) {
            throw failure.of(e);
        }
    }

    private static boolean hasLog(Path file) {
        return file.resolveSibling(file.getFileName() + "-wal").toFile().length() > 0;
    }

    @Override
    public void commit(List<Entry> entries) {
        if (entries.isEmpty()) return;
        var batch = Batch.of(entries);
        writing.lock();
        try {
            if (closed) throw new IllegalStateException("the journal is closed");
            if (writer == null) throw new IllegalStateException("the journal was opened for reading");
            writer.transaction(db -> write(db, batch));
        } catch (SQLException e) {
            throw refused(batch, e);
        } finally {
            writing.unlock();
        }
    }

    private StoreException refused(Batch batch, SQLException cause) {
        // The only constraint that rows can break which StateRules and the tables let through: a run that is not there.
        if (SqliteFailure.primary(cause) != SQLiteErrorCode.SQLITE_CONSTRAINT) return failure.ofCommit(cause);
        return batch.knownRuns()
                .filter(run -> run(run).isEmpty())
                .findFirst()
                .<StoreException>map(Conflict::noSuchRun)
                .orElseGet(() -> failure.ofCommit(cause));
    }

    private void write(Session db, Batch batch) throws SQLException {
        runs.insert(db, batch.newRuns());
        runs.update(db, batch.changedRuns());
        steps.forget(db, batch.forgotten());
        steps.replace(db, batch.steps());
        events.insert(db, batch.events());
        values.insert(db, batch.values());
        artifacts.insert(db, batch.artifacts());
        inbox.take(db, batch.taken());
        inbox.post(db, batch.posts());
    }

    @Override
    <T> T read(ReadPool.Query<T> query) {
        try {
            return readers.read(query);
        } catch (SQLException e) {
            throw failure.of(e);
        }
    }

    @Override
    public void close() {
        writing.lock();
        try {
            if (closed) return;
            closed = true;
            readers.close();
            // Last, because the last connection folds the log into the file.
            if (writer != null) writer.close();
        } catch (SQLException e) {
            throw failure.of(e);
        } finally {
            writing.unlock();
        }
    }

    private static StoreException isFolder(Path file) {
        return new StoreException(
                "store-corrupt",
                "there is a folder where the database should be",
                file.toString(),
                "Move it away, or choose another store folder (--store).",
                null);
    }

    static StoreException missing(Path file) {
        return new StoreException(
                "store-missing",
                "there is no store here",
                file.toString(),
                "Run a pipeline first, or name the store folder with --store or TOWPATH_STORE.",
                null);
    }

    private static StoreException unreadable(Path file, SQLException cause) {
        return new StoreException(
                "store-not-writable",
                "the last commits are in a log beside the database, and reading it needs to write to that folder",
                file.toString(),
                "Copy the store folder to a place where you may write, and read the copy.",
                cause);
    }
}
