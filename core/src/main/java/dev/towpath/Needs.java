package dev.towpath;

import dev.towpath.plan.Guard;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Under which conditions a node is not skipped: those of its blocks and of all it reads.
///
/// @param all conditions that must all hold
/// @param doubtful whether it may be skipped for another reason, too
record Needs(List<Guard> all, boolean doubtful) {
    /// It is never skipped.
    static final Needs NONE = new Needs(List.of(), false);

    static Needs of(List<Guard> guards) {
        return guards.isEmpty() ? NONE : new Needs(guards, false);
    }

    boolean isNone() {
        return all.isEmpty() && !doubtful;
    }

    Needs and(Needs other) {
        if (other.isNone() || other.equals(this)) return this;
        if (isNone()) return other;
        return new Needs(union(all, other.all), doubtful || other.doubtful);
    }

    /// The same, but in doubt if the other needs more than this does.
    Needs within(Needs other) {
        return doubtful || !other.doubtful && all.containsAll(other.all) ? this : new Needs(all, true);
    }

    /// Two conditions of which at most one can hold; null if all can.
    @Nullable
    Conflict conflict() {
        for (var i = 1; i < all.size(); i++)
            for (var j = 0; j < i; j++)
                if (all.get(i).on().equals(all.get(j).on())
                        && !all.get(i).is().equals(all.get(j).is())) return new Conflict(all.get(j), all.get(i));
        return null;
    }

    /// Two conditions on one value of which at most one can hold.
    record Conflict(Guard one, Guard other) {}

    private static List<Guard> union(List<Guard> some, List<Guard> more) {
        var all = new ArrayList<>(some);
        for (var guard : more) if (!all.contains(guard)) all.add(guard);
        return List.copyOf(all);
    }
}
