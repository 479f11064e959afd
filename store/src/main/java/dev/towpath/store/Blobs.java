package dev.towpath.store;

import dev.towpath.Digest;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.DosFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The files of kept content: `ab/cdef…` by the digest's digits, read-only, with a time that tells their size.
///
/// Nobody changes such a file; who does all the same changes its time too, and that is seen without reading it.
final class Blobs {
    // 2001-09-09. From here a time can hold any size up to 10^9 whole, larger ones by their last nine digits.
    private static final long FIRST_SECOND = 1_000_000_000;
    private static final long SIZES = 1_000_000_000;
    private static final Set<PosixFilePermission> READ_ONLY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

    /// What a look at a blob without reading it tells.
    enum State {
        /// As it was kept.
        SOUND,
        /// Changed since, or put back by a program that does not keep times: to be read.
        DOUBTFUL,
        /// Not here.
        MISSING
    }

    private final Path folder;
    /// Folders whose own name is known to be on disk.
    private final Set<Path> synced = ConcurrentHashMap.newKeySet();

    Blobs(Path folder) {
        this.folder = folder;
    }

    Path path(Digest digest) {
        return folder.resolve(digest.hex().substring(0, 2)).resolve(digest.hex().substring(2));
    }

    State look(Digest digest) throws IOException {
        try {
            var attributes = Files.readAttributes(path(digest), BasicFileAttributes.class);
            var asKept = attributes.isRegularFile() && isStamped(attributes);
            return asKept ? State.SOUND : State.DOUBTFUL;
        } catch (NoSuchFileException e) {
            return State.MISSING;
        }
    }

    private static boolean isStamped(BasicFileAttributes attributes) {
        return attributes.lastModifiedTime().toInstant().equals(stamp(attributes.size()));
    }

    private static Instant stamp(long size) {
        return Instant.ofEpochSecond(FIRST_SECOND + size % SIZES);
    }

    /// Makes a file the blob of this digest: content synced, then named, then the name synced.
    ///
    /// @throws AtomicMoveNotSupportedException if the file lies on another disk
    void take(Path file, long size, Digest digest) throws IOException {
        seal(file, size);
        var blob = path(digest);
        var parent = Objects.requireNonNull(blob.getParent());
        try {
            Files.createDirectory(parent);
        } catch (FileAlreadyExistsException e) {
            // Made before, or by another thread just now.
        }
        Files.move(file, blob, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        settle(digest);
    }

    /// Syncs the names that lead to a blob. Also for one that was found here: who made it may not have come to that.
    void settle(Digest digest) throws IOException {
        var parent = Objects.requireNonNull(path(digest).getParent());
        Disk.syncFolder(parent);
        if (synced.contains(parent)) return;
        Disk.syncFolder(folder);
        synced.add(parent);
    }

    /// Marks a blob that was read and found right as sound again.
    void restamp(Digest digest) throws IOException {
        var blob = path(digest);
        seal(blob, Files.size(blob));
    }

    private static void seal(Path file, long size) throws IOException {
        if (Disk.isPosix(file)) Files.setPosixFilePermissions(file, READ_ONLY);
        Files.setLastModifiedTime(file, FileTime.from(stamp(size)));
        Disk.sync(file);
        if (Disk.isPosix(file)) return;
        var dos = Files.getFileAttributeView(file, DosFileAttributeView.class);
        if (dos != null) dos.setReadOnly(true);
    }
}
