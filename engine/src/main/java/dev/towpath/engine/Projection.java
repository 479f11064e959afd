package dev.towpath.engine;

import dev.towpath.Failure;
import dev.towpath.engine.machine.Event;
import dev.towpath.engine.machine.Verdict;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What people read of a run and the rules do not need: when things started and ended, the last failure of each step,
/// and which rows are to be written.
final class Projection {
    private final long[] started;
    private final long[] ended;
    private final Map<Integer, Failure> lastFailures = new HashMap<>();
    private final BitSet changedSteps = new BitSet();
    private boolean changedRun;
    private long runStarted = NONE;
    private long runEnded = NONE;

    private static final long NONE = 0;

    Projection(int steps) {
        started = new long[steps];
        ended = new long[steps];
    }

    /// When the run was started although that is not in what is observed: it goes on with other code.
    void startedBefore(@Nullable Instant first) {
        if (first != null && runStarted == NONE) runStarted = first.toEpochMilli();
    }

    /// @param at in milliseconds since 1970
    void observe(Event event, long at) {
        switch (event) {
            case Event.OfStep ofStep -> ofStep(ofStep, at);
            case Event.RunStarted _ -> {
                if (runStarted == NONE) runStarted = at;
                changedRun = true;
            }
            case Event.RunSucceeded _, Event.RunFailed _, Event.RunCancelled _ -> end(at);
            case Event.CancelAsked _ -> {
                changedSteps.set(0, started.length);
                for (var step = 0; step < ended.length; step++) if (ended[step] == NONE) ended[step] = at;
                end(at);
            }
            case Event.Resumed _ -> {
                runEnded = NONE;
                lastFailures.clear();
                changedSteps.set(0, started.length);
                changedRun = true;
            }
            case Event.Looked _ -> {}
            case Event.CodeReplaced _ -> {
                changedSteps.set(0, started.length);
                changedRun = true;
            }
            case Event.Submitted _,
                    Event.Paused _,
                    Event.Unpaused _,
                    Event.Owned _,
                    Event.CodeMissing _,
                    Event.CodeFound _,
                    Event.RunWaiting _,
                    Event.RunWoken _ -> changedRun = true;
        }
    }

    private void end(long at) {
        runEnded = at;
        changedRun = true;
    }

    private void ofStep(Event.OfStep event, long at) {
        var step = event.step();
        changedSteps.set(step);
        switch (event) {
            case Event.AttemptsStarted _ -> {
                if (started[step] == NONE) started[step] = at;
                ended[step] = NONE;
            }
            case Event.StepSucceeded _,
                    Event.ListKept _,
                    Event.StepReused _,
                    Event.StepSkipped _,
                    Event.BranchChosen _ -> ended[step] = at;
            case Event.AttemptFailed failed -> lastFailures.put(step, failed.failure());
            case Event.GaveUp(_, var unit, var failure) -> {
                lastFailures.put(step, failure);
                if (unit < 0) ended[step] = at;
            }
            case Event.StepFailed(_, var failure) -> {
                lastFailures.put(step, failure);
                ended[step] = at;
            }
            case Event.AttemptsStopped _ -> ended[step] = at;
            case Event.StepKept kept -> {
                started[step] = kept.started();
                ended[step] = kept.ended();
            }
            case Event.Decided(_, var unit, var verdict) -> {
                if (verdict instanceof Verdict.Fail(var failure)) lastFailures.put(step, failure);
                if (unit < 0 && !(verdict instanceof Verdict.Retry)) ended[step] = at;
            }
            case Event.StepQueued _,
                    Event.UnitsSucceeded _,
                    Event.Measured _,
                    Event.RetryPlanned _,
                    Event.RetryDue _,
                    Event.AttemptsLost _,
                    Event.AttemptsUndecided _ -> {}
        }
    }

    /// The steps whose rows are out of date; forgotten by [#written].
    BitSet changedSteps() {
        return changedSteps;
    }

    boolean isRunChanged() {
        return changedRun;
    }

    void written() {
        changedSteps.clear();
        changedRun = false;
    }

    @Nullable
    Failure lastFailure(int step) {
        return lastFailures.get(step);
    }

    @Nullable
    Instant started(int step) {
        return instant(started[step]);
    }

    @Nullable
    Instant ended(int step) {
        return instant(ended[step]);
    }

    @Nullable
    Instant runStarted() {
        return instant(runStarted);
    }

    @Nullable
    Instant runEnded() {
        return instant(runEnded);
    }

    private static @Nullable Instant instant(long at) {
        return at == NONE ? null : Instant.ofEpochMilli(at);
    }
}
