package dev.towpath.engine;

import dev.towpath.RunId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// When something is to be looked at again. Timers of runs that have ended fire into nothing.
final class Timers {
    /// A time for a step or a unit; -1 for a step that is not mapped.
    ///
    /// @param epoch of the run: later its steps may be others
    record Timer(long at, RunId run, int epoch, int step, int unit) {}

    private final PriorityQueue<Timer> waiting = new PriorityQueue<>(Comparator.comparingLong(Timer::at)
            .thenComparing(Timer::run)
            .thenComparingInt(Timer::step)
            .thenComparingInt(Timer::unit));

    void add(Timer timer) {
        waiting.add(timer);
    }

    /// The time of the next one; `Long.MAX_VALUE` if there is none.
    long next() {
        var first = waiting.peek();
        return first == null ? Long.MAX_VALUE : first.at();
    }

    /// Takes those whose time has come.
    List<Timer> due(long now) {
        var due = new ArrayList<Timer>();
        for (var first = waiting.peek(); first != null && first.at() <= now; first = waiting.peek()) {
            due.add(first);
            waiting.remove();
        }
        return due;
    }
}
