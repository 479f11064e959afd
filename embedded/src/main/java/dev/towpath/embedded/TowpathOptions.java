package dev.towpath.embedded;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What this process gives to the runs that it executes.
///
/// @param cpuSlots steps that compute at once
/// @param memoryBytes what steps that ask for memory share; 0 if it is not counted, and then a step that asks for
///     some
///     is refused
/// @param pools named pools and how much of each there is
/// @param grace how long an attempt may take to stop when it is told to, before its thread is abandoned
/// @param logBytes the most bytes of one step's log; what follows is left out, and the log says so
/// @param adopt whether this process takes runs that nobody executes: those of processes that died, and those that
///     were
///     only submitted. For long-lived processes; a program that executes its own runs and ends leaves them alone
public record TowpathOptions(
        int cpuSlots,
        long memoryBytes,
        SortedMap<String, Integer> pools,
        Duration grace,
        long logBytes,
        boolean adopt) {
    /// A slot for each processor, half of the heap as memory, no pools.
    public static final TowpathOptions DEFAULT = new TowpathOptions(
            Runtime.getRuntime().availableProcessors(),
            Runtime.getRuntime().maxMemory() / 2,
            new TreeMap<>(),
            Duration.ofMillis(1500),
            64L << 20,
            false);

    public TowpathOptions {
        if (cpuSlots < 1) throw new IllegalArgumentException("cpuSlots must be 1 or more, was " + cpuSlots);
        if (memoryBytes < 0) throw new IllegalArgumentException("memoryBytes must be 0 or more, was " + memoryBytes);
        if (grace.isNegative()) throw new IllegalArgumentException("grace must be 0 or more, was " + grace);
        if (logBytes < 1) throw new IllegalArgumentException("logBytes must be 1 or more, was " + logBytes);
        pools = Collections.unmodifiableSortedMap(new TreeMap<>(pools));
    }

    /// The same with so many cpu slots.
    public TowpathOptions cpuSlots(int slots) {
        return new TowpathOptions(slots, memoryBytes, pools, grace, logBytes, adopt);
    }

    /// The same with so much memory.
    public TowpathOptions memory(long bytes) {
        return new TowpathOptions(cpuSlots, bytes, pools, grace, logBytes, adopt);
    }

    /// The same with these named pools.
    public TowpathOptions pools(Map<String, Integer> named) {
        return new TowpathOptions(cpuSlots, memoryBytes, new TreeMap<>(named), grace, logBytes, adopt);
    }

    /// The same with this grace time.
    public TowpathOptions grace(Duration time) {
        return new TowpathOptions(cpuSlots, memoryBytes, pools, time, logBytes, adopt);
    }

    /// The same with this limit of each step's log.
    public TowpathOptions logBytes(long bytes) {
        return new TowpathOptions(cpuSlots, memoryBytes, pools, grace, bytes, adopt);
    }

    /// The same, taking runs that nobody executes, or not.
    public TowpathOptions adopt(boolean takes) {
        return new TowpathOptions(cpuSlots, memoryBytes, pools, grace, logBytes, takes);
    }
}
