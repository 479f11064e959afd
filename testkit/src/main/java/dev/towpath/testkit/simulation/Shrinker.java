package dev.towpath.testkit.simulation;

import java.util.ArrayList;
import java.util.List;

/// Makes a scenario that goes wrong smaller: fewer faults, runs, processes and steps, as long as the same is wrong.
final class Shrinker {
    private static final int MOST_PLAYS = 1500;
    private static final int OTHERS = 300;
    private static final int FEW = 6;

    private final Simulation simulation;
    private int plays;

    Shrinker(Simulation simulation) {
        this.simulation = simulation;
    }

    Scenario shrink(Simulation.Outcome failed) {
        var best = failed;
        for (var before = -1; before != size(best.scenario()) && plays < MOST_PLAYS; ) {
            before = size(best.scenario());
            best = smaller(best);
            best = withoutFaults(best);
        }
        if (faults(best.scenario()).size() <= FEW || plays >= MOST_PLAYS) return best.scenario();
        var other = another(best);
        return other.equals(best) ? best.scenario() : shrink(other);
    }

    private static List<Fault> faults(Scenario scenario) {
        var faults = scenario.faults();
        return faults == null ? List.of() : faults;
    }

    private static int size(Scenario scenario) {
        return scenario.owners()
                + scenario.runs()
                + scenario.steps()
                + faults(scenario).size();
    }

    private Simulation.Outcome smaller(Simulation.Outcome best) {
        var found = best;
        for (var runs = 1; runs < found.scenario().runs(); runs++) {
            var s = found.scenario();
            found = better(found, new Scenario(s.seed(), s.owners(), runs, s.steps(), s.faults()));
        }
        for (var steps = 1; steps < found.scenario().steps(); steps++) {
            var s = found.scenario();
            found = better(found, new Scenario(s.seed(), s.owners(), s.runs(), steps, s.faults()));
        }
        for (var owners = 1; owners < found.scenario().owners(); owners++) {
            var s = found.scenario();
            found = better(found, new Scenario(s.seed(), owners, s.runs(), s.steps(), s.faults()));
        }
        return found;
    }

    /// Leaves out halves, quarters, … and at last one after the other, the latest first: what is left out changes what
    /// comes after it.
    private Simulation.Outcome withoutFaults(Simulation.Outcome best) {
        var found = best;
        for (var chunk = Math.max(1, faults(found.scenario()).size() / 2); chunk > 0; chunk /= 2) {
            for (var end = faults(found.scenario()).size(); end > 0; end -= chunk) {
                var fewer = new ArrayList<>(faults(found.scenario()));
                end = Math.min(end, fewer.size());
                fewer.subList(Math.max(0, end - chunk), end).clear();
                found = better(found, found.scenario().with(fewer));
            }
        }
        return found;
    }

    /// Another history that goes wrong in the same way, and with fewer faults.
    private Simulation.Outcome another(Simulation.Outcome best) {
        var found = best;
        var seed = best.scenario().seed();
        for (var i = 1; i <= OTHERS && faults(found.scenario()).size() > FEW; i++) {
            var outcome = simulation.play(Scenario.of(seed + i));
            if (isSame(found, outcome) && size(outcome.scenario()) < size(found.scenario())) found = outcome;
        }
        return found;
    }

    private Simulation.Outcome better(Simulation.Outcome best, Scenario candidate) {
        if (plays >= MOST_PLAYS) return best;
        plays++;
        var outcome = simulation.play(candidate);
        return isSame(best, outcome) && size(outcome.scenario()) < size(best.scenario()) ? outcome : best;
    }

    private static boolean isSame(Simulation.Outcome one, Simulation.Outcome other) {
        var wanted = one.wrong();
        var wrong = other.wrong();
        if (wanted == null || wrong == null) return false;
        if (wanted instanceof Violation a && wrong instanceof Violation b) return a.guarantee() == b.guarantee();
        return wanted.getClass() == wrong.getClass();
    }
}
