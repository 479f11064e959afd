package dev.towpath.engine;

import dev.towpath.Resources;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What one engine has and how it behaves.
///
/// @param cpuSlots attempts that compute at once
/// @param memoryBytes what steps that ask for memory share; 0 if it is not counted, and then a step that asks for some
///     is refused
/// @param waiting attempts at once of steps that ask for no cpu
/// @param pools named pools and how much of each there is
/// @param mailbox messages that may wait for the loop; who sends more has to wait
/// @param interruptions how often an attempt may be lost with its process before the step fails
/// @param unitsPerTask the most units of a mapped step that are handed over at once
/// @param seed of the jitter between tries
/// @param adopt whether it takes runs that nobody executes: those of processes that died and those that wait for
/// anybody
public record EngineOptions(
        int cpuSlots,
        long memoryBytes,
        int waiting,
        SortedMap<String, Integer> pools,
        int mailbox,
        int interruptions,
        int unitsPerTask,
        long seed,
        boolean adopt) {
    /// Two cpu slots and nothing else.
    public static final EngineOptions DEFAULT = new EngineOptions(2, 0, 1000, new TreeMap<>(), 4096, 5, 4096, 0, false);

    public EngineOptions {
        atLeastOne("cpuSlots", cpuSlots);
        atLeastOne("waiting", waiting);
        atLeastOne("mailbox", mailbox);
        atLeastOne("interruptions", interruptions);
        atLeastOne("unitsPerTask", unitsPerTask);
        if (memoryBytes < 0) throw new IllegalArgumentException("memoryBytes must be 0 or more, was " + memoryBytes);
        for (var pool : pools.entrySet()) atLeastOne("pool " + pool.getKey(), pool.getValue());
        pools = Collections.unmodifiableSortedMap(new TreeMap<>(pools));
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) throw new IllegalArgumentException(name + " must be 1 or more, was " + value);
    }

    /// The same with these places for attempts.
    public EngineOptions with(int cpu, long memory, SortedMap<String, Integer> namedPools) {
        return new EngineOptions(cpu, memory, waiting, namedPools, mailbox, interruptions, unitsPerTask, seed, adopt);
    }

    /// The same with this seed.
    public EngineOptions seeded(long value) {
        return new EngineOptions(
                cpuSlots, memoryBytes, waiting, pools, mailbox, interruptions, unitsPerTask, value, adopt);
    }

    /// The same that takes runs which nobody executes, or does not.
    public EngineOptions adopting(boolean value) {
        return new EngineOptions(
                cpuSlots, memoryBytes, waiting, pools, mailbox, interruptions, unitsPerTask, seed, value);
    }

    /// What there is too little of for one attempt, as a sentence; null if it can be started.
    @Nullable
    String tooMuch(Resources asked) {
        if (asked.cpu() > cpuSlots) return "it asks for " + asked.cpu() + " cpu slots, there are " + cpuSlots;
        if (asked.memoryBytes() > memoryBytes)
            return "it asks for " + asked.memoryBytes() + " bytes of memory, there are " + memoryBytes;
        for (var pool : asked.pools().entrySet()) {
            var has = pools.getOrDefault(pool.getKey(), 0);
            if (pool.getValue() > has)
                return "it asks for " + pool.getValue() + " of pool '" + pool.getKey() + "', there are " + has;
        }
        return null;
    }
}
