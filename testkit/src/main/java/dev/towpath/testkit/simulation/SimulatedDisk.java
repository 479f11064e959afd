package dev.towpath.testkit.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A disk that keeps for sure only what was synced: contents by the file, names by the folder. When the power goes,
/// each
/// block and each name that was not synced is there afterwards or is not, whatever the order in which it was written.
class SimulatedDisk {
    /// A file: blocks, of which the first ones are synced. A block that was lost is null.
    private static final class File {
        final List<@Nullable Object> blocks = new ArrayList<>();
        int synced;
    }

    /// A name that was given or taken away, and not synced with its folder.
    private record Naming(String name, @Nullable File file) {}

    private final Map<String, File> names = new TreeMap<>();
    private final Map<String, File> kept = new HashMap<>();
    private final List<Naming> unsynced = new ArrayList<>();
    private int given;

    /// A name that nothing has had before.
    String newName() {
        return "temp/" + ++given;
    }

    /// Adds a block to the end of a file, which is made if it is not there.
    void append(String name, Object block) {
        var file = names.get(name);
        if (file == null) {
            file = new File();
            put(name, file);
        }
        file.blocks.add(block);
    }

    private void put(String name, File file) {
        names.put(name, file);
        unsynced.add(new Naming(name, file));
    }

    /// Takes the last block off again, as the next writer does with what a dead one has left.
    void removeLast(String name) {
        var file = file(name);
        file.blocks.removeLast();
        file.synced = Math.min(file.synced, file.blocks.size());
    }

    /// Returns when the contents of a file are kept.
    void sync(String name) {
        var file = file(name);
        file.synced = file.blocks.size();
    }

    /// Gives a file another name, in place of what had it.
    void rename(String from, String to) {
        var file = file(from);
        names.remove(from);
        unsynced.add(new Naming(from, null));
        put(to, file);
    }

    /// Returns when the names in a folder are kept.
    void syncFolder(String folder) {
        for (var naming : unsynced) if (naming.name().startsWith(folder)) keep(naming);
        unsynced.removeIf(naming -> naming.name().startsWith(folder));
    }

    private void keep(Naming naming) {
        var file = naming.file();
        if (file == null) kept.remove(naming.name());
        else kept.put(naming.name(), file);
    }

    private File file(String name) {
        var file = names.get(name);
        if (file == null) throw new IllegalStateException("there is no file " + name);
        return file;
    }

    boolean has(String name) {
        return names.containsKey(name);
    }

    /// The blocks of a file; one that was lost is null.
    List<@Nullable Object> read(String name) {
        return file(name).blocks;
    }

    /// The power goes.
    void losePower(Chance chance) {
        for (var naming : unsynced) if (chance.oneIn(2)) keep(naming);
        unsynced.clear();
        names.clear();
        names.putAll(kept);
        for (var file : names.values()) {
            for (var i = file.synced; i < file.blocks.size(); i++) if (chance.oneIn(2)) file.blocks.set(i, null);
            file.synced = file.blocks.size();
        }
    }

    /// Takes the blocks from an index on off a file.
    void truncate(String name, int blocks) {
        var file = file(name);
        while (file.blocks.size() > blocks) file.blocks.removeLast();
        file.synced = blocks;
    }
}
