package dev.towpath.engine;

import dev.towpath.RunId;
import dev.towpath.engine.machine.Event;
import dev.towpath.engine.machine.Events;
import dev.towpath.spi.EventRow;
import dev.towpath.spi.Journal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where the histories of runs start over with other code: what is before is about the nodes of another plan. Each
/// history is read once, and its new rows when it is asked for again. Safe for many threads.
final class Restarts {
    private static final int PAGE = 1000;
    /// More runs than this and all are forgotten: they are read again when they are needed.
    private static final int MOST = 64;

    /// @param seq of the event
    record Restart(long seq, Event.CodeReplaced event) {}

    private final Journal journal;
    private final Map<RunId, Known> known = new LinkedHashMap<>();

    Restarts(Journal journal) {
        this.journal = journal;
    }

    private static final class Known {
        final List<Restart> found = new ArrayList<>();
        long next = 1;
    }

    /// All of a run, oldest first.
    synchronized List<Restart> of(RunId run) {
        if (known.size() >= MOST) known.clear();
        var mine = known.computeIfAbsent(run, _ -> new Known());
        for (var rows = rows(run, mine); !rows.isEmpty(); rows = rows(run, mine)) {
            for (var row : rows) {
                if (Events.startsOver(row.packed())) mine.found.add(restart(row));
                mine.next = row.seq() + row.count();
            }
        }
        return List.copyOf(mine.found);
    }

    private List<EventRow> rows(RunId run, Known mine) {
        return journal.events(run, mine.next, PAGE);
    }

    private static Restart restart(EventRow row) {
        if (Events.unpack(row.packed()).getFirst() instanceof Event.CodeReplaced event)
            return new Restart(row.seq(), event);
        throw new IllegalStateException("row " + row.seq() + " does not start over");
    }

    /// The first event of a run that is about its plan of today.
    long start(RunId run) {
        var all = of(run);
        return all.isEmpty() ? 1 : all.getLast().seq();
    }
}
