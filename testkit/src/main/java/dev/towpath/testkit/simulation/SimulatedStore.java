package dev.towpath.testkit.simulation;

import dev.towpath.spi.Entry;
import java.util.ArrayList;
import java.util.List;

/// The journal all processes share: a log on the disk, one block for each commit, and the tables it leads to. A commit
/// is
/// seen by others when it is synced, not before.
class SimulatedStore {
    static final String LOG = "journal/log";
    private final SimulatedDisk disk;
    private Tables tables = new Tables();
    private int known;

    SimulatedStore(SimulatedDisk disk) {
        this.disk = disk;
    }

    SimulatedDisk disk() {
        return disk;
    }

    /// What is committed.
    Tables tables() {
        return tables;
    }

    /// The first half of a commit: it is in the file.
    ///
    /// @throws dev.towpath.spi.StoreException as the contract says, and then nothing was written
    void append(List<Entry> entries) {
        tables.check(entries);
        appendUnchecked(entries);
    }

    void appendUnchecked(List<Entry> entries) {
        disk.append(LOG, new Commit(entries));
    }

    /// The second half: it is synced and seen.
    void sync(List<Entry> entries) {
        disk.sync(LOG);
        disk.syncFolder("journal/");
        publish(entries);
    }

    void publish(List<Entry> entries) {
        tables.write(entries);
        known++;
    }

    /// The writer has died between the halves.
    void undo() {
        disk.removeLast(LOG);
    }

    /// A block of the log.
    private record Commit(List<Entry> entries) {}

    /// Reads the log after the power went, up to the first block that is not whole.
    ///
    /// @return what was written and nobody had been told of
    /// @throws Violation if a commit that somebody was told of is gone
    List<Entry> recover() {
        var told = known;
        tables = new Tables();
        known = 0;
        List<Entry> untold = List.of();
        if (!disk.has(LOG)) return lost(told, untold);
        for (var block : List.copyOf(whole())) {
            publish(block.entries());
            if (known > told) untold = block.entries();
        }
        disk.truncate(LOG, known);
        return lost(told, untold);
    }

    private List<Commit> whole() {
        var whole = new ArrayList<Commit>();
        for (var block : disk.read(LOG)) {
            if (!(block instanceof Commit commit)) break;
            whole.add(commit);
        }
        return whole;
    }

    private List<Entry> lost(int told, List<Entry> untold) {
        if (known < told)
            throw new Violation(
                    1, "after the power went " + (told - known) + " commits are gone that had been acknowledged");
        return untold;
    }
}
