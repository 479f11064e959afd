package dev.towpath.store;

import dev.towpath.value.InvalidJson;
import dev.towpath.value.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A lock of the operating system on `owner.lock`, which a process can not keep when it is dead, and `owner.json` that
/// says who holds it.
final class OwnerLock {
    /// Locks of this process. On Unix closing *any* channel of a file gives up all locks that the process has on it, so
    /// a file locked here must not even be opened again; no object but the process itself could know.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    // Someone who only asks for the holder has the lock for a moment.
    private static final int TRIES = 4;
    private static final Duration PAUSE = Duration.ofMillis(15);

    private final Path file;
    private final Path note;

    OwnerLock(Path folder) {
        file = folder.resolve("owner.lock");
        note = folder.resolve("owner.json");
    }

    /// Empty if another process, or this one, has it.
    Optional<StoreFolder.Ownership> take(StoreFolder.Owner owner) throws IOException {
        var real = real();
        synchronized (HELD) { // not while another thread has the file open to look
            if (!HELD.add(real)) return Optional.empty();
        }
        var channel = Optional.<FileChannel>empty();
        try {
            channel = lock();
            if (channel.isPresent()) write(owner);
        } catch (IOException | RuntimeException e) {
            if (channel.isPresent()) channel.get().close();
            HELD.remove(real);
            throw e;
        }
        if (channel.isEmpty()) HELD.remove(real);
        return channel.map(held -> () -> release(held, real));
    }

    private Path real() throws IOException {
        return file.resolveSibling(".").toRealPath().resolve(file.getFileName());
    }

    private Optional<FileChannel> lock() throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            for (var i = 0; i < TRIES; i++) {
                if (channel.tryLock() != null) return Optional.of(channel);
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return Optional.empty();
    }

    private void release(FileChannel channel, Path real) {
        if (!channel.isOpen()) return;
        try (channel) {
            Files.deleteIfExists(note);
        } catch (IOException e) {
            throw Disk.failure("the lock of the store folder can not be given up", file, e);
        } finally {
            HELD.remove(real);
        }
    }

    /// Whoever holds the lock now.
    Optional<StoreFolder.Owner> holder() {
        try {
            if (Files.notExists(file) || !isHeld()) return Optional.empty();
            return Optional.of(read());
        } catch (IOException e) {
            throw Disk.failure("the lock of the store folder can not be read", file, e);
        }
    }

    private boolean isHeld() throws IOException {
        synchronized (HELD) {
            if (HELD.contains(real())) return true;
            try (var channel = FileChannel.open(file, StandardOpenOption.READ);
                    @Nullable FileLock free = channel.tryLock(0, Long.MAX_VALUE, true)) {
                return free == null;
            } catch (OverlappingFileLockException e) {
                return true;
            }
        }
    }

    private void write(StoreFolder.Owner owner) throws IOException {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("pid", owner.pid());
        tree.put("command", owner.command());
        tree.put("since", owner.since().toString());
        var part = note.resolveSibling("owner.json.part");
        Files.write(part, Json.write(tree));
        Files.move(part, note, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private StoreFolder.Owner read() throws IOException {
        try {
            if (Json.parse(Files.readAllBytes(note)) instanceof Map<?, ?> tree
                    && tree.get("pid") instanceof Number pid
                    && tree.get("command") instanceof String command
                    && tree.get("since") instanceof String since)
                return new StoreFolder.Owner(pid.longValue(), command, Instant.parse(since));
        } catch (InvalidJson | DateTimeException e) {
            // Half-written by a process that was killed just then: held, and nobody knows by whom.
        } catch (NoSuchFileException e) {
            // Its owner has just come or is about to go.
        }
        return new StoreFolder.Owner(0, "unknown", Instant.EPOCH);
    }
}
