package dev.towpath.store;

import dev.towpath.Digest;
import dev.towpath.spi.ArtifactStore;
import dev.towpath.spi.Owners;
import dev.towpath.spi.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;

/// Artifacts as files in a folder: `blobs/ab/cdef…` by digest, and `tmp` for what is being written.
///
/// Content is synced before it gets its name and the name before `put` returns. A blob whose size or time is not that
/// of its keeping is read again before it is given out.
public final class FolderArtifacts implements ArtifactStore {
    private static final int BUFFER = 1 << 18;

    private final Path folder;
    private final Blobs blobs;
    private final TempFiles temp;

    private FolderArtifacts(Path folder, String owner) {
        this.folder = folder;
        this.blobs = new Blobs(folder.resolve("blobs"));
        this.temp = new TempFiles(folder.resolve("tmp"), owner);
    }

    /// Opens the store in this folder for reading; nothing is made or changed. A `put` fails if the folder is new.
    public static FolderArtifacts reading(Path folder) {
        return new FolderArtifacts(folder, "nobody");
    }

    /// Opens the store in this folder, or makes it, and removes what processes that died have left half-written.
    ///
    /// @param owners of the store: this process and others
    /// @throws StoreException `store-not-writable`, `disk-full`
    public static FolderArtifacts open(Path folder, Owners owners) {
        var store = new FolderArtifacts(folder, owners.me());
        try {
            if (!Files.isDirectory(folder.resolve("blobs"))) {
                Disk.createFolders(folder.resolve("tmp"));
                Disk.createFolders(folder.resolve("blobs"));
            }
            store.temp.clear(owners::isAlive);
            return store;
        } catch (IOException e) {
            throw Disk.failure("the folder for artifacts can not be made", folder, e);
        }
    }

    @Override
    public Kept put(InputStream bytes) throws IOException {
        var file = create();
        try {
            var hash = Digest.sha256();
            var size = write(bytes, file, hash);
            return keep(file.path(), size, Digest.of(hash));
        } finally {
            Files.deleteIfExists(file.path());
        }
    }

    private TempFiles.Open create() {
        try {
            return temp.create();
        } catch (IOException e) {
            throw Disk.failure("an artifact can not be kept", folder, e);
        }
    }

    /// A failure of the source is the caller's; a failure of our disk is ours to explain.
    private long write(InputStream bytes, TempFiles.Open file, MessageDigest hash) throws IOException {
        var size = 0L;
        try (file) {
            var buffer = new byte[BUFFER];
            for (var n = bytes.read(buffer); n >= 0; n = bytes.read(buffer)) {
                hash.update(buffer, 0, n);
                append(file.channel(), ByteBuffer.wrap(buffer, 0, n));
                size += n;
            }
        }
        return size;
    }

    private void append(FileChannel channel, ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) channel.write(bytes);
        } catch (IOException e) {
            throw Disk.failure("an artifact can not be kept", folder, e);
        }
    }

    private Kept keep(Path file, long size, Digest digest) {
        try {
            return settle(file, size, digest);
        } catch (IOException e) {
            throw Disk.failure("an artifact can not be kept", folder, e);
        }
    }

    /// Known content is only made sure of, unless it was damaged: then this is the chance to mend it.
    private Kept settle(Path file, long size, Digest digest) throws IOException {
        if (isSound(digest)) blobs.settle(digest);
        else blobs.take(file, size, digest);
        return new Kept(digest, size);
    }

    private boolean isSound(Digest digest) throws IOException {
        return switch (blobs.look(digest)) {
            case SOUND -> true;
            case MISSING -> false;
            case DOUBTFUL -> isRight(digest);
        };
    }

    @Override
    public Kept put(Path file, Handover handover) throws IOException {
        return switch (handover) {
            case COPY -> copy(file);
            case MOVE -> isOurs(file) ? move(file) : copy(file);
        };
    }

    private Kept copy(Path file) throws IOException {
        try (var bytes = Files.newInputStream(file)) {
            return put(bytes);
        }
    }

    /// A link leads to something else, and a file with a second name can be written to by that name.
    private static boolean isOurs(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) return false;
        return !file.getFileSystem().supportedFileAttributeViews().contains("unix")
                || Integer.valueOf(1).equals(Files.getAttribute(file, "unix:nlink"));
    }

    private Kept move(Path file) throws IOException {
        var hash = Digest.sha256();
        var size = read(file, hash);
        var digest = Digest.of(hash);
        try {
            return settle(file, size, digest);
        } catch (AtomicMoveNotSupportedException e) {
            return copy(file);
        } catch (IOException e) {
            throw Disk.failure("an artifact can not be kept", folder, e);
        }
    }

    private static long read(Path file, MessageDigest hash) throws IOException {
        var size = 0L;
        try (var channel = FileChannel.open(file)) {
            var buffer = ByteBuffer.allocate(BUFFER);
            while (channel.read(buffer) >= 0) {
                size += buffer.position();
                hash.update(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
        }
        return size;
    }

    @Override
    public boolean has(Digest digest) {
        return Files.isRegularFile(blobs.path(digest));
    }

    @Override
    public InputStream open(Digest digest) throws IOException {
        return Files.newInputStream(locate(digest));
    }

    @Override
    public Path locate(Digest digest) throws IOException {
        return switch (blobs.look(digest)) {
            case SOUND -> blobs.path(digest);
            case MISSING -> throw missing(digest);
            case DOUBTFUL -> {
                verify(digest);
                yield blobs.path(digest);
            }
        };
    }

    @Override
    public void verify(Digest digest) throws IOException {
        if (!has(digest)) throw missing(digest);
        if (!isRight(digest)) throw corrupt(digest);
    }

    private boolean isRight(Digest digest) throws IOException {
        var blob = blobs.path(digest);
        if (!Files.isRegularFile(blob)) return false;
        var hash = Digest.sha256();
        read(blob, hash);
        var right = Digest.of(hash).equals(digest);
        if (right) restamp(digest);
        return right;
    }

    /// Spares the next reader the work; one who may only read here does without.
    private void restamp(Digest digest) throws IOException {
        if (blobs.look(digest) != Blobs.State.SOUND && Files.isWritable(folder)) blobs.restamp(digest);
    }

    @Override
    public void close() {
        // Every put has ended what it began.
    }

    private StoreException missing(Digest digest) {
        return new StoreException(
                "artifact-missing",
                "the content " + digest + " is not in the store",
                blobs.path(digest).toString(),
                "Put the file back from a copy, or run the step that makes it again.",
                null);
    }

    private StoreException corrupt(Digest digest) {
        return new StoreException(
                "artifact-corrupt",
                "the content kept as " + digest + " has another digest now: the file was changed or damaged",
                blobs.path(digest).toString(),
                "Put the file back from a copy, or run the step that makes it again: that replaces it.",
                null);
    }
}
