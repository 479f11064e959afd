package dev.towpath.testkit.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// Many histories, one seed after the other.
///
/// @param first seed
record Counted(long first, long seeds, long events, long faults, double seconds, Map<Fault.Kind, Integer> kinds) {
    private interface Limit {
        boolean isReached(long events, long nanos);
    }

    /// As many as fit into a time.
    static Counted seconds(Simulation simulation, long seconds) {
        return until(simulation, (_, nanos) -> nanos > TimeUnit.SECONDS.toNanos(seconds));
    }

    /// As many as it takes for so many events.
    static Counted events(Simulation simulation, long most) {
        return until(simulation, (events, _) -> events >= most);
    }

    private static Counted until(Simulation simulation, Limit limit) {
        var begin = System.nanoTime();
        var first = Long.getLong("towpath.seed", begin >>> 16);
        var kinds = new EnumMap<Fault.Kind, Integer>(Fault.Kind.class);
        var events = 0L;
        var faults = 0L;
        var seed = first;
        for (; !limit.isReached(events, System.nanoTime() - begin); seed++) {
            var outcome = simulation.play(Scenario.of(seed));
            if (!outcome.isFine()) throw failure(simulation, outcome);
            events += outcome.events();
            for (var fault : outcome.scenario().faults()) kinds.merge(fault.kind(), 1, Integer::sum);
            faults += outcome.scenario().faults().size();
        }
        return new Counted(first, seed - first, events, faults, (System.nanoTime() - begin) / 1e9, kinds);
    }

    private static AssertionError failure(Simulation simulation, Simulation.Outcome outcome) {
        var shrunk = simulation.shrunk(outcome);
        return new AssertionError(
                "Repeat with -Dtowpath.scenario='" + outcome.scenario() + "'\nor smaller:\n" + shrunk, outcome.wrong());
    }

    /// The first seed of some that goes wrong.
    static Simulation.Outcome firstFailure(Simulation simulation, long from, int most) {
        for (var seed = from; seed < from + most; seed++) {
            var outcome = simulation.play(Scenario.of(seed));
            if (!outcome.isFine()) return outcome;
        }
        throw new AssertionError("nothing went wrong with " + most + " seeds from " + from + " on");
    }

    /// For the document of what is promised.
    String brief() {
        return "%,d events in %,d histories (seeds %d to %d) with %,d faults, %,.0f events a second; nothing went wrong.%n"
                .formatted(events, seeds, first, first + seeds - 1, faults, events / seconds);
    }

    @Override
    public String toString() {
        return "simulation: %,d events in %,d histories from seed %d on, %,d faults, %.0f s, %,.0f events/s %s"
                .formatted(events, seeds, first, faults, seconds, events / seconds, new TreeMap<>(kinds));
    }
}
