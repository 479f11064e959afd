package dev.towpath.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Plays histories of the engine in a simulated world and checks after each of them what is promised.
public final class Simulation {
    private final Supplier<Variant> variants;

    /// Of the real engine.
    public Simulation() {
        this(() -> Variant.REAL);
    }

    /// @param variants one for each history
    Simulation(Supplier<Variant> variants) {
        this.variants = variants;
    }

    /// How a history went.
    ///
    /// @param scenario what was played, with all that went wrong in it: playing it again gives the same
    /// @param events how many things happened
    /// @param wrong what may never happen and did; null if all was well
    /// @param lines what happened, for people; empty unless it was [#told]
    public record Outcome(
            Scenario scenario, int events, @Nullable Throwable wrong, List<String> lines) {
        /// Whether everything that is promised was kept.
        public boolean isFine() {
            return wrong == null;
        }

        /// The scenario, what happened and what is wrong with it.
        @Override
        public String toString() {
            return scenario + "\n" + String.join("\n", lines) + (wrong == null ? "" : "\n" + wrong);
        }
    }

    /// Plays a scenario.
    public Outcome play(Scenario scenario) {
        return play(scenario, null);
    }

    /// Plays a scenario and writes down what happens.
    public Outcome told(Scenario scenario) {
        return play(scenario, new ArrayList<>());
    }

    private Outcome play(Scenario scenario, @Nullable List<String> lines) {
        var world = new World(scenario, variants.get(), lines);
        Throwable wrong = null;
        try {
            world.play();
        } catch (RuntimeException | AssertionError e) { // what an engine throws may not happen either
            wrong = e;
        }
        var told = lines == null ? List.<String>of() : List.copyOf(lines);
        return new Outcome(scenario.with(world.chance.happened()), world.happened(), wrong, told);
    }

    /// The smallest scenario that was found to go wrong in the same way.
    ///
    /// @param failed a scenario with its faults, as [Outcome#scenario] gives it
    public Outcome shrunk(Outcome failed) {
        return told(new Shrinker(this).shrink(failed));
    }
}
