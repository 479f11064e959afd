package dev.towpath.store;

import dev.towpath.spi.CommitUnknown;
import dev.towpath.spi.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// What an error of SQLite means for the person who must act on it.
///
/// @param file the database
/// @param patience how long a lock is waited for
record SqliteFailure(Path file, Duration patience) {
    StoreException of(SQLException cause) {
        return switch (primary(cause)) {
            case SQLITE_BUSY, SQLITE_LOCKED -> locked(cause);
            case SQLITE_FULL -> Disk.full("the database can not be written", file, cause);
            case SQLITE_CORRUPT, SQLITE_NOTADB -> corrupt(cause);
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH ->
                Disk.notWritable("the database can not be opened for writing", file, cause);
            case SQLITE_IOERR -> io(cause);
            default -> failed(cause);
        };
    }

    /// The same for an error of a commit. When the log can not be synced SQLite takes the commit back, but leaves it
    /// whole in the log: a crash before the next commit brings it back. The index of the log, in shared memory, is
    /// written only after the log.
    StoreException ofCommit(SQLException cause) {
        if (!(cause instanceof SQLiteException e)) return of(cause);
        return switch (e.getResultCode()) {
            case SQLITE_IOERR_FSYNC ->
                new CommitUnknown("a commit could not be synced to the disk", file.toString(), cause);
            case SQLITE_IOERR_SHMSIZE, SQLITE_IOERR_SHMMAP, SQLITE_IOERR_SHMOPEN, SQLITE_IOERR_SHMLOCK ->
                new CommitUnknown("a commit could not be entered in the index of the log", file.toString(), cause);
            default -> of(cause);
        };
    }

    /// The kind of an error without its finer distinctions.
    static SQLiteErrorCode primary(SQLException cause) {
        return cause instanceof SQLiteException e
                ? SQLiteErrorCode.getErrorCode(e.getResultCode().code & 0xff)
                : SQLiteErrorCode.SQLITE_ERROR;
    }

    private StoreException locked(SQLException cause) {
        return new StoreException(
                "store-locked",
                "another program holds the database and did not let go of it within " + patience.toMillis() + " ms",
                file.toString(),
                "Close that program and try again; `fuser -v FILE` or `lsof FILE` (on Windows the Resource Monitor)"
                        + " names it.",
                cause);
    }

    private StoreException corrupt(SQLException cause) {
        return new StoreException(
                "store-corrupt",
                "the database is damaged: " + cause.getMessage(),
                file.toString(),
                "Put back a copy of the store folder, or try `sqlite3 FILE .recover` into a new file; blobs in the"
                        + " artifacts folder are not touched by this.",
                cause);
    }

    /// SQLite has no word of its own for shared memory that can not grow on a full disk, nor for a disk that can not be
    /// written any more.
    private StoreException io(SQLException cause) {
        if (Disk.isFull(file, cause)) return Disk.full("the database can not be written", file, cause);
        if (Disk.isReadOnly(file)) return Disk.notWritable("the database can not be written", file, cause);
        return failed(cause);
    }

    private StoreException failed(SQLException cause) {
        return new StoreException(
                "store-failed",
                "the database does not answer: " + cause.getMessage(),
                file.toString(),
                "Check the disk, then try again; nothing that was acknowledged is lost.",
                cause);
    }
}
