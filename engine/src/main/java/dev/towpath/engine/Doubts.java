package dev.towpath.engine;

import dev.towpath.RunId;
import dev.towpath.engine.machine.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What may have happened and must not happen twice: who decides about it is told if there is nothing to decide, and
/// with other code a run goes on only after that.
final class Doubts {
    private final Engine.Parts parts;
    private final Recovery recovery;

    Doubts(Engine.Parts parts, Recovery recovery) {
        this.parts = parts;
        this.recovery = recovery;
    }

    /// Whether somebody can decide this about a run that is executed elsewhere.
    ///
    /// @throws EngineException `not-undecided`
    void check(RunId run, Function<KnownPlan, Message> wish) {
        var loaded = recovery.load(run);
        if (wish.apply(loaded.plan) instanceof Message.Decide decide) refuse(loaded, decide);
    }

    /// Whether somebody can decide this about a run that nobody executes, once it is taken.
    ///
    /// @throws EngineException `not-undecided`
    void check(RunId run, Message.Decide decide) {
        var loaded = recovery.load(run);
        var taken = new Message.TakeOver(parts.owners().me(), loaded.state.epoch() + 1, Integer.MAX_VALUE);
        parts.rules().turn(loaded.state, taken, parts.clock().millis());
        refuse(loaded, decide);
    }

    private static void refuse(Live run, Message.Decide decide) {
        var refusal = refusal(run, decide);
        if (refusal != null) throw refusal;
    }

    /// Why nothing can be decided of a step or a unit; null if it can.
    static @Nullable EngineException refusal(Live run, Message.Decide decide) {
        if (run.state.isUndecided(decide.step(), decide.unit())) return null;
        var name = run.node(decide.step()).name() + (decide.unit() < 0 ? "" : "@" + decide.unit());
        var undecided = undecided(run);
        return new EngineException(
                "not-undecided",
                "there is nothing to decide of '" + name + "', the step is " + run.state.status(decide.step()),
                run.id().text(),
                undecided.isEmpty()
                        ? "Nothing of this run waits for a decision."
                        : "These wait for a decision: " + String.join(", ", undecided) + ".",
                null);
    }

    private static List<String> undecided(Live run) {
        var found = new ArrayList<String>();
        for (var step = 0; step < run.plan.graph().size(); step++) {
            var name = run.node(step).name();
            if (run.state.isUndecided(step, -1)) found.add(name);
            var units = run.state.undecided(step);
            if (units.count() > 0) found.add(name + "@" + units);
        }
        return found;
    }

    /// Whether nothing of a run is in doubt that other code would do again: what was begun and has not succeeded
    /// may have happened, also where it has failed or was cancelled.
    ///
    /// @throws EngineException `undecided`
    static void check(Live run) {
        var doubtful = new ArrayList<String>();
        for (var step : run.state.doubtful()) doubtful.add(run.node(step).name());
        if (doubtful.isEmpty()) return;
        throw new EngineException(
                "undecided",
                "the run can not go on with other code: what must not happen twice may have happened in "
                        + String.join(", ", doubtful),
                run.id().text(),
                "Resume it with its own code first, `towpath resume " + run.id() + "`, then decide: `towpath resume "
                        + run.id() + " --step " + doubtful.getFirst() + "` with --done FILE or --retry.",
                null);
    }
}
