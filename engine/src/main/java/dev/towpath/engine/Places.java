package dev.towpath.engine;

import dev.towpath.Resources;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/// What attempts occupy and what is free. In one pass over what is ready, a step that does not fit keeps what it asks
/// for free of all that come after it: otherwise small steps would keep a large one waiting for ever.
final class Places {
    /// For each place, what may be handed over ahead of it.
    private static final long AHEAD_NANOS = 20_000_000;

    private final EngineOptions options;
    private final IdentityHashMap<Task, Resources> taken = new IdentityHashMap<>();
    private int cpu;
    private int waiting;
    private long memory;
    private long ahead;
    private final IdentityHashMap<Task, Long> takenAhead = new IdentityHashMap<>();
    private final Map<String, Integer> pools;

    /// What is still free in one pass.
    final class Pass {
        private int cpuLeft = cpu;
        private int waitingLeft = waiting;
        private long aheadLeft = ahead;
        private boolean missed;
        private long memoryLeft = memory;
        private final Map<String, Integer> poolsLeft = new HashMap<>(pools);

        /// Whether there is a place; if not, it is claimed.
        boolean claim(Resources asked) {
            var fits =
                    asked.cpu() <= cpuLeft && (asked.cpu() > 0 || waitingLeft > 0) && asked.memoryBytes() <= memoryLeft;
            for (var pool : asked.pools().entrySet())
                if (pool.getValue() > poolsLeft.getOrDefault(pool.getKey(), 0)) fits = false;
            cpuLeft -= asked.cpu();
            if (asked.cpu() == 0) waitingLeft--;
            memoryLeft -= asked.memoryBytes();
            for (var pool : asked.pools().entrySet()) poolsLeft.merge(pool.getKey(), -pool.getValue(), Integer::sum);
            return fits;
        }

        /// Whether a short call may be handed over although there is no place, because those that run will soon end.
        /// Nothing overtakes a step that has no place and is not short.
        ///
        /// @param nanos what it takes; 0 if it is not short
        boolean claimAhead(long nanos) {
            if (nanos == 0) missed = true;
            if (missed || aheadLeft < nanos) return false;
            aheadLeft -= nanos;
            return true;
        }

        /// Whether nothing at all can start any more.
        boolean isFull() {
            return cpuLeft <= 0 && waitingLeft <= 0;
        }
    }

    Places(EngineOptions options) {
        this.options = options;
        cpu = options.cpuSlots();
        waiting = options.waiting();
        memory = options.memoryBytes();
        ahead = AHEAD_NANOS * cpu;
        pools = new HashMap<>(options.pools());
    }

    Pass pass() {
        return new Pass();
    }

    void take(Task task, Resources asked) {
        taken.put(task, asked);
        change(asked, -1);
    }

    /// @param nanos as claimed
    void takeAhead(Task task, long nanos) {
        takenAhead.put(task, nanos);
        ahead -= nanos;
    }

    /// Nothing happens if the task's places are free already.
    void free(Task task) {
        var nanos = takenAhead.remove(task);
        if (nanos != null) ahead += nanos;
        var asked = taken.remove(task);
        if (asked != null) change(asked, 1);
    }

    private void change(Resources asked, int sign) {
        cpu += sign * asked.cpu();
        if (asked.cpu() == 0) waiting += sign;
        memory += sign * asked.memoryBytes();
        for (var pool : asked.pools().entrySet()) pools.merge(pool.getKey(), sign * pool.getValue(), Integer::sum);
    }

    /// How many attempts of this kind run at once if nothing else does.
    int abreast(Resources asked) {
        return asked.cpu() == 0 ? options.waiting() : Math.max(1, options.cpuSlots() / asked.cpu());
    }
}
