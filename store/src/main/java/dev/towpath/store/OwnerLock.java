package dev.towpath.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A lock of the operating system on a file, which a process can not keep when it is dead.
///
/// Who looks takes a shared lock for a moment, so that those who look never take one another for an owner. That an
/// owner
/// finds nobody looking at its file is sure, because the file gets the name under which others look only once it is
/// locked.
final class OwnerLock implements AutoCloseable {
    /// Files locked by this process. On Unix closing *any* channel of a file gives up all locks that the process has on
    /// it, so a file locked here must not even be opened again; no object but the process itself could know.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final FileChannel channel;
    private Path file;

    private OwnerLock(FileChannel channel, Path file) {
        this.channel = channel;
        this.file = file;
    }

    /// Makes a file and locks it. Empty if it was taken for that of a dead process meanwhile, and is gone.
    ///
    /// @throws java.nio.file.FileAlreadyExistsException if it is there
    static Optional<OwnerLock> make(Path path) throws IOException {
        synchronized (HELD) {
            var channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            var made = Optional.<OwnerLock>empty();
            try {
                var file = real(path);
                if (channel.tryLock() != null && Files.exists(file)) made = Optional.of(new OwnerLock(channel, file));
                if (made.isPresent()) HELD.add(file);
            } finally {
                if (made.isEmpty()) channel.close();
            }
            return made;
        }
    }

    private static Path real(Path file) throws IOException {
        return Objects.requireNonNull(file.getParent()).toRealPath().resolve(file.getFileName());
    }

    void rename(Path path) throws IOException {
        synchronized (HELD) {
            var to = real(path);
            Files.move(file, to, StandardCopyOption.ATOMIC_MOVE);
            HELD.add(to);
            HELD.remove(file);
            file = to;
        }
    }

    /// The file goes, then the lock.
    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            if (!channel.isOpen()) return;
            try (channel) {
                Files.deleteIfExists(file);
            } finally {
                HELD.remove(file);
            }
        }
    }

    /// What is done with a file that nobody holds, while nobody can take it.
    interface Cleaning {
        void clean() throws IOException;
    }

    /// Whether a process holds the lock on a file; false if there is none.
    ///
    /// @param ifNot what is done if not
    static boolean isHeld(Path path, Cleaning ifNot) throws IOException {
        synchronized (HELD) {
            try {
                if (HELD.contains(real(path))) return true;
            } catch (NoSuchFileException e) {
                return false;
            }
            try (var channel = FileChannel.open(path, StandardOpenOption.READ);
                    @Nullable FileLock free = channel.tryLock(0, Long.MAX_VALUE, true)) {
                if (free != null) ifNot.clean();
                return free == null;
            } catch (NoSuchFileException e) {
                return false;
            }
        }
    }
}
