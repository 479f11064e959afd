package dev.towpath.engine;

import dev.towpath.Effect;
import dev.towpath.plan.Node;

/// How long the calls of each step of a plan have taken, and so which may be handed over before there is a place: many
/// short ones at once cost one commit instead of one each. For the loop alone.
final class Haste {
    /// Longer calls wait for a place of their own.
    private static final double SHORT_NANOS = 1e6;
    /// What handing over costs at least.
    private static final double LEAST_NANOS = 10_000;

    private final double[] nanos;

    Haste(int steps) {
        nanos = new double[steps];
    }

    /// A call has ended.
    void measured(int step, long taken) {
        var last = nanos[step];
        nanos[step] = last == 0 ? Math.max(1.0, (double) taken) : (3 * last + (double) taken) / 4;
    }

    /// What a call will take; 0 if it has to wait for its place.
    long ahead(Node node, int step) {
        if (nanos[step] == 0 || nanos[step] > SHORT_NANOS || !(node instanceof Node.Step work)) return 0;
        var policies = work.policies();
        var asked = policies.resources();
        if (policies.effect() == Effect.AT_MOST_ONCE) return 0;
        if (asked.cpu() != 1 || asked.memoryBytes() > 0 || !asked.pools().isEmpty()) return 0;
        return (long) Math.max(LEAST_NANOS, nanos[step]);
    }
}
