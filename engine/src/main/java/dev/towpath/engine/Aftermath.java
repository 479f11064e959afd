package dev.towpath.engine;

import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.engine.machine.Effect;
import java.util.function.Consumer;

/// Does what follows from a turn once it is on disk: starts attempts, tells who asked, drops the runs that another
/// process has taken. On the loop's thread.
final class Aftermath {
    private final Core core;
    private final Looks looks;
    private final Runs runs;
    private final Attempts attempts;
    private final Consumer<RunId> written;

    Aftermath(Core core, Looks looks, Runs runs, Attempts attempts, Consumer<RunId> written) {
        this.core = core;
        this.looks = looks;
        this.runs = runs;
        this.attempts = attempts;
        this.written = written;
    }

    void of(Turn turn) {
        for (var part : turn.parts()) {
            var why = part.run().fence();
            if (why == null) done(part);
            else lost(part, why);
        }
        for (var start : turn.starts()) core.begin(start);
        for (var job : turn.jobs()) job.run();
    }

    private void done(Turn.Part part) {
        var run = part.run();
        if (part.isClaim()) run.isDoubtful = false;
        for (var effect : part.after().effects()) perform(run, effect);
        if (part.first() > 0) written.accept(run.id());
        if (part.first() == 1) runs.settled(run);
        for (var job : part.after().jobs()) job.run();
        for (var reply : part.after().replies()) reply.give();
    }

    private void lost(Turn.Part part, RuntimeException why) {
        var run = part.run();
        if (part.first() == 1) runs.settled(run);
        drop(run, why);
        runs.refused(part, why);
        var parent = run.parent == null ? null : core.live(run.parent.run());
        if (parent != null && runs.isTaken(parent)) drop(parent, Committer.taken(parent.id(), null));
        if (part.isClaim()) core.lookAround(); // nobody may have it after all
    }

    /// Nothing of a run goes on here any more: its attempts are interrupted, what they still say is not listened to.
    void drop(Live run, RuntimeException why) {
        if (core.live(run.id()) != run) return;
        run.fence(why);
        for (var reply : run.replies) reply.refuse(why);
        run.forget();
        core.remove(run);
        attempts.stop(run.id());
        core.waiters().refuse(run.id(), why);
        for (var child : core.children(run)) drop(child, why);
    }

    private void perform(Live run, Effect effect) {
        switch (effect) {
            case Effect.Look(var watch) -> looks.later(run, watch);
            case Effect.Gather(var step) -> {
                if (run.state.status(step) == Status.RUNNING) looks.gatherLater(run, step);
            }
            case Effect.Timer(var step, var unit, var at) ->
                core.timers().add(new Timers.Timer(at, run.id(), run.state.epoch(), step, unit));
            case Effect.StopAttempts _ -> attempts.stop(run.id());
            case Effect.SubmitChild(var step, var unit) ->
                core.next(new Mail.AskChild(run.id(), step, unit, run.state.unitTries(step, unit) > 1));
            case Effect.CancelChild(var step, var unit) -> runs.cancelChild(run, step, unit);
            case Effect.Announce _ -> ended(run);
            case Effect.Start _ -> throw new IllegalStateException("starts have their place already");
        }
    }

    /// A run has ended, and everybody may know.
    private void ended(Live run) {
        if (!run.state.status().isTerminal()) return;
        core.remove(run);
        var made = run.state.output();
        var end = new RunEnd(run.id(), run.state.status(), made == null ? null : made.digest(), run.state.failure());
        core.waiters().ended(end);
        if (run.parent != null) core.next(new Mail.ChildEnded(run.parent, end, made == null ? 0 : made.size()));
    }
}
