package dev.towpath.engine.machine;

import dev.towpath.Digest;
import dev.towpath.Failure;
import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.engine.machine.Transitions.StepMove;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All that the rules know of a run. Only [Machine#apply] changes it; one thread at a time.
public final class RunState {
    final RunId run;
    final Graph graph;
    final StepState[] steps;
    final @Nullable Units[] units;
    final int[] missing;
    final int[] skippedBy;
    final @Nullable Answer[] answers;
    final Due due = new Due();
    final BitSet ready = new BitSet();
    RunPhase phase = new RunPhase.Created();
    boolean serial;
    int batch;
    int epoch;
    int open;
    int looking;
    int running;
    int waiting;
    int undecided;

    /// Why it is paused; null if it is not.
    @Nullable
    String paused;

    /// Why its code can not be loaded; null if it can, as far as is known.
    @Nullable
    String codeMissing;

    @Nullable
    Failure failure;

    /// A run before its submission.
    public RunState(RunId run, Graph graph) {
        this.run = run;
        this.graph = graph;
        steps = new StepState[graph.size()];
        Arrays.fill(steps, StepState.Created.NEW);
        units = new Units[graph.size()];
        missing = new int[graph.size()];
        for (var i = 0; i < missing.length; i++) missing[i] = graph.missing(i);
        skippedBy = new int[graph.size()];
        answers = new Answer[graph.watches()];
    }

    /// A step goes on to a state, if the table allows it.
    void step(int step, StepMove move, StepState next) {
        var old = steps[step];
        var to = Transitions.next(old.status(), move);
        if (to != next.status()) throw new IllegalStateException(move + " leads to " + to + ", not to " + next);
        steps[step] = next;
        open += (isOpen(to) ? 1 : 0) - (isOpen(old.status()) ? 1 : 0);
        updateReady(step);
    }

    private static boolean isOpen(Status status) {
        return switch (status) {
            case QUEUED, RUNNING, WAITING, CANCELLING -> true;
            case CREATED, SUCCEEDED, CACHED, SKIPPED, FAILED, CANCELLED, LOST -> false;
        };
    }

    void updateReady(int step) {
        var own = units[step];
        ready.set(
                step,
                switch (steps[step].status()) {
                    case QUEUED -> own == null || own.startable() >= 0;
                    case RUNNING -> own != null && own.startable() >= 0;
                    case CREATED, WAITING, SUCCEEDED, CACHED, SKIPPED, FAILED, CANCELLING, CANCELLED, LOST -> false;
                });
    }

    /// Whether a value is there and the fact about it is not known yet.
    boolean isAsked(int watch) {
        if (answers[watch] != null) return false;
        var node = graph.watch(watch).node();
        if (node < 0) return true;
        return switch (steps[node].status()) {
            case SUCCEEDED, CACHED -> true;
            case CREATED, QUEUED, RUNNING, WAITING, SKIPPED, FAILED, CANCELLING, CANCELLED, LOST -> false;
        };
    }

    /// The units of a mapped step that has been queued.
    Units units(int step) {
        var own = units[step];
        if (own == null) throw new IllegalStateException("step " + step + " has no units");
        return own;
    }

    /// Whether attempts may be started.
    boolean isActive() {
        return switch (phase) {
            case RunPhase.Queued _, RunPhase.Running _, RunPhase.Waiting _ -> true;
            case RunPhase.Created _,
                    RunPhase.Succeeded _,
                    RunPhase.Failed _,
                    RunPhase.Cancelling _,
                    RunPhase.Cancelled _ -> false;
        };
    }

    /// Whether nothing may be started although the run has not ended.
    public boolean isHeld() {
        return paused != null || codeMissing != null;
    }

    /// Whether it was paused.
    public boolean isPaused() {
        return paused != null;
    }

    String hold() {
        if (paused != null) return paused.isEmpty() ? "paused" : "paused: " + paused;
        return codeMissing == null ? "" : codeMissing;
    }

    /// The state of this run before the first event with other code: tell it [Message.Replace], or apply
    /// [Event.CodeReplaced].
    ///
    /// @param next of the other code's plan
    /// @throws IllegalStateException if the run has succeeded
    public RunState restarted(Graph next) {
        Transitions.next(status(), Transitions.RunMove.REPLACE);
        return new RunState(run, next);
    }

    /// What to tell the state that [#restarted] gives, as the next owner.
    public Message.Replace replacement(String owner, Event.Code code, Event.Code before, List<Event.StepKept> kept) {
        return new Message.Replace(owner, epoch + 1, serial, batch, code, before, kept);
    }

    /// How a step of this run, which has a value, is kept when the code is replaced.
    ///
    /// @param as its index in the other plan
    /// @param started in milliseconds since 1970
    /// @param ended in milliseconds since 1970
    public Event.StepKept kept(int step, int as, long started, long ended) {
        var made = made(step);
        if (made == null) throw new IllegalStateException("step " + step + " has no value: " + steps[step]);
        var own = units[step];
        var failed = own == null ? Ranges.NONE : Ranges.of(own.all(Status.FAILED));
        return new Event.StepKept(as, attempts(step), started, ended, made, unitCount(step), failed);
    }

    /// The steps that must not happen twice, have been started, and have not succeeded: with other code they would be
    /// started again, so somebody has to want that.
    public List<Integer> doubtful() {
        var found = new ArrayList<Integer>();
        for (var step = 0; step < steps.length; step++) {
            var own = units[step];
            var isOver = switch (steps[step].status()) {
                case SUCCEEDED, CACHED, SKIPPED -> true;
                case CREATED, QUEUED, RUNNING, WAITING, FAILED, CANCELLING, CANCELLED, LOST -> false;
            };
            if (!isOver
                    && graph.isAtMostOnce(step)
                    && (own == null ? steps[step].tries().number() : own.attempts()) > 0) found.add(step);
        }
        return found;
    }

    boolean isCancelling() {
        return phase instanceof RunPhase.Cancelling;
    }

    /// Whose run it is.
    public RunId run() {
        return run;
    }

    /// Its plan.
    public Graph graph() {
        return graph;
    }

    /// The public word.
    public Status status() {
        return phase.status();
    }

    /// Why it waits or is queued; empty otherwise.
    public String reason() {
        return switch (phase) {
            case RunPhase.Queued _ -> hold();
            case RunPhase.Waiting(var reason) -> isHeld() ? hold() : reason;
            case RunPhase.Cancelling(var reason) -> reason;
            case RunPhase.Cancelled(var reason) -> reason;
            case RunPhase.Created _, RunPhase.Running _, RunPhase.Succeeded _, RunPhase.Failed _ -> "";
        };
    }

    /// The result; null unless it succeeded with one.
    public @Nullable Made output() {
        return phase instanceof RunPhase.Succeeded(var output) ? output : null;
    }

    /// Why it failed; null unless it did.
    public @Nullable Failure failure() {
        return phase instanceof RunPhase.Failed(var why) ? why : null;
    }

    /// How many owners it has had.
    public int epoch() {
        return epoch;
    }

    /// Whether one attempt runs at a time, in the order of the plan.
    public boolean isSerial() {
        return serial;
    }

    /// How many units of an `each` go together; 0 if that is open.
    public int batch() {
        return batch;
    }

    /// Attempts, and runs that it has asked for, that have not ended.
    public int running() {
        return running;
    }

    /// The first step from an index on that has an attempt to start; -1 if there is none.
    public int nextReady(int from) {
        return isActive() && !isHeld() ? ready.nextSetBit(from) : -1;
    }

    /// The public word for a step.
    public Status status(int step) {
        return steps[step].status();
    }

    /// Tries of a step so far; for a mapped step the sum over its units.
    public int attempts(int step) {
        var own = units[step];
        return own == null ? steps[step].tries().number() : own.attempts();
    }

    /// How many units have each status; null for a step that is not mapped or has not been given its list.
    public @Nullable Map<Status, Integer> unitCounts(int step) {
        var own = units[step];
        return own == null ? null : own.byStatus();
    }

    /// How many units of a mapped step have not been started; 0 for other steps.
    public int unstarted(int step) {
        var own = units[step];
        return own == null ? 0 : own.with(Status.QUEUED);
    }

    /// The value that a step gave or took over; null if there is none, and for a choice.
    public @Nullable Made made(int step) {
        return switch (steps[step]) {
            case StepState.Succeeded(_, var made) -> made;
            case StepState.Reused(_, _, var made) -> made;
            case StepState.Created _,
                    StepState.Queued _,
                    StepState.Running _,
                    StepState.Retrying _,
                    StepState.Undecided _,
                    StepState.Chosen _,
                    StepState.Skipped _,
                    StepState.Failed _,
                    StepState.Cancelling _,
                    StepState.Cancelled _ -> null;
        };
    }

    /// The index of the branch that a choice has taken; -1 for the empty value.
    ///
    /// @throws IllegalStateException if the node is no choice or has not decided
    public int branch(int step) {
        if (steps[step] instanceof StepState.Chosen(var branch)) return branch;
        throw new IllegalStateException("node " + step + " has not chosen, it is " + steps[step].status());
    }

    /// Why a step failed; null if it has not.
    public @Nullable Failure failure(int step) {
        return steps[step] instanceof StepState.Failed(_, var why) ? why : null;
    }

    /// Why a step is skipped, or what has to be decided of it; empty otherwise.
    public String reason(int step) {
        if (steps[step] instanceof StepState.Skipped(var reason)) return reason;
        if (isUndecided(step, -1)) return Undecided.reason(this, step, Ranges.NONE);
        var unsure = undecided(step);
        return unsure.count() == 0 ? "" : Undecided.reason(this, step, unsure);
    }

    /// Whether somebody has to say what became of an attempt: it is gone, and may have happened.
    ///
    /// @param unit -1 for a step that is not mapped
    public boolean isUndecided(int step, int unit) {
        if (unit < 0) return steps[step] instanceof StepState.Undecided;
        var own = units[step];
        return own != null && unit < own.count() && own.isUndecided(unit);
    }

    /// The units of a mapped step of which somebody has to say what became of them.
    public Ranges undecided(int step) {
        var own = units[step];
        return own == null ? Ranges.NONE : Ranges.of(own.undecided());
    }

    /// How many units a mapped step has; -1 if it is not mapped or has not been given its list.
    public int unitCount(int step) {
        var own = units[step];
        return own == null ? -1 : own.count();
    }

    /// The public word for a unit.
    public Status unitStatus(int step, int unit) {
        return units(step).status(unit);
    }

    /// How often a unit was tried.
    public int unitTries(int step, int unit) {
        return units(step).tries(unit).number();
    }

    /// The value of a unit that has succeeded, if it is small and its step's list is not kept yet.
    public byte @Nullable [] unitValue(int step, int unit) {
        return units(step).value(unit);
    }

    /// The digest of the value of a unit that has succeeded, if it is not small and its step's list is not kept yet.
    public @Nullable Digest unitDigest(int step, int unit) {
        return units(step).digest(unit);
    }

    /// Everything, as text: equal texts, equal states.
    @Override
    public String toString() {
        return run + " " + phase + serial + batch + "/" + epoch + "/" + open + "/" + looking + "/" + running + "/"
                + waiting + "/" + undecided + "/" + paused + "/" + codeMissing + failure + "\n" + Arrays.toString(steps)
                + "\n" + Arrays.toString(units) + "\n"
                + Arrays.toString(missing) + Arrays.toString(skippedBy) + Arrays.toString(answers) + due + ready;
    }
}
