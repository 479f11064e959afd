package dev.towpath.store;

import dev.towpath.spi.Owners.Owner;
import dev.towpath.value.InvalidJson;
import dev.towpath.value.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The files of the processes that execute runs in a store folder: `ID.lock`, `ID.json` that says who it is, `ID.sock`
/// to reach it, and `ID.new`, a lock before its owner is ready to be seen.
///
/// Names are never used again, so the files of one that is dead can be deleted by anyone.
final class OwnerFiles {
    // An owner of another kind of store may be asked for here; what could not be the name of a file is none of ours.
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final String LOCK = ".lock";
    private static final String NEW = ".new";

    private final Path folder;

    OwnerFiles(Path folder) {
        this.folder = folder;
    }

    /// What an owner says about itself.
    ///
    /// @param socket where it is reached
    record Note(Owner owner, Path socket) {}

    /// Takes the lock of a new owner, which others do not see yet.
    OwnerLock make(String id) throws IOException {
        if (!ID.matcher(id).matches()) throw new IllegalArgumentException("not a name of an owner: " + id);
        Disk.createFolders(folder);
        while (true) {
            var lock = OwnerLock.make(folder.resolve(id + NEW));
            if (lock.isPresent()) return lock.get();
            // Deleted as that of a dead process in the moment between its making and its locking.
        }
    }

    /// Lets others see an owner.
    void show(OwnerLock lock, Note note) throws IOException {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        var owner = note.owner();
        tree.put("pid", owner.pid());
        tree.put("host", owner.host());
        tree.put("command", owner.command());
        tree.put("since", owner.since().toString());
        tree.put("adopts", owner.adopts());
        if (!note.socket().equals(socket(owner.id())))
            tree.put("socket", note.socket().toString());
        Files.write(note(owner.id()), Json.write(tree));
        lock.rename(folder.resolve(owner.id() + LOCK));
    }

    /// Where the socket of an owner should be.
    Path socket(String id) {
        return folder.resolve(id + ".sock");
    }

    private Path note(String id) {
        return folder.resolve(id + ".json");
    }

    /// All that are alive, by name. The files of others go.
    List<Note> living() {
        var living = new ArrayList<Note>();
        for (var id : ids()) if (isAlive(id)) living.add(read(id));
        return List.copyOf(living);
    }

    private List<String> ids() {
        var ids = new ArrayList<String>();
        try (var files = Files.newDirectoryStream(folder, "*{" + LOCK + "," + NEW + "}")) {
            for (var file : files) {
                var name = file.getFileName().toString();
                if (name.endsWith(LOCK)) ids.add(name.substring(0, name.length() - LOCK.length()));
                else isAlive(name.substring(0, name.length() - NEW.length()), NEW);
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw failure(e);
        }
        ids.sort(null);
        return ids;
    }

    /// Whether an owner is alive; if not, its files go.
    boolean isAlive(String id) {
        return ID.matcher(id).matches() && isAlive(id, LOCK);
    }

    private boolean isAlive(String id, String suffix) {
        try {
            var lock = folder.resolve(id + suffix);
            return OwnerLock.isHeld(lock, () -> delete(id, lock));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private void delete(String id, Path lock) {
        try {
            deleteSocket(read(id).socket());
            Files.deleteIfExists(note(id));
            Files.deleteIfExists(lock);
        } catch (IOException e) {
            // One who may only read. They are in nobody's way, and go when one comes who may write.
        }
    }

    void delete(String id, Path socket, OwnerLock lock) throws IOException {
        try (lock) {
            deleteSocket(socket);
            Files.deleteIfExists(note(id));
        }
    }

    /// One that is not here has a folder of its own.
    private void deleteSocket(Path socket) throws IOException {
        Files.deleteIfExists(socket);
        var parent = socket.getParent();
        if (parent != null && !parent.equals(folder)) Files.deleteIfExists(parent);
    }

    /// Of an owner that is alive; what can not be read is left empty.
    Note read(String id) {
        try {
            if (Json.parse(Files.readAllBytes(note(id))) instanceof Map<?, ?> tree
                    && tree.get("pid") instanceof Number pid
                    && tree.get("host") instanceof String host
                    && tree.get("command") instanceof String command
                    && tree.get("since") instanceof String since
                    && tree.get("adopts") instanceof Boolean adopts) {
                var socket = tree.get("socket") instanceof String path
                        ? folder.getFileSystem().getPath(path)
                        : socket(id);
                return new Note(new Owner(id, pid.longValue(), host, command, Instant.parse(since), adopts), socket);
            }
        } catch (InvalidJson | DateTimeException | IOException e) {
            // It ends just now, or somebody has written into our folder.
        }
        return new Note(new Owner(id, 0, "", "unknown", Instant.EPOCH, false), socket(id));
    }

    private RuntimeException failure(IOException cause) {
        return Disk.failure("the processes that execute runs here can not be seen", folder, cause);
    }
}
