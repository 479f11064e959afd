package dev.towpath.testkit.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// All chance of a history. What happens in which order, and what goes wrong, come from two sources of their own, so
/// that a fault can be left out and the rest stays as it was up to there.
final class Chance {
    /// More than this in one history tell nothing new.
    private static final int MOST_FAULTS = 40;

    private final Scenario scenario;
    private final Random order;
    private final Random dice;
    private final @Nullable Map<Integer, Fault.Kind> listed;
    private final Map<Fault.Kind, Double> rates = new EnumMap<>(Fault.Kind.class);
    private final List<Fault> happened = new ArrayList<>();
    private int opportunities;
    private boolean calm;

    Chance(Scenario scenario) {
        this.scenario = scenario;
        order = new Random(Mix.of(scenario.seed(), 2));
        dice = new Random(Mix.of(scenario.seed(), 3));
        var faults = scenario.faults();
        if (faults == null) {
            listed = null;
        } else {
            listed = new HashMap<>();
            for (var fault : faults) listed.put(fault.at(), fault.kind());
        }
        // Each history has some kinds of faults only, a few of them often: all of all hide each other.
        for (var kind : Fault.Kind.values()) rates.put(kind, rate());
    }

    private double rate() {
        return switch (dice.nextInt(6)) {
            case 0 -> 0.05;
            case 1, 2 -> 0.01;
            default -> 0;
        };
    }

    /// A number of the world's ordinary course.
    int below(int bound) {
        return order.nextInt(bound);
    }

    boolean oneIn(int bound) {
        return order.nextInt(bound) == 0;
    }

    /// From now on nothing goes wrong any more.
    void calm() {
        calm = true;
    }

    boolean isCalm() {
        return calm;
    }

    /// An opportunity for one of these faults; null if none happens.
    ///
    /// @param weight how much likelier than usual
    Fault.@Nullable Kind fault(double weight, Fault.Kind... possible) {
        if (calm) return null;
        var at = opportunities++;
        var kind = listed == null ? drawn(weight, possible) : chosen(at, possible);
        if (kind != null) happened.add(new Fault(at, kind));
        return kind;
    }

    private Fault.@Nullable Kind drawn(double weight, Fault.Kind[] possible) {
        if (happened.size() >= MOST_FAULTS) return null;
        var at = dice.nextDouble();
        for (var kind : possible) {
            at -= weight * rates.getOrDefault(kind, 0.0);
            if (at < 0) return kind;
        }
        return null;
    }

    private Fault.@Nullable Kind chosen(int at, Fault.Kind[] possible) {
        var kind = listed == null ? null : listed.get(at);
        for (var one : possible) if (one == kind) return kind;
        return null;
    }

    /// A number that belongs to the fault that has just happened.
    int detail(int bound) {
        var last = happened.getLast();
        return Mix.below(Mix.of(scenario.seed(), 1000L + last.at()), bound);
    }

    /// What has gone wrong so far.
    List<Fault> happened() {
        return List.copyOf(happened);
    }
}
