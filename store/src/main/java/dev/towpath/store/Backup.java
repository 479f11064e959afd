package dev.towpath.store;

import dev.towpath.spi.StoreException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Copies the metadata of a store while processes go on writing to it.
public final class Backup {
    private Backup() {}

    /// Writes all that is committed at one moment into a new file: a whole database, checked and synced before it gets
    /// its name. The content of artifacts is not in it.
    ///
    /// @param database of the store
    /// @param target must not exist; its folder must
    /// @return the size in bytes
    /// @throws StoreException `backup-exists`, `backup-no-folder`, `store-missing`, `disk-full`, `store-corrupt`
    public static long write(Path database, Path target) {
        if (Files.notExists(database)) throw missing(database);
        var folder = Objects.requireNonNull(target.toAbsolutePath().getParent());
        if (!Files.isDirectory(folder)) throw noFolder(target);
        if (Files.exists(target)) throw exists(target, null);
        var part = target.resolveSibling(target.getFileName() + ".part");
        try {
            copy(database, part);
            Disk.sync(part);
            var size = Files.size(part);
            Files.move(part, target); // without replacing what has come meanwhile
            Disk.syncFolder(folder);
            return size;
        } catch (FileAlreadyExistsException e) {
            throw exists(target, e);
        } catch (IOException e) {
            throw Disk.failure("the backup can not be written", target, e);
        } finally {
            part.toFile().delete();
        }
    }

    private static void copy(Path database, Path part) throws IOException {
        Files.deleteIfExists(part);
        var failure = new SqliteFailure(database, SqliteJournal.PATIENCE);
        try (var db = Session.reading(database, SqliteJournal.PATIENCE)) {
            var sql = db.sql("VACUUM INTO ?");
            sql.setString(1, part.toString());
            sql.executeUpdate();
        } catch (SQLException e) {
            if (Disk.isFull(part, e)) throw Disk.full("the backup can not be written", part, e);
            throw failure.of(e);
        }
        try (var copy = Session.frozen(part, SqliteJournal.PATIENCE)) {
            var problems = new Soundness(copy).damages(1);
            if (!problems.isEmpty()) throw damaged(part, problems.getFirst());
        } catch (SQLException e) {
            throw new SqliteFailure(part, SqliteJournal.PATIENCE).of(e);
        }
    }

    private static StoreException exists(Path target, @Nullable Throwable cause) {
        return new StoreException(
                "backup-exists",
                "there is a file with the name of the backup",
                target.toString(),
                "Give another name: a backup never replaces a file.",
                cause);
    }

    private static StoreException noFolder(Path target) {
        return new StoreException(
                "backup-no-folder",
                "the folder for the backup does not exist",
                target.toString(),
                "Make the folder first, or name a file in another one.",
                null);
    }

    private static StoreException missing(Path database) {
        return new StoreException(
                "store-missing",
                "there is no store to copy",
                database.toString(),
                "Name the store folder with --store or TOWPATH_STORE.",
                null);
    }

    private static StoreException damaged(Path part, String problem) {
        return new StoreException(
                "store-corrupt",
                "the copy is damaged: " + problem,
                part.toString(),
                "Check the disk with the copy, then the store with `towpath doctor`.",
                null);
    }
}
