package dev.towpath.embedded;

import dev.towpath.RunId;
import dev.towpath.Status;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/// A run that this process executes.
///
/// @param <O> what it gives
public final class Run<O> {
    /// Makes the Java value of a run that has succeeded.
    @FunctionalInterface
    interface Results<O> {
        O of(RunId run);
    }

    private final RunId id;
    private final Execution execution;
    private final Results<O> results;

    Run(RunId id, Execution execution, Results<O> results) {
        this.id = id;
        this.execution = execution;
        this.results = results;
    }

    /// Its name.
    public RunId id() {
        return id;
    }

    /// Waits for the end.
    ///
    /// @return what the pipeline gives
    /// @throws RunFailed with the reason
    /// @throws RunCancelled if somebody cancelled it
    /// @throws InterruptedException if this thread is told to stop waiting; the run goes on
    public O await() throws InterruptedException {
        execution.end(id);
        return results.of(id);
    }

    /// Waits for the end, but not for ever.
    ///
    /// @throws TimeoutException if the run has not ended by then; it goes on
    /// @throws RunFailed with the reason
    /// @throws RunCancelled if somebody cancelled it
    /// @throws InterruptedException if this thread is told to stop waiting; the run goes on
    public O await(Duration longest) throws InterruptedException, TimeoutException {
        execution.end(id, longest);
        return results.of(id);
    }

    /// How it stands at this moment.
    public RunView view() {
        return execution.view(id);
    }

    /// Where it stands at this moment.
    public Status status() {
        return execution.status(id);
    }

    /// Asks it to stop. Nothing happens if it has ended.
    public void cancel() {
        cancel("asked by the program");
    }

    /// Asks it to stop. Nothing happens if it has ended.
    ///
    /// @param reason who asks and why, for people; kept with the run
    public void cancel(String reason) {
        execution.cancel(id, reason);
    }

    @Override
    public String toString() {
        return "run " + id;
    }
}
