package dev.towpath.engine;

import dev.towpath.Failure;
import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.engine.machine.Effect;
import dev.towpath.engine.machine.Event;
import dev.towpath.engine.machine.Events;
import dev.towpath.engine.machine.RunState;
import dev.towpath.plan.Node;
import dev.towpath.spi.Entry;
import dev.towpath.spi.EventRow;
import dev.towpath.spi.InboxRow;
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
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A run that this engine executes, with what has been decided and is not yet on disk. Touched by the loop alone.
final class Live {
    /// The unit of another run that has asked for this run.
    ///
    /// @param epoch of that run when it asked: later its steps may be others
    record Parent(RunId run, int epoch, int step, int unit) {}

    /// How far an attempt says that it is.
    record Progress(long done, long total) {}

    final RunState state;
    final KnownPlan plan;
    final Projection projection;
    final List<Event> events = new ArrayList<>();
    final List<Entry> entries = new ArrayList<>();
    final List<Effect> effects = new ArrayList<>();
    /// What the shell does after the commit.
    final List<Runnable> jobs = new ArrayList<>();
    /// Those who have asked and are told after the commit.
    final List<Turn.Reply<?>> replies = new ArrayList<>();
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

    /// Whether its attempts start before what they follow from is on disk.
    final boolean pipelined;

    RunRow row;
    /// Who executes it.
    String owner;

    /// What was written to it before it was taken.
    List<InboxRow> letters = List.of();

    /// Whether that was written to a run that has ended since.
    boolean areLettersLate;

    /// Whether it was taken since the last commit.
    boolean isClaimed;
    /// Whether nobody knows yet if it is really ours: others may take it at the same time.
    boolean isDoubtful;
    long seq;
    boolean isNew;
    /// Why nothing of this is written any more: another process has the run. Set where commits are made.
    private volatile @Nullable RuntimeException fence;

    Live(RunRow row, KnownPlan plan) {
        this(row, plan, new RunState(row.id(), plan.graph()));
    }

    Live(RunRow row, KnownPlan plan, RunState state) {
        this.row = row;
        this.plan = plan;
        this.seq = row.seq();
        this.owner = row.owner();
        this.state = state;
        this.projection = new Projection(plan.graph().size());
        this.pipelined = Durability.in(row.options()) == Durability.PIPELINED;
    }

    RunId id() {
        return state.run();
    }

    /// The higher, the earlier its attempts start.
    int priority() {
        return row.priority();
    }

    Node node(int step) {
        return plan.graph().node(step);
    }

    /// Somebody is told something after the commit.
    <T> void reply(CompletableFuture<T> answer, T value) {
        replies.add(new Turn.Reply<>(answer, value));
    }

    /// Another process has the run.
    void fence(RuntimeException why) {
        fence = why;
    }

    boolean isFenced() {
        return fence != null;
    }

    @Nullable
    RuntimeException fence() {
        return fence;
    }

    /// Takes what has been decided since the last time; null if that is nothing.
    Turn.@Nullable Part part(String id, Instant now) {
        if (entries.isEmpty() && events.isEmpty() && effects.isEmpty() && jobs.isEmpty() && replies.isEmpty())
            return null;
        var after = new Turn.After(effects, jobs, replies);
        var first = events.isEmpty() ? 0 : seq + 1;
        var part = new Turn.Part(this, rows(id, now), first, state.epoch(), isClaimed, after);
        isDoubtful |= isClaimed;
        isClaimed = false;
        projection.written();
        isNew = false;
        forget();
        return part;
    }

    /// What has been decided since the last time does not happen.
    void forget() {
        events.clear();
        entries.clear();
        effects.clear();
        jobs.clear();
        replies.clear();
    }

    private List<Entry> rows(String id, Instant now) {
        var rows = new ArrayList<Entry>();
        var first = seq + 1;
        seq += events.size();
        if (isNew) rows.add(new Entry.NewRun(currentRow()));
        else if (projection.isRunChanged()) rows.add(new Entry.RunChanged(currentRow()));
        if (!events.isEmpty())
            rows.add(new Entry.Events(
                    new EventRow(id(), first, events.size(), state.epoch(), id, now, Events.pack(events))));
        rows.addAll(entries); // StepsForgotten among them comes before the rows of steps
        var steps = projection.changedSteps();
        for (var step = steps.nextSetBit(0); step >= 0; step = steps.nextSetBit(step + 1))
            if (!(node(step) instanceof Node.Choice)) rows.add(new Entry.StepChanged(stepRow(step)));
        return rows;
    }

    /// The row as it is now.
    RunRow currentRow() {
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
