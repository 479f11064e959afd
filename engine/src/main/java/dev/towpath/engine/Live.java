package dev.towpath.engine;

import dev.towpath.Failure;
import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.engine.machine.Effect;
import dev.towpath.engine.machine.Event;
import dev.towpath.engine.machine.RunState;
import dev.towpath.plan.Node;
import dev.towpath.spi.Entry;
import dev.towpath.spi.RunRow;
import dev.towpath.spi.StepRow;
import dev.towpath.value.Elements;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A run that this engine executes, with what has been decided and is not yet on disk. Touched by the loop alone.
final class Live {
    /// The unit of another run that has asked for this run.
    record Parent(RunId run, int step, int unit) {}

    /// How far an attempt says that it is.
    record Progress(long done, long total) {}

    final RunState state;
    final KnownPlan plan;
    final Projection projection;
    final List<Event> events = new ArrayList<>();
    final List<Entry> entries = new ArrayList<>();
    final List<Effect> effects = new ArrayList<>();
    /// Lists of mapped steps, by the number of the watch that looked at them.
    final Map<Integer, Elements> lists = new HashMap<>();
    final Set<Integer> loading = new HashSet<>();
    final Map<Integer, List<Argument>> arguments = new HashMap<>();
    final Map<Integer, Pace> paces = new HashMap<>();
    final Map<Integer, Naming> names = new HashMap<>();
    final Map<Integer, Progress> progress = new HashMap<>();
    final Map<Long, RunId> children = new HashMap<>();
    /// Units of `expand` that wait until the list of calls is read.
    final List<Mail.AskChild> asks = new ArrayList<>();
    /// Null if the code can not be loaded: then nothing is started.
    @Nullable
    LoadedPlan code;

    @Nullable
    Parent parent;

    RunRow row;
    long seq;
    boolean isNew;

    Live(RunRow row, KnownPlan plan) {
        this.row = row;
        this.plan = plan;
        this.seq = row.seq();
        this.state = new RunState(row.id(), plan.graph());
        this.projection = new Projection(plan.graph().size());
    }

    RunId id() {
        return state.run();
    }

    Node node(int step) {
        return plan.graph().node(step);
    }

    /// Whether something is to be written.
    boolean isChanged() {
        return isNew || !events.isEmpty() || !entries.isEmpty();
    }

    /// The row as it is now.
    RunRow currentRow(String owner) {
        var made = state.output();
        return new RunRow(
                row.id(),
                row.pipeline(),
                state.status(),
                row.bundle(),
                row.plan(),
                row.input(),
                row.options(),
                row.priority(),
                row.key(),
                row.parent(),
                row.parentStep(),
                owner,
                state.epoch(),
                seq,
                row.created(),
                projection.runStarted(),
                ifEnded(state.status(), projection.runEnded()),
                made == null ? null : made.digest(),
                state.failure(),
                state.reason());
    }

    /// The row of a step as it is now.
    StepRow stepRow(int step) {
        var made = state.made(step);
        return new StepRow(
                id(),
                step,
                node(step).name(),
                state.status(step),
                state.attempts(step),
                unitCounts(step),
                projection.started(step),
                ifEnded(state.status(step), projection.ended(step)),
                made == null ? null : made.digest(),
                failure(step),
                stepReason(step));
    }

    /// When it ended; cancelling goes on for a while after it was asked for.
    private static @Nullable Instant ifEnded(Status status, @Nullable Instant ended) {
        return status.isTerminal() ? ended : null;
    }

    private @Nullable Map<Status, Integer> unitCounts(int step) {
        var counts = state.unitCounts(step);
        return counts != null || !plan.graph().isMapped(step) ? counts : Map.of();
    }

    private @Nullable Failure failure(int step) {
        var failure = state.failure(step);
        if (failure != null) return failure;
        return state.status(step).isTerminal() ? null : projection.lastFailure(step);
    }

    private String stepReason(int step) {
        var failure = projection.lastFailure(step);
        return state.status(step) == Status.WAITING && failure != null
                ? "waits before try " + (state.attempts(step) + 1) + " after: " + failure.message()
                : state.reason(step);
    }

    /// The run as people look at it.
    RunSnapshot snapshot() {
        var steps = new ArrayList<RunSnapshot.StepSnapshot>();
        for (var step = 0; step < plan.graph().size(); step++)
            if (state.status(step) != Status.CREATED) steps.add(stepSnapshot(step));
        var made = state.output();
        return new RunSnapshot(
                id(),
                state.status(),
                state.reason(),
                projection.runStarted(),
                ifEnded(state.status(), projection.runEnded()),
                made == null ? null : made.digest(),
                state.failure(),
                steps);
    }

    private RunSnapshot.StepSnapshot stepSnapshot(int step) {
        var row = stepRow(step);
        long done = 0;
        long total = 0;
        if (row.units() != null) {
            total = Math.max(0, state.unitCount(step));
            for (var count : row.units().entrySet()) if (count.getKey().isTerminal()) done += count.getValue();
        } else if (progress.get(step) instanceof Progress(var stepDone, var stepTotal)) {
            done = stepDone;
            total = stepTotal;
        }
        return new RunSnapshot.StepSnapshot(
                step,
                row.name(),
                row.status(),
                row.attempts(),
                row.units(),
                done,
                total,
                row.started(),
                row.ended(),
                row.output(),
                row.failure(),
                row.reason());
    }
}
