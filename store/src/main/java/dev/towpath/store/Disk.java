package dev.towpath.store;

import dev.towpath.spi.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What has to be said to the disk, and what it answers.
final class Disk {
    /// Less than this is taken as full: every file system keeps some for itself.
    private static final long NOTHING_LEFT = 64 * 1024;

    private Disk() {}

    /// Makes the content of a file survive the loss of power.
    static void sync(Path file) throws IOException {
        // Windows wants the right to write, and elsewhere a file may be read-only by now.
        var mode = isPosix(file) ? StandardOpenOption.READ : StandardOpenOption.WRITE;
        try (var channel = FileChannel.open(file, mode)) {
            channel.force(true);
        }
    }

    /// Makes the names in a folder survive the loss of power. Windows does this by itself and can not be told to.
    static void syncFolder(Path folder) throws IOException {
        if (isPosix(folder)) sync(folder);
    }

    /// Makes a folder and those above it, so that its name survives the loss of power. Known ones are left as they are.
    static void createFolders(Path folder) throws IOException {
        var missing = new ArrayDeque<Path>();
        for (@Nullable Path at = folder.toAbsolutePath(); at != null && Files.notExists(at); at = at.getParent())
            missing.push(at);
        Files.createDirectories(folder);
        for (var made : missing) syncFolder(Objects.requireNonNull(made.getParent()));
    }

    static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /// The bytes that may still be written where this path is.
    static long free(Path path) {
        for (@Nullable Path at = path.toAbsolutePath(); at != null; at = at.getParent())
            if (at.toFile().exists()) return at.toFile().getUsableSpace();
        return 0;
    }

    static boolean isFull(Path path, @Nullable Throwable cause) {
        var message = cause == null ? null : cause.getMessage();
        var text = message == null ? "" : message.toLowerCase(Locale.ROOT);
        return text.contains("no space left")
                || text.contains("quota exceeded")
                || text.contains("not enough space")
                || free(path) < NOTHING_LEFT;
    }

    /// A failure to write, told by its cause.
    static StoreException failure(String what, Path path, IOException cause) {
        if (isFull(path, cause)) return full(what, path, cause);
        if (cause instanceof AccessDeniedException || isReadOnly(cause)) return notWritable(what, path, cause);
        return new StoreException(
                "store-failed",
                what + ": " + cause,
                path.toString(),
                "Check the disk and the folder, then try again; nothing that was acknowledged is lost.",
                cause);
    }

    private static boolean isReadOnly(IOException cause) {
        var message = cause.getMessage();
        return cause.getCause() instanceof ReadOnlyFileSystemException
                || (message != null
                        && (message.contains("Read-only file system") || message.contains("not permitted")));
    }

    /// Whether the file system that a file is on can only be read. One that turned so after errors of its disk says it
    /// to those alone who try to write.
    static boolean isReadOnly(Path path) {
        try {
            Files.delete(Files.createTempFile(
                    Objects.requireNonNull(path.toAbsolutePath().getParent()), ".probe", null));
            return false;
        } catch (IOException e) {
            return isReadOnly(e);
        }
    }

    static StoreException full(String what, Path path, @Nullable Throwable cause) {
        return new StoreException(
                "disk-full",
                what + ": the disk is full, " + free(path) + " bytes are free",
                path.toString(),
                "Make room on that disk, then resume the run; nothing that was acknowledged is lost.",
                cause);
    }

    static StoreException notWritable(String what, Path path, @Nullable Throwable cause) {
        return new StoreException(
                "store-not-writable",
                what + ": writing there is not allowed",
                path.toString(),
                isReadOnly(path)
                        ? "That file system can only be read, and the system's log says why. Make it writable again, or"
                                + " choose another folder with --store or TOWPATH_STORE; nothing that was acknowledged"
                                + " is lost."
                        : "Give yourself the right to write to that folder, or choose another with --store or"
                                + " TOWPATH_STORE.",
                cause);
    }
}
