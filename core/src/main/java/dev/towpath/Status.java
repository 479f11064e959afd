package dev.towpath;

/// The public words for where a run, a step, a unit or an attempt stands.
public enum Status {
    /// Known, and not yet due.
    CREATED,
    /// Due, and waiting for a place to run.
    QUEUED,
    /// Being executed.
    RUNNING,
    /// Waiting for a time, a person or an event, at no cost.
    WAITING,
    /// Ended well.
    SUCCEEDED,
    /// Not executed, because the same result was there.
    CACHED,
    /// Not executed, because its branch was not taken.
    SKIPPED,
    /// Ended badly, its tries used up.
    FAILED,
    /// Asked to stop, and not yet stopped.
    CANCELLING,
    /// Stopped because someone asked for it.
    CANCELLED,
    /// Its executor is gone.
    LOST;

    /// Whether nothing more happens unless someone asks for it.
    public boolean isTerminal() {
        return switch (this) {
            case SUCCEEDED, CACHED, SKIPPED, FAILED, CANCELLED, LOST -> true;
            case CREATED, QUEUED, RUNNING, WAITING, CANCELLING -> false;
        };
    }
}
