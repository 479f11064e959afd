package dev.towpath.engine.machine;

import dev.towpath.Failure;
import dev.towpath.Status;
import dev.towpath.engine.machine.Transitions.RunMove;
import dev.towpath.engine.machine.Transitions.StepMove;
import dev.towpath.plan.Node;

/// How an event changes the state of a run. Every change of a run, step or unit goes through its table.
final class Fold {
    private final RunState state;

    Fold(RunState state) {
        this.state = state;
    }

    void apply(Event event) {
        switch (event) {
            case Event.OfRun ofRun -> ofRun(ofRun);
            case Event.OfStep ofStep -> {
                ofStep(ofStep);
                state.updateReady(ofStep.step());
            }
        }
        while (state.due.size() > 0 && !(state.steps[state.due.get(0)] instanceof StepState.Created))
            state.due.removeFirst();
    }

    private void ofRun(Event.OfRun event) {
        switch (event) {
            case Event.Submitted(var serial, var batch) -> submitted(serial, batch);
            case Event.CodeReplaced(_, _, var serial, var batch) -> submitted(serial, batch);
            case Event.Owned(_, var epoch) -> {
                run(RunMove.TAKE_OVER, state.phase);
                state.epoch = epoch;
            }
            case Event.CodeMissing(var reason) -> {
                run(RunMove.MISS_CODE, isQueued() ? state.phase : new RunPhase.Waiting(""));
                state.codeMissing = reason;
            }
            case Event.CodeFound _ -> {
                run(RunMove.FIND_CODE, isQueued() ? state.phase : new RunPhase.Running());
                state.codeMissing = null;
            }
            case Event.Paused(var reason) -> {
                run(RunMove.PAUSE, isQueued() ? state.phase : new RunPhase.Waiting(""));
                state.paused = reason;
            }
            case Event.Unpaused _ -> {
                run(RunMove.UNPAUSE, isQueued() ? state.phase : new RunPhase.Running());
                state.paused = null;
            }
            case Event.RunStarted _ -> run(RunMove.START, new RunPhase.Running());
            case Event.RunWaiting(var reason) -> run(RunMove.WAIT, new RunPhase.Waiting(reason));
            case Event.RunWoken _ -> run(RunMove.WAKE, new RunPhase.Running());
            case Event.RunSucceeded(var output) -> run(RunMove.SUCCEED, new RunPhase.Succeeded(output));
            case Event.RunFailed(var failure) -> run(RunMove.FAIL, new RunPhase.Failed(failure));
            case Event.CancelAsked(var reason) -> cancel(reason);
            case Event.RunCancelled _ -> run(RunMove.STOP, new RunPhase.Cancelled(state.reason()));
            case Event.Resumed _ -> resume();
            case Event.Looked(var watch, var answer) -> answered(watch, answer);
        }
    }

    private boolean isQueued() {
        return state.phase instanceof RunPhase.Queued;
    }

    private void submitted(boolean serial, int batch) {
        run(RunMove.QUEUE, new RunPhase.Queued());
        state.serial = serial;
        state.batch = batch;
        state.looking += state.graph.watched(-1).length;
        considerAll();
    }

    private void run(RunMove move, RunPhase next) {
        var to = Transitions.next(state.phase.status(), move);
        if (to != next.status()) throw new IllegalStateException(move + " leads to " + to + ", not to " + next);
        state.phase = next;
    }

    private void ofStep(Event.OfStep event) {
        switch (event) {
            case Event.StepQueued(var step, var units) -> queued(step, units);
            case Event.StepSkipped(var step, var reason) -> skipped(step, reason);
            case Event.BranchChosen(var step, var branch) -> {
                state.step(step, StepMove.QUEUE, new StepState.Queued(Tries.NONE));
                state.step(step, StepMove.START, new StepState.Running(Tries.NONE));
                state.step(step, StepMove.SUCCEED, new StepState.Chosen(branch));
                settled(step);
            }
            case Event.StepReused(var step, var origin, var made) -> {
                state.step(step, StepMove.REUSE, new StepState.Reused(state.steps[step].tries(), origin, made));
                settled(step);
            }
            case Event.AttemptsStarted started -> started(started);
            case Event.StepSucceeded(var step, _, _, _, var made) -> succeeded(step, made);
            case Event.UnitsSucceeded(var step, var results) -> {
                state.units(step).succeed(results);
                state.running -= results.count();
                stopIfIdle(step);
            }
            case Event.Measured _ -> {}
            case Event.AttemptFailed failed -> failed(failed.step(), failed.unit());
            case Event.RetryPlanned(var step, var unit, var notBefore) -> {
                state.waiting++;
                if (unit >= 0) state.units(step).delay(unit, notBefore);
                else state.step(step, StepMove.DELAY, new StepState.Retrying(tries(step), notBefore));
            }
            case Event.RetryDue(var step, var unit) -> {
                state.waiting--;
                if (unit >= 0) state.units(step).wake(unit);
                else state.step(step, StepMove.WAKE, new StepState.Queued(tries(step)));
            }
            case Event.GaveUp(var step, var unit, var failure) -> {
                if (unit >= 0) state.units(step).giveUp(unit, failure);
                else stepFailed(step, failure);
            }
            case Event.AttemptsStopped(var step, var units) -> stopped(step, units);
            case Event.AttemptsLost(var step, var units) -> lost(step, units);
            case Event.AttemptsUndecided(var step, var units) -> doubted(step, units);
            case Event.Decided(var step, var unit, var verdict) -> decided(step, unit, verdict);
            case Event.StepKept kept -> kept(kept);
            case Event.ListKept(var step, var made, _) -> {
                state.step(step, StepMove.SUCCEED, new StepState.Succeeded(Tries.NONE, made));
                state.units(step).forget();
                settled(step);
            }
            case Event.StepFailed(var step, var failure) -> {
                var units = state.units(step);
                state.waiting -= units.delayed();
                state.undecided -= units.undecided().length;
                if (units.open() > 0) units.cancel();
                stepFailed(step, failure);
            }
        }
    }

    private Tries tries(int step) {
        return state.steps[step].tries();
    }

    private void queued(int step, int units) {
        if (units >= 0) {
            if (state.units[step] == null) state.units[step] = new Units(units);
            state.units(step).queue();
        }
        state.step(step, StepMove.QUEUE, new StepState.Queued(tries(step)));
    }

    private void started(Event.AttemptsStarted event) {
        var step = event.step();
        if (event.first() < 0) {
            state.running++;
            state.step(step, StepMove.START, new StepState.Running(tries(step).started()));
            return;
        }
        if (state.status(step) == Status.QUEUED) state.step(step, StepMove.START, new StepState.Running(Tries.NONE));
        state.units(step).start(event.first(), event.count(), event.number());
        state.running += event.count();
    }

    private void succeeded(int step, Made made) {
        state.running--;
        if (state.status(step) == Status.CANCELLING) {
            state.step(step, StepMove.STOP, new StepState.Cancelled(tries(step), made));
        } else {
            state.step(step, StepMove.SUCCEED, new StepState.Succeeded(tries(step), made));
            settled(step);
        }
    }

    private void failed(int step, int unit) {
        state.running--;
        if (unit >= 0) {
            state.units(step).failed(unit);
            if (state.units(step).status(unit) == Status.CANCELLING)
                state.units(step).stop(unit);
            stopIfIdle(step);
        } else if (state.status(step) == Status.CANCELLING) {
            state.step(step, StepMove.STOP, new StepState.Cancelled(tries(step).afterFailure(), null));
        } else {
            state.steps[step] = new StepState.Running(tries(step).afterFailure());
        }
    }

    private void stepFailed(int step, Failure failure) {
        state.step(step, StepMove.FAIL, new StepState.Failed(tries(step), failure));
        if (state.failure == null) state.failure = failure;
    }

    private void stopped(int step, Ranges units) {
        if (state.units[step] == null) {
            state.running--;
            state.step(step, StepMove.STOP, new StepState.Cancelled(tries(step), null));
        } else {
            state.running -= units.count();
            for (var unit : units.expanded()) state.units(step).stop(unit);
            stopIfIdle(step);
        }
    }

    private void lost(int step, Ranges units) {
        if (state.units[step] == null) {
            state.running--;
            state.step(step, StepMove.LOSE, new StepState.Queued(tries(step).afterLoss()));
        } else {
            state.running -= units.count();
            for (var unit : units.expanded()) state.units(step).lose(unit);
        }
    }

    private void doubted(int step, Ranges units) {
        if (state.units[step] == null) {
            state.running--;
            state.undecided++;
            state.step(step, StepMove.DOUBT, new StepState.Undecided(tries(step).afterLoss()));
        } else {
            state.running -= units.count();
            state.undecided += units.count();
            for (var unit : units.expanded()) state.units(step).doubt(unit);
        }
    }

    private void decided(int step, int unit, Verdict verdict) {
        state.undecided--;
        if (unit >= 0) {
            state.units(step).decide(unit, verdict);
            if (state.status(step) == Status.QUEUED)
                state.step(step, StepMove.START, new StepState.Running(Tries.NONE));
            return;
        }
        switch (verdict) {
            case Verdict.Done(var made) -> {
                state.step(step, StepMove.SETTLE, new StepState.Succeeded(tries(step), made));
                settled(step);
            }
            case Verdict.Retry _ -> state.step(step, StepMove.WAKE, new StepState.Queued(tries(step)));
            case Verdict.Fail(var failure) -> stepFailed(step, failure);
        }
    }

    private void kept(Event.StepKept kept) {
        var step = kept.step();
        var tries = kept.units() < 0 ? new Tries(kept.attempts(), 0, 0) : Tries.NONE;
        if (kept.units() >= 0) state.units[step] = Units.ended(kept.units(), kept.failed(), kept.attempts());
        state.step(step, StepMove.KEEP, new StepState.Succeeded(tries, kept.made()));
        settled(step);
    }

    /// A mapped step that was asked to stop has stopped with its last attempt.
    private void stopIfIdle(int step) {
        if (state.status(step) == Status.CANCELLING && state.units(step).inFlight() == 0)
            state.step(step, StepMove.STOP, new StepState.Cancelled(Tries.NONE, null));
    }

    private void cancel(String reason) {
        run(
                RunMove.ASK_CANCEL,
                state.status() == Status.CREATED || state.status() == Status.QUEUED
                        ? new RunPhase.Cancelled(reason)
                        : new RunPhase.Cancelling(reason));
        state.waiting = 0;
        state.undecided = 0;
        state.paused = null;
        state.codeMissing = null;
        for (var step = 0; step < state.steps.length; step++) {
            switch (state.status(step)) {
                case CREATED, QUEUED, WAITING -> {
                    state.step(step, StepMove.ASK_CANCEL, new StepState.Cancelled(tries(step), null));
                    if (state.units[step] != null) state.units(step).cancel();
                }
                case RUNNING -> {
                    state.step(step, StepMove.ASK_CANCEL, new StepState.Cancelling(tries(step)));
                    if (state.units[step] != null) {
                        state.units(step).cancel();
                        stopIfIdle(step);
                    }
                }
                case SUCCEEDED, CACHED, SKIPPED, FAILED, CANCELLING, CANCELLED, LOST -> {}
            }
        }
    }

    private void resume() {
        run(RunMove.RESUME, new RunPhase.Queued());
        state.failure = null;
        for (var step = 0; step < state.steps.length; step++) {
            switch (state.steps[step]) {
                case StepState.Failed _ -> again(step);
                case StepState.Cancelled(var tries, var kept)
                when kept != null -> {
                    state.step(step, StepMove.RESUME, new StepState.Created(tries.afresh()));
                    state.step(step, StepMove.REUSE, new StepState.Reused(tries, state.run, kept));
                    settled(step);
                }
                case StepState.Cancelled _ -> again(step);
                case StepState.Created _,
                        StepState.Queued _,
                        StepState.Running _,
                        StepState.Retrying _,
                        StepState.Undecided _,
                        StepState.Succeeded _,
                        StepState.Chosen _,
                        StepState.Reused _,
                        StepState.Skipped _,
                        StepState.Cancelling _ -> {}
            }
        }
        for (var watch = 0; watch < state.answers.length; watch++) {
            if (!(state.answers[watch] instanceof Answer.Broken)) continue;
            state.answers[watch] = null;
            state.looking++;
        }
        considerAll();
    }

    private void again(int step) {
        var tries = tries(step).afresh();
        var once = state.graph.isAtMostOnce(step);
        state.step(step, StepMove.RESUME, new StepState.Created(tries));
        if (state.units[step] != null) {
            state.units(step).resume(once);
            state.undecided += state.units(step).undecided().length;
        } else if (once && tries.number() > 0) {
            state.undecided++;
            state.step(step, StepMove.DOUBT, new StepState.Undecided(tries));
        }
    }

    private void answered(int watch, Answer answer) {
        state.answers[watch] = answer;
        state.looking--;
        if (answer instanceof Answer.Broken(var failure)) {
            if (state.failure == null) state.failure = failure;
            return;
        }
        for (var node : state.graph.asking(watch)) {
            if (!(state.graph.node(node) instanceof Node.Choice)) state.missing[node]--;
            consider(node);
        }
    }

    private void skipped(int step, String reason) {
        state.step(step, StepMove.SKIP, new StepState.Skipped(reason));
        for (var watch : state.graph.watched(step)) {
            state.answers[watch] = new Answer.Skipped();
            for (var node : state.graph.asking(watch)) consider(node);
        }
        for (var edge : state.graph.dependents(step)) {
            var node = Graph.target(edge);
            switch (Graph.kind(edge)) {
                case DATA -> {
                    if (state.skippedBy[node] == 0) state.skippedBy[node] = step + 1;
                }
                case AFTER -> state.missing[node]--;
                case BRANCH -> {}
            }
            consider(node);
        }
    }

    /// A node has its value.
    private void settled(int step) {
        state.looking += state.graph.watched(step).length;
        for (var edge : state.graph.dependents(step)) {
            var node = Graph.target(edge);
            if (Graph.kind(edge) != Graph.Edge.BRANCH) state.missing[node]--;
            consider(node);
        }
    }

    private void considerAll() {
        for (var node = 0; node < state.steps.length; node++) consider(node);
    }

    private void consider(int node) {
        if (!Readiness.of(state, node).isEmpty()) state.due.add(node);
    }
}
