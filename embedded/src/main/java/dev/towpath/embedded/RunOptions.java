package dev.towpath.embedded;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How one run is started.
///
/// @param key the idempotency key: the same key twice gives one run; null for none
/// @param mode in which order attempts are started
/// @param origins where each input came from, for people: `option --photo` by component name
/// @param durability what its steps wait for
/// @param priority of two runs that wait for a place, the higher comes first; 0 for most
public record RunOptions(
        @Nullable String key, Mode mode, Map<String, String> origins, Durability durability, int priority) {
    private static final int LONGEST_KEY = 200;

    /// Parallel, strict, without a key or hurry.
    public static final RunOptions DEFAULT = new RunOptions(null, Mode.PARALLEL, Map.of(), Durability.STRICT, 0);

    public RunOptions {
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY))
            throw new IllegalArgumentException("a key has 1 to " + LONGEST_KEY + " characters, was '" + key + "'");
        origins = Map.copyOf(origins);
    }

    /// The same with an idempotency key.
    public RunOptions key(@Nullable String text) {
        return new RunOptions(text, mode, origins, durability, priority);
    }

    /// The same in another mode.
    public RunOptions mode(Mode other) {
        return new RunOptions(key, other, origins, durability, priority);
    }

    /// The same with these origins of the inputs.
    public RunOptions origins(Map<String, String> byComponent) {
        return new RunOptions(key, mode, byComponent, durability, priority);
    }

    /// The same with another durability.
    public RunOptions durability(Durability other) {
        return new RunOptions(key, mode, origins, other, priority);
    }

    /// The same with another priority.
    public RunOptions priority(int number) {
        return new RunOptions(key, mode, origins, durability, number);
    }
}
