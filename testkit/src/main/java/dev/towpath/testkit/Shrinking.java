package dev.towpath.testkit;

import dev.towpath.testkit.Fault.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Makes a set of faults as small, and its faults as plain, as they can be and still show the same.
final class Shrinking {
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final Predicate<List<Fault>> possible;
    private final Predicate<List<Fault>> shows;
    private List<Fault> faults;

    Shrinking(List<Fault> faults, Predicate<List<Fault>> possible, Predicate<List<Fault>> shows) {
        this.faults = List.copyOf(faults);
        this.possible = possible;
        this.shows = shows;
    }

    List<Fault> smallest() {
        while (takesOneAway() || makesOnePlainer())
            ;
        return faults;
    }

    private boolean takesOneAway() {
        if (faults.size() == 1) return false;
        for (var i = faults.size() - 1; i >= 0; i--) {
            var fewer = new ArrayList<>(faults);
            fewer.remove(i);
            if (takes(fewer)) return true;
        }
        return false;
    }

    private boolean makesOnePlainer() {
        for (var i = 0; i < faults.size(); i++) {
            for (var plainer : plainer(faults.get(i))) {
                var other = new ArrayList<>(faults);
                other.set(i, plainer);
                if (takes(other)) return true;
            }
        }
        return false;
    }

    private boolean takes(List<Fault> other) {
        if (!possible.test(other) || !shows.test(other)) return false;
        faults = List.copyOf(other);
        return true;
    }

    /// The plainest first. None of them is less plain than the fault itself, so that this comes to an end.
    private static List<Fault> plainer(Fault fault) {
        var others = new ArrayList<Fault>();
        // A lost result can happen to every step, whatever its policies are.
        if (rank(fault.kind()) > rank(Kind.LOSES))
            others.add(new Fault(Kind.LOSES, fault.step(), fault.unit(), fault.execution(), Duration.ZERO, null));
        if (fault.execution() > 1) others.add(fault.inExecution(1));
        if (fault.unit() > 0) others.add(fault.ofUnit(0));
        if (fault.length().compareTo(SHORT) > 0)
            others.add(Fault.slow(fault.step(), SHORT).ofUnit(fault.unit()).inExecution(fault.execution()));
        return others;
    }

    private static int rank(Kind kind) {
        return switch (kind) {
            case LOSES -> 0;
            case CRASH_BEFORE, CRASH_AFTER -> 1;
            case FAILS, FAILS_AFTER_WORK, TIMES_OUT, SLOW, CANCELS -> 2;
        };
    }
}
