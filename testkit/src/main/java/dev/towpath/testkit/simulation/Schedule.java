package dev.towpath.testkit.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;

/// Virtual time and what is to happen in it. Time passes evenly; what clocks say of it may jump.
final class Schedule {
    /// When the world begins, in milliseconds since 1970.
    private static final long BEGIN = 1_767_225_600_000L;

    /// Something to come.
    private record Coming(long at, int rank, long number, Runnable what) {}

    private final PriorityQueue<Coming> coming = new PriorityQueue<>(
            Comparator.comparingLong(Coming::at).thenComparingInt(Coming::rank).thenComparingLong(Coming::number));
    private final Chance chance;
    private long now;
    private long jumped;
    private long numbers;

    Schedule(Chance chance) {
        this.chance = chance;
    }

    /// What clocks say.
    long clock() {
        return BEGIN + now + jumped;
    }

    /// Milliseconds since the world began.
    long now() {
        return now;
    }

    /// All clocks are set to another time.
    void jump(long by) {
        jumped += by;
    }

    /// Does something after so many milliseconds; what falls on the same moment happens in any order.
    void in(long delay, Runnable what) {
        coming.add(new Coming(now + delay, chance.below(1 << 20), numbers++, what));
    }

    /// Whether something is due now.
    boolean isDue() {
        var first = coming.peek();
        return first != null && first.at() <= now;
    }

    /// Does the next thing that is due.
    void next() {
        coming.remove().what().run();
    }

    /// Lets time pass until the next thing is due, or until clocks say what an engine waits for.
    ///
    /// @return false if nothing is to come
    boolean pass(long clock) {
        var first = coming.peek();
        var own = first == null ? Long.MAX_VALUE : first.at();
        var theirs = clock == Long.MAX_VALUE ? Long.MAX_VALUE : clock - BEGIN - jumped;
        var next = Math.min(own, theirs);
        if (next == Long.MAX_VALUE) return false;
        now = Math.max(now, next);
        return true;
    }
}
