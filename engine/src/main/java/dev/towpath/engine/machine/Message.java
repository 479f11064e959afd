package dev.towpath.engine.machine;

import dev.towpath.Failure;
import dev.towpath.RunId;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What the world tells a run.
public sealed interface Message {
    /// It was submitted.
    ///
    /// @param owner the process that executes it; empty if it waits for somebody to take it
    /// @param serial one attempt at a time, in the order of the plan
    /// @param batch so many units of every `each` in one task; 0 to leave it open
    /// @param reuse what it takes from earlier runs; null to execute all of it
    record Submit(
            String owner,
            boolean serial,
            int batch,
            @Nullable Reuse reuse) implements Message {}

    /// What a new run takes from earlier ones instead of executing it.
    ///
    /// @param stored by node, each node once
    /// @param only the only node to execute, with what it needs; -1 to execute all that is not stored
    record Reuse(List<Stored> stored, int only) {
        public Reuse {
            stored = List.copyOf(stored);
        }
    }

    /// What an earlier run has stored.
    ///
    /// @param origin the run that made it
    record Stored(int step, RunId origin, Made made) {}

    /// A process has taken it: attempts of the one before are gone.
    ///
    /// @param interruptions how often an attempt may be lost before it is given up
    record TakeOver(String owner, int epoch, int interruptions) implements Message {}

    /// Its code can not be loaded.
    record MissCode(String reason) implements Message {}

    /// Its code can be loaded after all.
    record FindCode() implements Message {}

    /// It is time to decide what has become due; see [Machine#decide].
    record Proceed() implements Message {}

    /// There is a place for an attempt of this step.
    ///
    /// @param most units that may share it
    record Place(int step, int most) implements Message {}

    /// There will never be a place for an attempt of this step.
    record Refuse(int step, Failure failure) implements Message {}

    /// Units of a mapped step, or the runs that a step asked for, have given values.
    record UnitsDone(int step, int epoch, UnitResults results) implements Message {}

    /// An attempt has given the value of a step that is not mapped.
    record StepDone(int step, int epoch, int number, long started, long ended, Made made) implements Message {}

    /// What a successful attempt has measured.
    record Metrics(int step, int unit, int number, SortedMap<String, Double> metrics) implements Message {}

    /// An attempt has failed.
    record AttemptFailed(int step, int unit, int epoch, int number, long started, long ended, Cause cause)
            implements Message {}

    /// Why an attempt failed.
    ///
    /// @param kind decides whether it is tried again
    /// @param errors the class names of the exception and its superclasses
    /// @param chance from 0 to 1, for the jitter of the delay
    record Cause(Kind kind, List<String> errors, Failure failure, double chance) {
        public Cause {
            errors = List.copyOf(errors);
        }
    }

    /// What kind of failure it is.
    enum Kind {
        /// Tried again, unless the step says otherwise.
        APPLICATION,
        /// Tried again if the step names it.
        PROGRAMMING,
        /// Never tried again.
        BUSINESS
    }

    /// An attempt has stopped as it was asked to.
    record AttemptStopped(int step, int unit, int epoch, int number) implements Message {}

    /// The time of a retry has come.
    record TimerFired(int step, int unit) implements Message {}

    /// A fact about a value.
    record Looked(int watch, Answer answer) implements Message {}

    /// The list of a mapped step is kept.
    record Gathered(int step, Made made, int elements) implements Message {}

    /// The list of a mapped step can not be kept.
    record GatherFailed(int step, Failure failure) implements Message {}

    /// Someone wants it to stop.
    record Cancel(String reason) implements Message {}

    /// Someone wants it to go on after its end.
    record Resume() implements Message {}

    /// Someone wants that nothing more is started.
    record Pause(String reason) implements Message {}

    /// Someone wants it to go on after a pause.
    record Unpause(String reason) implements Message {}

    /// Someone says what became of an attempt that may have happened; see [RunState#isUndecided].
    ///
    /// @param unit -1 for a step that is not mapped
    record Decide(int step, int unit, Verdict verdict) implements Message {}

    /// Someone wants it to go on with other code. Told to the state that [RunState#restarted] gives.
    ///
    /// @param epoch one more than before
    /// @param serial as before
    /// @param batch as before
    /// @param kept what is not executed again, by the nodes of the new plan
    record Replace(
            String owner,
            int epoch,
            boolean serial,
            int batch,
            Event.Code code,
            Event.Code before,
            List<Event.StepKept> kept)
            implements Message {
        public Replace {
            kept = List.copyOf(kept);
        }
    }
}
