package dev.towpath.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a history is made from. Equal scenarios give equal histories.
///
/// @param seed of plans, values, durations, the order in which things happen, and of faults that are not listed
/// @param owners processes that share the store
/// @param runs that are submitted
/// @param steps how large the plans are
/// @param faults what goes wrong, and when; null to let the seed decide
public record Scenario(
        long seed,
        int owners,
        int runs,
        int steps,
        @Nullable List<Fault> faults) {
    private static final Pattern FORM =
            Pattern.compile("seed (-?\\d+), owners (\\d+), runs (\\d+), steps (\\d+)(?:: ?(.*))?");

    public Scenario {
        if (owners < 1 || runs < 1 || steps < 1)
            throw new IllegalArgumentException(
                    "a scenario needs an owner, a run and a step, was " + owners + ", " + runs + ", " + steps);
        faults = faults == null ? null : List.copyOf(faults);
    }

    /// The scenario of a seed: sizes come from it too.
    public static Scenario of(long seed) {
        var mixed = Mix.of(seed, 1);
        return new Scenario(
                seed, 1 + Mix.below(mixed, 3), 1 + Mix.below(mixed >>> 8, 5), 1 + Mix.below(mixed >>> 16, 9), null);
    }

    /// The same with these faults and no others.
    public Scenario with(List<Fault> others) {
        return new Scenario(seed, owners, runs, steps, others);
    }

    /// Reads what [#toString] wrote.
    ///
    /// @throws IllegalArgumentException if it is no such text
    public static Scenario parse(String text) {
        var found = FORM.matcher(text.strip());
        if (!found.matches()) throw new IllegalArgumentException("not a scenario: '" + text + "'");
        return new Scenario(
                Long.parseLong(found.group(1)),
                Integer.parseInt(found.group(2)),
                Integer.parseInt(found.group(3)),
                Integer.parseInt(found.group(4)),
                found.group(5) == null ? null : faults(found.group(5)));
    }

    private static List<Fault> faults(String text) {
        var faults = new ArrayList<Fault>();
        if (text.isBlank() || text.equals("no faults")) return faults;
        for (var one : text.split(", ")) {
            var parts = one.strip().split(" ");
            faults.add(new Fault(Integer.parseInt(parts[0]), Fault.Kind.of(parts[1])));
        }
        return faults;
    }

    /// `seed 42, owners 2, runs 1, steps 3: 17 kill, 40 power-loss`.
    @Override
    public String toString() {
        var sizes = "seed " + seed + ", owners " + owners + ", runs " + runs + ", steps " + steps;
        if (faults == null) return sizes;
        if (faults.isEmpty()) return sizes + ": no faults";
        return sizes + ": "
                + String.join(", ", faults.stream().map(Fault::toString).toList());
    }
}
