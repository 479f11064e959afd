package dev.towpath.engine;

import dev.towpath.Digest;
import dev.towpath.engine.machine.Graph;
import dev.towpath.plan.Plan;
import dev.towpath.plan.PlanJson;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A plan with what is derived from it, once for all its runs.
final class KnownPlan {
    private final Plan plan;
    private final byte[] json;
    private final Digest digest;
    private final Graph graph;
    private final Haste haste;
    private @Nullable LoadedPlan loaded;
    private @Nullable ClassLoader loader;

    private KnownPlan(Plan plan, byte[] json, Digest digest) {
        this.plan = plan;
        this.json = json;
        this.digest = digest;
        this.graph = new Graph(plan);
        this.haste = new Haste(plan.nodes().size());
    }

    Plan plan() {
        return plan;
    }

    /// The bytes under which it is kept.
    byte[] json() {
        return json;
    }

    Digest digest() {
        return digest;
    }

    Graph graph() {
        return graph;
    }

    /// How long its steps take; for the loop alone.
    Haste haste() {
        return haste;
    }

    /// The plan with its code.
    @SuppressWarnings("ReferenceEquality") // class loaders are what they are, not what they equal
    synchronized LoadedPlan load(ClassLoader code) {
        if (loaded == null || loader != code) {
            loaded = new LoadedPlan(plan, code);
            loader = code;
        }
        return loaded;
    }

    /// The plans of one engine. Safe for many threads.
    static final class Shelf {
        /// More plans than this and all are forgotten: they are found again when they are needed.
        private static final int MOST = 512;

        private final IdentityHashMap<Plan, KnownPlan> byPlan = new IdentityHashMap<>();
        private final Map<Digest, KnownPlan> byDigest = new HashMap<>();

        synchronized KnownPlan of(Plan plan) {
            var known = byPlan.get(plan);
            if (known != null) return known;
            var json = PlanJson.write(plan);
            var digest = Digest.of(json);
            var same = byDigest.get(digest);
            return add(plan, same == null ? new KnownPlan(plan, json, digest) : same);
        }

        /// @param json read if the plan is not here
        synchronized KnownPlan of(Digest digest, Supplier<byte[]> json) {
            var known = byDigest.get(digest);
            if (known != null) return known;
            var bytes = json.get();
            var plan = PlanJson.read(bytes);
            return add(plan, new KnownPlan(plan, bytes, digest));
        }

        private KnownPlan add(Plan plan, KnownPlan known) {
            if (byPlan.size() >= MOST) {
                byPlan.clear();
                byDigest.clear();
            }
            byPlan.put(plan, known);
            byDigest.put(known.digest(), known);
            return known;
        }
    }
}
