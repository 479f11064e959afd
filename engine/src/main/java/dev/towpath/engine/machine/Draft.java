package dev.towpath.engine.machine;

import dev.towpath.Status;
import java.util.ArrayList;
import java.util.List;

/// A decision that is being made.
final class Draft {
    private final List<Event> events = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();
    private final RunState state;
    private boolean started;

    Draft(RunState state) {
        this.state = state;
        this.started = state.status() != Status.QUEUED;
    }

    Draft event(Event event) {
        events.add(event);
        return this;
    }

    Draft effect(Effect effect) {
        effects.add(effect);
        return this;
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    /// The run starts with its first attempt, and goes on with its next one after a wait.
    Draft runs() {
        if (!started) event(new Event.RunStarted());
        else if (isEmpty() && state.status() == Status.WAITING) event(new Event.RunWoken());
        started = true;
        return this;
    }

    /// Everything that is asked about the value of a node.
    Draft looks(int node) {
        for (var watch : state.graph.watched(node)) effect(new Effect.Look(watch));
        return this;
    }

    /// When what waits of a step is to be tried again.
    Draft timers(int step) {
        if (state.steps[step] instanceof StepState.Retrying(_, var at)) effect(new Effect.Timer(step, -1, at));
        var units = state.units[step];
        if (units == null || units.delayed() == 0) return this;
        units.delays().forEach((unit, at) -> effect(new Effect.Timer(step, unit, at)));
        return this;
    }

    Decision done() {
        return events.isEmpty() && effects.isEmpty() ? Decision.NOTHING : new Decision(events, effects);
    }
}
