package dev.towpath.testkit.simulation;

import static dev.towpath.testkit.simulation.Fault.Kind.CRASH_AFTER;
import static dev.towpath.testkit.simulation.Fault.Kind.CRASH_BEFORE;
import static dev.towpath.testkit.simulation.Fault.Kind.CRASH_INSIDE;
import static dev.towpath.testkit.simulation.Fault.Kind.LOST_COMMIT;
import static dev.towpath.testkit.simulation.Fault.Kind.LOST_REPLY;
import static dev.towpath.testkit.simulation.Fault.Kind.PAUSE_AFTER;
import static dev.towpath.testkit.simulation.Fault.Kind.PAUSE_BEFORE;
import static dev.towpath.testkit.simulation.Fault.Kind.POWER_INSIDE;

import dev.towpath.spi.CommitUnknown;
import dev.towpath.spi.Entry;
import java.util.List;

/// The journal as one process sees it.
class SimulatedJournal extends TablesJournal {
    /// Small, so that plain values are blobs now and then.
    static final int INLINE = 300;

    private static final double RARELY = 0.2;

    private final SimulatedStore store;
    private final Border border;

    SimulatedJournal(SimulatedStore store, Border border) {
        this.store = store;
        this.border = border;
    }

    @Override
    public void commit(List<Entry> entries) {
        var fault = border.enter(
                1,
                LOST_REPLY,
                LOST_COMMIT,
                CRASH_BEFORE,
                CRASH_INSIDE,
                CRASH_AFTER,
                POWER_INSIDE,
                PAUSE_BEFORE,
                PAUSE_AFTER);
        if (fault == LOST_COMMIT) throw new CommitUnknown("the connection was lost before the commit", null, null);
        var copy = List.copyOf(entries);
        store.append(copy);
        if (fault == CRASH_INSIDE) {
            store.undo();
            border.crash();
        }
        if (fault == POWER_INSIDE) border.losePower();
        store.sync(copy);
        border.committed(copy);
        if (fault == LOST_REPLY) throw new CommitUnknown("the connection was lost after the commit", null, null);
        border.leave(fault);
    }

    @Override
    protected Tables read() {
        border.enter(RARELY, CRASH_BEFORE, PAUSE_BEFORE);
        return store.tables();
    }

    @Override
    public int inlineLimit() {
        return INLINE;
    }
}
