package dev.towpath.engine.machine;

import dev.towpath.Failure;
import dev.towpath.Status;
import org.jspecify.annotations.Nullable;

/// Where a run stands.
sealed interface RunPhase {
    /// The public word.
    Status status();

    /// Not yet submitted.
    record Created() implements RunPhase {
        @Override
        public Status status() {
            return Status.CREATED;
        }
    }

    /// On disk, and no attempt has started.
    ///
    record Queued() implements RunPhase {
        @Override
        public Status status() {
            return Status.QUEUED;
        }
    }

    /// Something is executed or can be.
    record Running() implements RunPhase {
        @Override
        public Status status() {
            return Status.RUNNING;
        }
    }

    /// Nothing can be executed before some time has come.
    record Waiting(String reason) implements RunPhase {
        @Override
        public Status status() {
            return Status.WAITING;
        }
    }

    /// Ended well.
    ///
    /// @param output null if the step that gives it was skipped
    record Succeeded(@Nullable Made output) implements RunPhase {
        @Override
        public Status status() {
            return Status.SUCCEEDED;
        }
    }

    /// Ended badly.
    record Failed(Failure failure) implements RunPhase {
        @Override
        public Status status() {
            return Status.FAILED;
        }
    }

    /// Asked to stop, and some attempt has not yet stopped.
    record Cancelling(String reason) implements RunPhase {
        @Override
        public Status status() {
            return Status.CANCELLING;
        }
    }

    /// Stopped.
    record Cancelled(String reason) implements RunPhase {
        @Override
        public Status status() {
            return Status.CANCELLED;
        }
    }
}
