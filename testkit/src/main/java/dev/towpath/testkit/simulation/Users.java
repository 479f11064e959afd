package dev.towpath.testkit.simulation;

import dev.towpath.Digest;
import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.TowpathException;
import dev.towpath.engine.Durability;
import dev.towpath.engine.ManualEngine;
import dev.towpath.engine.Mode;
import dev.towpath.engine.Settlement;
import dev.towpath.engine.Submission;
import dev.towpath.engine.machine.RunState;
import dev.towpath.plan.Plan;
import dev.towpath.spi.RunRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The people of the world: they submit runs, again until somebody has answered, and have wishes about them.
final class Users {
    private static final Digest BUNDLE = Digest.of("simulated");
    private static final int PATIENCE = 400;

    /// A run that somebody wants.
    private static final class Wish {
        final Plan plan;
        final byte[] input;
        final String key;

        @Nullable
        RunId acknowledged;

        Wish(Plan plan, byte[] input, String key) {
            this.plan = plan;
            this.input = input;
            this.key = key;
        }
    }

    private final World world;
    private final List<Wish> wishes = new ArrayList<>();
    private final Map<RunId, Wish> acknowledged = new TreeMap<>();

    Users(World world, Scenario scenario) {
        this.world = world;
        for (var i = 0; i < scenario.runs(); i++) {
            var seed = Mix.of(scenario.seed(), 50 + i);
            wishes.add(new Wish(RandomPlan.of(seed, scenario.steps()), Values.input(seed), "key" + i));
        }
    }

    void begin() {
        for (var wish : wishes) world.schedule.in(world.chance.below(100), () -> submit(wish));
    }

    /// All runs are submitted at this moment, to one process.
    void submitAll(SimulatedProcess process) {
        for (var wish : wishes) ask(process, wish);
    }

    private void submit(Wish wish) {
        if (wish.acknowledged != null) return;
        ask(wish);
        world.schedule.in(PATIENCE, () -> submit(wish));
    }

    private void ask(Wish wish) {
        var process = world.anyProcess();
        if (process != null) ask(process, wish);
    }

    private void ask(SimulatedProcess process, Wish wish) {
        var mode = new Mode(Mix.below(Mix.of(3, wish.input), 6) == 0, 0);
        var wanted = new Submission(BUNDLE, wish.plan, wish.input, List.of(), "{}", wish.key, mode, null)
                .withDurability(Mix.below(Mix.of(4, wish.input), 4) == 0 ? Durability.PIPELINED : Durability.STRICT)
                .withPriority(Mix.below(Mix.of(6, wish.input), 3));
        var asked = Mix.below(Mix.of(7, wish.input), 5) == 0 ? wanted.queued() : wanted;
        ask(
                process,
                engine -> engine.submit(asked).whenComplete((run, why) -> {
                    if (run != null) told(wish, run);
                }));
    }

    private void told(Wish wish, RunId run) {
        var before = wish.acknowledged;
        if (before != null && !before.equals(run))
            throw new Violation(1, wish.key + " was acknowledged as " + before + " and as " + run);
        if (!world.store.tables().runs.containsKey(run))
            throw new Violation(1, run + " is acknowledged and not on disk");
        wish.acknowledged = run;
        acknowledged.put(run, wish);
    }

    /// Somebody asks a process for something; what it answers is of no interest, and may be no.
    private void ask(SimulatedProcess process, Function<ManualEngine, CompletableFuture<?>> question) {
        process.act(() -> {
            try {
                var _ = question.apply(process.engine());
            } catch (TowpathException e) {
                world.note(process.id() + " says: " + e.what());
            }
        });
    }

    /// Runs that somebody was told of.
    Iterable<RunId> acknowledged() {
        return acknowledged.keySet();
    }

    /// The input of a run that somebody has submitted; null for one that a step has asked for.
    byte @Nullable [] input(RunId run) {
        var wish = acknowledged.get(run);
        return wish == null ? null : wish.input;
    }

    /// Whether everybody who wanted a run has an answer.
    boolean areAnswered() {
        return acknowledged.size() == wishes.size();
    }

    /// Nothing goes wrong any more: people see to it that everything can end.
    void help() {
        for (var wish : wishes) if (wish.acknowledged == null) ask(wish);
        for (var row : List.copyOf(world.store.tables().runs.values())) {
            var process = world.anyProcess();
            if (row.status().isTerminal() || process == null) continue;
            var state = world.witness.run(row.id()).state();
            if (state.isPaused()) {
                world.witness.run(row.id()).ask("unpause");
                ask(process, engine -> engine.unpause(row.id(), "on"));
            } else if (state.status() == Status.WAITING && isUndecided(state)) {
                decide(process, row.id(), 1);
            } else if (row.parentStep() == null || hasLostItsParent(row)) {
                resume(process, row.id());
            }
        }
        for (var owner : world.harbor.living()) world.harbor.poke(owner.id(), null);
    }

    /// Lets a run go on, also if it is paused.
    private void resume(SimulatedProcess process, RunId run) {
        world.witness.run(run).ask("unpause");
        ask(process, engine -> engine.resume(run));
    }

    private static boolean isUndecided(RunState state) {
        for (var step = 0; step < state.graph().size(); step++)
            if (state.isUndecided(step, -1) || state.undecided(step).count() > 0) return true;
        return false;
    }

    /// Says of each step of a run that may have happened what became of it.
    private void decide(SimulatedProcess process, RunId run, int how) {
        var state = world.witness.run(run).state();
        for (var step = 0; step < state.graph().size(); step++) {
            var name = state.graph().node(step).name();
            var single = step;
            if (state.isUndecided(step, -1))
                ask(process, engine -> engine.decide(run, name, -1, settlement(run, single, how)));
            else
                state.undecided(step)
                        .numbers()
                        .forEach(unit ->
                                ask(process, engine -> engine.decide(run, name, unit, settlement(run, -1, how))));
        }
    }

    private Settlement settlement(RunId run, int step, int how) {
        var input = input(run);
        if (how == 0) return new Settlement.Fail("no");
        if (how == 2 && step >= 0 && input != null) {
            var told = EndCheck.reference(world, run, input).get(step);
            if (told instanceof Reference.Result.Value(var bytes)) return new Settlement.Done(bytes, List.of());
        }
        return new Settlement.Retry();
    }

    private boolean hasLostItsParent(RunRow row) {
        var parent = row.parent() == null ? null : world.store.tables().runs.get(row.parent());
        return parent != null && parent.status().isTerminal();
    }

    /// The runs that have not ended.
    String open() {
        var text = new StringBuilder();
        for (var row : world.store.tables().runs.values())
            if (!row.status().isTerminal())
                text.append(row.id())
                        .append(' ')
                        .append(row.status())
                        .append(" of ")
                        .append(row.owner())
                        .append("; ");
        return text.append(world.store.tables().inbox.size())
                .append(" messages")
                .toString();
    }

    /// Somebody has an idea.
    void wild(Fault.Kind kind) {
        var process = world.anyProcess();
        if (process == null) return;
        var known = List.copyOf(world.witness.runs().keySet());
        if (known.isEmpty()) return;
        var run = known.get(world.chance.detail(known.size()));
        switch (kind) {
            case CANCEL -> {
                world.witness.run(run).ask("cancel");
                ask(process, engine -> engine.cancel(run, "no"));
            }
            case PAUSE -> {
                world.witness.run(run).ask("pause");
                ask(process, engine -> engine.pause(run, "wait"));
            }
            case UNPAUSE -> {
                world.witness.run(run).ask("unpause");
                ask(process, engine -> engine.unpause(run, "on"));
            }
            case DECIDE -> decide(process, run, world.chance.detail(3));
            case RESUME -> resume(process, run);
            case SUBMIT_AGAIN -> ask(wishes.get(world.chance.detail(wishes.size())));
            default -> throw new IllegalArgumentException("nobody wishes for " + kind);
        }
    }
}
