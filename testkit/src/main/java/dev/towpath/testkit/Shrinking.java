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
            var gone = fewer.remove(i);
            if (takes(fewer)) return true;
            // What came after it comes one execution earlier now.
            fewer.replaceAll(fault -> isLater(fault, gone) ? fault.inExecution(fault.execution() - 1) : fault);
            if (takes(fewer)) return true;
        }
        return false;
    }

    private static boolean isLater(Fault fault, Fault other) {
        return fault.isOf(other.step(), other.unit()) && fault.execution() > other.execution();
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
        // What shows without a repetition is no matter of repetitions; and a lost result can happen to every step.
        for (var kind : List.of(Kind.SLOW, Kind.CRASH_BEFORE, Kind.LOSES))
            if (rank(kind) < rank(fault.kind())) others.add(like(fault, kind));
        if (fault.execution() > 1) others.add(fault.inExecution(1));
        if (fault.unit() > 0) others.add(fault.ofUnit(0));
        if (fault.length().compareTo(SHORT) > 0)
            others.add(Fault.slow(fault.step(), SHORT).ofUnit(fault.unit()).inExecution(fault.execution()));
        return others;
    }

    private static Fault like(Fault fault, Kind kind) {
        var length = kind == Kind.SLOW ? SHORT : Duration.ZERO;
        return new Fault(kind, fault.step(), fault.unit(), fault.execution(), length, null);
    }

    private static int rank(Kind kind) {
        return switch (kind) {
            case SLOW, CRASH_BEFORE, CRASH_AFTER, FAILS, CANCELS -> 0;
            case LOSES -> 1;
            case FAILS_AFTER_WORK, TIMES_OUT -> 2;
        };
    }
}
