package dev.towpath.testkit;

import dev.towpath.Failure;
import dev.towpath.Status;
import dev.towpath.engine.Settlement;
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
    private final Show<O> show;
    private final Stage stage;
    private final Played played;
    private final Codec codec;
    private final RunRow row;

    RunResult(Show<O> show, Stage stage, Played played, Codec codec) {
        this.show = show;
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

    /// Somebody resumes the run, which has failed or was cancelled: a new process goes on with what is missing.
    ///
    /// @param faults what goes wrong from now on; executions are counted anew
    /// @return how it went on; all that happened before is in there too
    /// @throws dev.towpath.engine.EngineException `nothing-to-resume`
    public RunResult<O> resume(Fault... faults) {
        show.check(List.of(faults));
        return goneOn(played.play().resumed(played.part(), List.of(faults)), faults);
    }

    /// Somebody who has looked into it says that an undecided attempt has not happened, and that it may be executed.
    ///
    /// @param unit -1 for a step that is not mapped
    /// @param faults what goes wrong from now on; executions are counted anew
    public RunResult<O> decideRetry(String step, int unit, Fault... faults) {
        show.check(List.of(faults));
        return decided(step, unit, new Settlement.Retry(), faults);
    }

    /// Somebody who has looked into it says that an undecided attempt has happened and gave this.
    ///
    /// @param unit -1 for a step that is not mapped
    /// @param value what the step would have given; for a mapped step what the unit would have
    public RunResult<O> decideDone(String step, int unit, Object value) {
        var encoded = step(step).encoded(value);
        return decided(step, unit, new Settlement.Done(encoded.bytes(), encoded.contents()));
    }

    /// Somebody says that an undecided attempt has failed.
    ///
    /// @param unit -1 for a step that is not mapped
    public RunResult<O> decideFail(String step, int unit) {
        return decided(step, unit, new Settlement.Fail("the test says so"));
    }

    private RunResult<O> decided(String step, int unit, Settlement settlement, Fault... faults) {
        return goneOn(played.play().decided(played.part(), step, unit, settlement, List.of(faults)), faults);
    }

    private RunResult<O> goneOn(Played more, Fault... faults) {
        var result = new RunResult<O>(show, stage, more, codec);
        result.assertHappened(List.of(faults));
        return result;
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
