package dev.towpath;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What one attempt occupies while it runs. The engine never starts attempts whose sum is above what it has.
///
/// @param cpu processor slots; 0 for a step that only waits, which then runs on a virtual thread
/// @param memoryBytes memory; 0 if it is not counted
/// @param pools named pools of the engine's configuration and how much of each, for instance `{"gpu": 1}`
public record Resources(int cpu, long memoryBytes, SortedMap<String, Integer> pools) {
    /// One processor slot.
    public static final Resources DEFAULT = new Resources(1, 0, new TreeMap<>());

    public Resources {
        if (cpu < 0) throw new IllegalArgumentException("cpu must be 0 or more, was " + cpu);
        if (memoryBytes < 0) throw new IllegalArgumentException("memory must be 0 or more, was " + memoryBytes);
        for (var pool : pools.entrySet())
            if (pool.getValue() < 1)
                throw new IllegalArgumentException(
                        "pool " + pool.getKey() + " must be 1 or more, was " + pool.getValue());
        pools = Collections.unmodifiableSortedMap(new TreeMap<>(pools));
    }

    /// So many processor slots; 0 for a step that only waits.
    public static Resources cpu(int slots) {
        return new Resources(slots, 0, new TreeMap<>());
    }

    /// The same with so much memory, in bytes.
    public Resources memory(long bytes) {
        return new Resources(cpu, bytes, pools);
    }

    /// The same with so much of a named pool.
    public Resources pool(String name, int amount) {
        var more = new TreeMap<>(Map.copyOf(pools));
        more.put(name, amount);
        return new Resources(cpu, memoryBytes, more);
    }
}
