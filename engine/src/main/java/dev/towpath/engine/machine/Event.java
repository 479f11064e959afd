package dev.towpath.engine.machine;

import dev.towpath.Digest;
import dev.towpath.Failure;
import dev.towpath.RunId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Something that happened to a run: the only way in which its state changes. Times are milliseconds since 1970; a
/// unit is -1 for a step that is not mapped.
public sealed interface Event {
    /// An event of the run as a whole.
    sealed interface OfRun extends Event {}

    /// An event of one node.
    sealed interface OfStep extends Event {
        /// The index of the node in the plan.
        int step();
    }

    /// An event of attempts of one node.
    sealed interface OfAttempt extends OfStep {}

    /// The run is on disk.
    ///
    /// @param serial one attempt at a time, in the order of the plan
    /// @param batch so many units of every `each` in one task; 0 to leave it open
    record Submitted(boolean serial, int batch) implements OfRun {}

    /// A process has taken the run.
    ///
    /// @param epoch how many owners it has had, this one included
    record Owned(String owner, int epoch) implements OfRun {}

    /// Its code can not be loaded.
    record CodeMissing(String reason) implements OfRun {}

    /// Its code can be loaded after all.
    record CodeFound() implements OfRun {}

    /// Its first attempt starts.
    record RunStarted() implements OfRun {}

    /// Nothing can be executed before some time has come.
    record RunWaiting(String reason) implements OfRun {}

    /// Something can be executed again.
    record RunWoken() implements OfRun {}

    /// It ended well.
    ///
    /// @param output null if the step that gives it was skipped
    record RunSucceeded(@Nullable Made output) implements OfRun {}

    /// It ended badly.
    record RunFailed(Failure failure) implements OfRun {}

    /// Someone wants it to stop.
    record CancelAsked(String reason) implements OfRun {}

    /// It has stopped.
    record RunCancelled() implements OfRun {}

    /// Someone wants it to go on after its end.
    record Resumed() implements OfRun {}

    /// Someone wants that nothing more is started.
    record Paused(String reason) implements OfRun {}

    /// Someone wants it to go on after a pause.
    record Unpaused(String reason) implements OfRun {}

    /// It goes on with other code. The state starts over: what was before is history, and is about the nodes of the
    /// plan before. Always the first event of its commit.
    ///
    /// @param before what it was bound to so far
    record CodeReplaced(Code code, Code before, boolean serial, int batch) implements OfRun {}

    /// What a run is bound to.
    record Code(Digest bundle, Digest plan) {}

    /// A fact about a value.
    record Looked(int watch, Answer answer) implements OfRun {}

    /// Everything it waits for is there.
    ///
    /// @param units how many; -1 for a step that is not mapped
    record StepQueued(int step, int units) implements OfStep {}

    /// It will not be executed.
    record StepSkipped(int step, String reason) implements OfStep {}

    /// A decision was made.
    ///
    /// @param branch its index; -1 for the empty value
    record BranchChosen(int step, int branch) implements OfStep {}

    /// It takes a stored value.
    ///
    /// @param origin the run that made it
    record StepReused(int step, RunId origin, Made made) implements OfStep {}

    /// Attempts start.
    ///
    /// @param number of this try, the same for all of them
    record AttemptsStarted(int step, int first, int count, int number) implements OfAttempt {}

    /// An attempt gave the step's value.
    record StepSucceeded(int step, int number, long started, long ended, Made made) implements OfAttempt {}

    /// Attempts gave values.
    record UnitsSucceeded(int step, UnitResults results) implements OfAttempt {}

    /// What an attempt measured.
    record Measured(int step, int unit, int number, SortedMap<String, Double> metrics) implements OfAttempt {
        public Measured {
            metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
        }
    }

    /// An attempt failed. What follows from it is another event.
    record AttemptFailed(int step, int unit, int number, long started, long ended, Failure failure)
            implements OfAttempt {}

    /// A failed attempt will be followed by another one.
    record RetryPlanned(int step, int unit, long notBefore) implements OfAttempt {}

    /// The time for the next try has come.
    record RetryDue(int step, int unit) implements OfAttempt {}

    /// Tries are used up: the unit has failed, or the step if it is not mapped.
    record GaveUp(int step, int unit, Failure failure) implements OfAttempt {}

    /// Attempts have stopped as they were asked to.
    ///
    /// @param units empty for a step that is not mapped
    record AttemptsStopped(int step, Ranges units) implements OfAttempt {}

    /// Attempts are gone with the process that executed them, and will be started again.
    ///
    /// @param units empty for a step that is not mapped
    record AttemptsLost(int step, Ranges units) implements OfAttempt {}

    /// Attempts are gone with the process that executed them; they must not happen twice and nobody knows whether they
    /// have.
    ///
    /// @param units empty for a step that is not mapped
    record AttemptsUndecided(int step, Ranges units) implements OfAttempt {}

    /// Somebody has said what became of an attempt that may have happened.
    record Decided(int step, int unit, Verdict verdict) implements OfAttempt {}

    /// It keeps its value although the code of the run was replaced.
    ///
    /// @param attempts tries so far
    /// @param started in milliseconds since 1970
    /// @param ended in milliseconds since 1970
    /// @param units how many; -1 for a step that is not mapped
    /// @param failed the units that failed and were allowed to
    record StepKept(int step, int attempts, long started, long ended, Made made, int units, Ranges failed)
            implements OfStep {}

    /// The list of a mapped step is kept.
    ///
    /// @param elements its length
    record ListKept(int step, Made made, int elements) implements OfStep {}

    /// A mapped step has failed: more of its units than it allows, or its list can not be kept.
    record StepFailed(int step, Failure failure) implements OfStep {}
}
