package dev.towpath.testkit;

import dev.towpath.RunId;
import dev.towpath.spi.Entry;
import dev.towpath.testkit.simulation.Tables;
import dev.towpath.testkit.simulation.TablesJournal;
import java.util.List;

/// What survives the processes of one tested run, in memory. For one thread.
final class TestJournal extends TablesJournal {
    private final Tables tables;

    TestJournal() {
        tables = new Tables();
    }

    /// A copy of what another one has now.
    TestJournal(TestJournal other) {
        tables = new Tables(other.tables);
    }

    @Override
    protected Tables read() {
        return tables;
    }

    @Override
    public void commit(List<Entry> entries) {
        tables.check(entries);
        tables.write(entries);
    }

    /// The number of the last event of a run.
    long lastSeq(RunId run) {
        var rows = events(run, 1, Integer.MAX_VALUE);
        return rows.isEmpty() ? 0 : rows.getLast().seq() + rows.getLast().count() - 1;
    }
}
