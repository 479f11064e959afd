package dev.towpath.engine.machine;

import dev.towpath.Failure;
import dev.towpath.RunId;
import dev.towpath.Status;
import org.jspecify.annotations.Nullable;

/// Where a step stands. What a mapped step knows about its units is in [Units]; its own tries are [Tries#NONE].
sealed interface StepState {
    /// The public word.
    Status status();

    /// How often it was tried.
    default Tries tries() {
        return Tries.NONE;
    }

    /// Known, and not yet due.
    record Created(Tries tries) implements StepState {
        static final Created NEW = new Created(Tries.NONE);

        @Override
        public Status status() {
            return Status.CREATED;
        }
    }

    /// Due, and waiting for a place.
    record Queued(Tries tries) implements StepState {
        @Override
        public Status status() {
            return Status.QUEUED;
        }
    }

    /// Being executed; a mapped step until its list is kept.
    record Running(Tries tries) implements StepState {
        @Override
        public Status status() {
            return Status.RUNNING;
        }
    }

    /// Waits before it is tried again.
    ///
    /// @param notBefore milliseconds since 1970
    record Retrying(Tries tries, long notBefore) implements StepState {
        @Override
        public Status status() {
            return Status.WAITING;
        }
    }

    /// Its attempt is gone and may have happened; it must not happen twice, so somebody has to decide.
    record Undecided(Tries tries) implements StepState {
        @Override
        public Status status() {
            return Status.WAITING;
        }
    }

    /// Has given a value.
    record Succeeded(Tries tries, Made made) implements StepState {
        @Override
        public Status status() {
            return Status.SUCCEEDED;
        }
    }

    /// A decision: the value is that of a branch.
    ///
    /// @param branch the index of the branch; -1 for the empty value
    record Chosen(int branch) implements StepState {
        @Override
        public Status status() {
            return Status.SUCCEEDED;
        }
    }

    /// Has the value of an earlier execution.
    ///
    /// @param origin the run that made it
    record Reused(Tries tries, RunId origin, Made made) implements StepState {
        @Override
        public Status status() {
            return Status.CACHED;
        }
    }

    /// Will not be executed.
    record Skipped(String reason) implements StepState {
        @Override
        public Status status() {
            return Status.SKIPPED;
        }
    }

    /// Has used up its tries.
    record Failed(Tries tries, Failure failure) implements StepState {
        @Override
        public Status status() {
            return Status.FAILED;
        }
    }

    /// Was asked to stop and has not yet stopped.
    record Cancelling(Tries tries) implements StepState {
        @Override
        public Status status() {
            return Status.CANCELLING;
        }
    }

    /// Was stopped.
    ///
    /// @param kept what the attempt gave all the same, while it was asked to stop; a resumed run takes it
    record Cancelled(Tries tries, @Nullable Made kept) implements StepState {
        @Override
        public Status status() {
            return Status.CANCELLED;
        }
    }
}
