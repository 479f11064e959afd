package dev.towpath.engine.machine;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/// What must hold of every history, told from its events alone: a step that has its value is not executed again, a
/// paused run starts nothing and does not end, and what must not happen twice is started again only if somebody said
/// so.
final class Guarantees {
    private record Attempt(int step, int unit) {}

    private final BitSet settled = new BitSet();
    private final Set<Attempt> startedOnce = new HashSet<>();
    private Graph graph = new Graph(new DraftPlan().plan(DraftPlan.input()));
    private boolean isPaused;
    private final Set<Class<?>> kinds = new HashSet<>();

    /// From now on the run is about this plan.
    void of(Graph plan) {
        graph = plan;
    }

    /// The kinds of events that were seen.
    Set<Class<?>> kinds() {
        return kinds;
    }

    void check(Event event) {
        kinds.add(event.getClass());
        if (isPaused) checkPaused(event);
        switch (event) {
            case Event.Paused _ -> isPaused = true;
            case Event.Unpaused _, Event.CancelAsked _ -> isPaused = false;
            case Event.CodeReplaced _ -> {
                isPaused = false;
                settled.clear();
                startedOnce.clear();
            }
            case Event.StepSucceeded done -> settled.set(done.step());
            case Event.StepReused reused -> settled.set(reused.step());
            case Event.StepKept kept -> settled.set(kept.step());
            case Event.ListKept kept -> settled.set(kept.step());
            case Event.Decided(var step, var unit, Verdict.Retry _) -> startedOnce.remove(new Attempt(step, unit));
            case Event.Decided(var step, var unit, Verdict.Done _) -> {
                if (unit < 0) settled.set(step);
            }
            case Event.AttemptsStarted started -> started(started);
            default -> {}
        }
    }

    private static void checkPaused(Event event) {
        switch (event) {
            case Event.RunSucceeded _, Event.RunFailed _, Event.RunStarted _, Event.RunWoken _ ->
                throw new AssertionError("a paused run goes on: " + event);
            case Event.AttemptsStarted(_, _, var count, _)
            when count > 0 -> throw new AssertionError("a paused run starts something: " + event);
            default -> {}
        }
    }

    private void started(Event.AttemptsStarted started) {
        var step = started.step();
        if (settled.get(step)) throw new AssertionError("step " + step + " is executed again: " + started);
        if (!graph.isAtMostOnce(step)) return;
        for (var unit = started.first(); unit < started.first() + started.count(); unit++)
            if (!startedOnce.add(new Attempt(step, unit)))
                throw new AssertionError("what must not happen twice is started again: " + started);
    }
}
