package dev.towpath.testkit;

import dev.towpath.Failure;
import dev.towpath.Status;
import dev.towpath.spi.RunRow;
import dev.towpath.testkit.Play.Played;
import dev.towpath.value.Codec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How a tested run ended, and what happened on the way. Every assertion that fails shows the history.
///
/// @param <O> what the pipeline gives
public final class RunResult<O> {
    private final Stage stage;
    private final Played played;
    private final Codec codec;
    private final RunRow row;

    RunResult(Stage stage, Played played, Codec codec) {
        this.stage = stage;
        this.played = played;
        this.codec = codec;
        this.row = played.journal().run(played.run()).orElseThrow();
    }

    /// How it ended; WAITING if nothing can go on before somebody decides something.
    public Status status() {
        return row.status();
    }

    /// Why it failed; null unless it did.
    public @Nullable Failure failure() {
        return row.failure();
    }

    /// Why it waits; empty if it does not.
    public String reason() {
        return row.reason();
    }

    /// What it gave.
    ///
    /// @throws AssertionError if it has not succeeded
    public O output() {
        assertSucceeded();
        @SuppressWarnings("unchecked") // the codec is that of the pipeline's output
        var output = (O) stage.decoded(played.journal(), row.output(), codec);
        return output;
    }

    /// The encoded output.
    @Nullable
    Object encoded() {
        return row.output();
    }

    /// The virtual time from its submission to its end, or to the moment when nothing could go on any more.
    public Duration elapsed() {
        var end = row.ended() == null ? played.end() : row.ended();
        return Duration.between(row.created(), end);
    }

    /// What happened, one line for each event, with what the test did.
    public String history() {
        return HistoryText.of(played);
    }

    /// A step of it.
    ///
    /// @param name in the plan; for a step of a run that another one has made, `expand/0/step`
    /// @throws IllegalArgumentException if there is no such step
    public StepResult step(String name) {
        return new StepResult(stage, played, name);
    }

    /// The steps and units whose code was called more than once, in the order of their first execution.
    public List<Repeat> executedTwice() {
        var byName = new LinkedHashMap<String, List<Execution>>();
        for (var execution : played.executions())
            if (execution.worked)
                byName.computeIfAbsent(execution.name(), _ -> new ArrayList<>()).add(execution);
        var repeats = new ArrayList<Repeat>();
        for (var all : byName.values()) {
            if (all.size() < 2) continue;
            var why =
                    all.subList(0, all.size() - 1).stream().map(one -> one.end).toList();
            repeats.add(new Repeat(all.getFirst().step, all.getFirst().unit, all.size(), why));
        }
        return repeats;
    }

    List<Execution> executions() {
        return played.executions();
    }

    /// Each fault has happened, or one of the same kind to the same step and unit.
    void assertHappened(List<Fault> faults) {
        for (var fault : played.left()) {
            var same = faults.stream()
                    .filter(other -> other.kind() == fault.kind() && other.isOf(fault.step(), fault.unit()));
            if (same.allMatch(played.left()::contains))
                throw error("it did not happen: " + fault + ". " + fault.step() + " was executed "
                        + Times.times(step(fault.step()).begun()) + ", its status is "
                        + step(fault.step()).status());
        }
    }

    /// It succeeded.
    public RunResult<O> assertSucceeded() {
        if (row.status() == Status.SUCCEEDED) return this;
        throw error("the run should have succeeded, it " + ending());
    }

    private String ending() {
        var failure = row.failure();
        if (failure != null) return "FAILED with " + failure.code() + ": " + failure.message() + place(failure);
        return "is " + row.status() + (row.reason().isEmpty() ? "" : ": " + row.reason());
    }

    private static String place(Failure failure) {
        return failure.at() == null ? "" : " [" + failure.at() + "]";
    }

    /// It failed with this code, for instance `step-failed`, `business-error`, `time-out`.
    public RunResult<O> assertFailed(String code) {
        var failure = row.failure();
        if (row.status() == Status.FAILED && failure != null && failure.code().equals(code)) return this;
        throw error("the run should have failed with " + code + ", it " + ending());
    }

    /// It was cancelled.
    public RunResult<O> assertCancelled() {
        if (row.status() == Status.CANCELLED) return this;
        throw error("the run should have been cancelled, it " + ending());
    }

    /// It waits for somebody's decision, because nobody can know whether an attempt of an
    /// [dev.towpath.Effect#AT_MOST_ONCE] step has happened.
    ///
    /// @param step that has to be decided
    public RunResult<O> assertUndecided(String step) {
        if (row.status() == Status.WAITING && step(step).isUndecided()) return this;
        throw error("the run should wait for a decision about " + step + ", it " + ending());
    }

    /// It gave this.
    public RunResult<O> assertOutput(O expected) {
        var output = output();
        if (Objects.deepEquals(output, expected)) return this;
        throw error("the output differs\n  expected: " + expected + "\n  was:      " + output);
    }

    /// No step's or unit's code was called more than once.
    public RunResult<O> assertExecutedOnce() {
        var repeats = executedTwice();
        if (repeats.isEmpty()) return this;
        var lines = String.join("\n  ", repeats.stream().map(Repeat::toString).toList());
        throw error("nothing should have been executed more than once\n  " + lines);
    }

    /// It took no longer than this in virtual time.
    public RunResult<O> assertElapsedAtMost(Duration longest) {
        if (elapsed().compareTo(longest) <= 0) return this;
        throw error("the run should have taken " + Times.text(longest) + " at most, it took " + Times.text(elapsed()));
    }

    private AssertionError error(String what) {
        return new AssertionError(what + "\n\n" + history());
    }

    /// The status and the history.
    @Override
    public String toString() {
        return row.status() + " after " + Times.text(elapsed()) + "\n" + history();
    }
}
