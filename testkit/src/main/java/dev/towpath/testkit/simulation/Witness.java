package dev.towpath.testkit.simulation;

import dev.towpath.Digest;
import dev.towpath.Effect;
import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.engine.Report;
import dev.towpath.engine.Report.Outcome;
import dev.towpath.engine.Task;
import dev.towpath.engine.machine.RunState;
import dev.towpath.plan.Node;
import dev.towpath.plan.Plan;
import dev.towpath.plan.PlanJson;
import dev.towpath.spi.Entry;
import dev.towpath.spi.RunRow;
import dev.towpath.spi.StepRow;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Sees each commit and each attempt, and speaks up at the first that may not be.
final class Witness {
    private final SimulatedStore store;
    private final Map<RunId, Watched> runs = new TreeMap<>();
    private final Map<Fence, String> reported = new HashMap<>();
    private final Map<Digest, Plan> plans = new HashMap<>();
    /// Attempts of runs that are not on disk yet: fine if it turns out that they need not wait for it.
    private final Set<Fence> ahead = new LinkedHashSet<>();

    private @Nullable SimulatedProcess committing;

    Witness(SimulatedStore store) {
        this.store = store;
    }

    private final class Seen implements Watched.World {
        @Override
        public @Nullable String reported(Fence fence) {
            return reported.get(fence);
        }

        @Override
        public boolean isBusy(RunId run, int epoch) {
            var process = committing;
            return process != null && process.isBusy(run, epoch);
        }
    }

    /// All runs, by name.
    Map<RunId, Watched> runs() {
        return runs;
    }

    Watched run(RunId run) {
        var watched = runs.get(run);
        if (watched == null) throw new Violation(1, "there is no run " + run);
        return watched;
    }

    /// A commit is seen by all.
    ///
    /// @param process whose it is; null if it survived and nobody was told
    void committed(@Nullable SimulatedProcess process, List<Entry> entries) {
        committing = process;
        for (var entry : entries) if (entry instanceof Entry.NewRun(var row)) watch(row);
        for (var entry : entries)
            if (entry instanceof Entry.Events(var row)) run(row.run()).take(row, process == null ? null : process.id());
        for (var row : last(entries).values()) {
            if (row instanceof RunRow run) check(run);
            else if (row instanceof StepRow step) check(step);
        }
        for (var entry : entries) if (entry instanceof Entry.Events(var row)) checkStatus(row.run());
        committing = null;
    }

    /// The rows that a commit leaves behind: some turns together may write one more than once.
    private static Map<Object, Object> last(List<Entry> entries) {
        record Step(RunId run, int index) {}
        var last = new LinkedHashMap<Object, Object>();
        for (var entry : entries) {
            switch (entry) {
                case Entry.NewRun(var row) -> last.put(row.id(), row);
                case Entry.RunChanged(var row) -> last.put(row.id(), row);
                case Entry.StepChanged(var row) -> last.put(new Step(row.run(), row.index()), row);
                case Entry.Events _,
                        Entry.Post _,
                        Entry.Taken _,
                        Entry.KeepValue _,
                        Entry.NewArtifact _,
                        Entry.StepsForgotten _ -> {}
            }
        }
        return last;
    }

    private void watch(RunRow row) {
        var plan = plans.computeIfAbsent(row.plan(), digest -> {
            var kept = store.tables().values.get(digest);
            if (kept == null) throw new Violation(1, "the plan of " + row.id() + " is not kept");
            return PlanJson.read(kept.bytes());
        });
        var run = new Watched(row, plan, new Seen());
        runs.put(row.id(), run);
        for (var fence : ahead) if (fence.run().equals(row.id())) run.executes(fence, Effect.PURE);
        ahead.removeIf(fence -> fence.run().equals(row.id()));
    }

    private void checkStatus(RunId run) {
        var row = store.tables().runs.get(run);
        var state = run(run).state();
        if (row == null || row.status() != state.status())
            throw run(run).violation(
                            0,
                            "its row says " + (row == null ? null : row.status()) + ", its events " + state.status());
    }

    /// A run's row is what its events say.
    void check(RunRow row) {
        var watched = run(row.id());
        var state = watched.state();
        var made = state.output();
        same(watched, "status", row.status(), state.status());
        same(watched, "epoch", row.epoch(), state.epoch());
        same(watched, "reason", row.reason(), state.reason());
        same(watched, "output", row.output(), made == null ? null : made.digest());
        same(watched, "failure", row.failure(), state.failure());
        if (row.seq() > watched.seq()) throw watched.violation(0, "its row knows events that are not there");
        if (row.ended() != null != row.status().isTerminal()) throw watched.violation(0, "it has an end and goes on");
    }

    /// A step's row is what the events of its run say.
    void check(StepRow row) {
        var watched = run(row.run());
        var state = watched.state();
        var made = state.made(row.index());
        same(watched, row.name() + " status", row.status(), state.status(row.index()));
        same(watched, row.name() + " attempts", row.attempts(), state.attempts(row.index()));
        same(watched, row.name() + " units", row.units(), units(state, row.index()));
        same(watched, row.name() + " output", row.output(), made == null ? null : made.digest());
    }

    private static @Nullable Map<Status, Integer> units(RunState state, int step) {
        var counts = state.unitCounts(step);
        return counts == null && state.graph().isMapped(step) ? Map.of() : counts;
    }

    private static void same(Watched run, String what, @Nullable Object row, @Nullable Object events) {
        if (!Objects.equals(row, events))
            throw run.violation(0, what + ": its row says " + row + ", its events " + events);
    }

    /// A process begins to execute attempts.
    void starts(SimulatedProcess process, Task task) {
        var run = runs.get(task.run());
        var effect = effect(task.step());
        if (run == null && effect != Effect.PURE)
            throw new Violation(0, process.id() + " executes " + task.run() + ", which is not on disk");
        for (var i = 0; i < task.units(); i++) {
            var fence = Fence.of(task, task.firstUnit() < 0 ? -1 : task.firstUnit() + i);
            if (run == null) ahead.add(fence);
            else run.executes(fence, effect);
        }
    }

    private static Effect effect(Node step) {
        var policies = Node.policies(step);
        return policies == null ? Effect.PURE : policies.effect();
    }

    /// A process is told how attempts have ended.
    void reports(Task task, List<Report.Result> results) {
        for (var result : results) {
            var told = switch (result.outcome()) {
                case Outcome.Success(var output, _) -> output.digest().hex();
                case Outcome.Failed(_, _, var failure) -> failure.code();
                case Outcome.Abandoned(var failure) -> failure == null ? "stopped" : failure.code();
                case Outcome.Stopped _ -> "stopped";
            };
            reported.putIfAbsent(Fence.of(task, result.unit()), told);
        }
    }
}
