package dev.towpath.engine;

import dev.towpath.RunId;
import dev.towpath.spi.ArtifactStore;
import dev.towpath.spi.Journal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// Executes runs durably: what [#submit] has returned survives the loss of power, and a step that is recorded as
/// succeeded is not executed again. Safe for many threads. The journal and the store are the caller's to close, after
/// the engine.
public final class Engine implements AutoCloseable {
    /// What an engine is made of.
    ///
    /// @param halt called with an exit code when the engine can not go on and must not pretend to: 8 when its own
    ///     threads run out of memory or break. It should end the process at once
    public record Parts(
            Journal journal,
            ArtifactStore artifacts,
            CodeLoader code,
            AttemptsFactory attempts,
            InstantSource clock,
            IdSource ids,
            Halt halt) {}

    /// Ends the process.
    @FunctionalInterface
    public interface Halt {
        /// @param exitCode for the process
        /// @param cause what broke
        void now(int exitCode, Throwable cause);
    }

    /// Starts an engine with its threads. It takes up no run by itself.
    public Engine(Parts parts, EngineOptions options) {
        throw new UnsupportedOperationException("not written yet: " + parts + options);
    }

    /// Accepts a run. When this returns the run is on disk. The same key twice gives the same run.
    ///
    /// @throws dev.towpath.spi.StoreException if it could not be written; then there is no such run
    public RunId submit(Submission submission) {
        throw new UnsupportedOperationException("not written yet: " + submission);
    }

    /// Continues a run whose process died, that failed, or that was cancelled, from what is stored. On disk when this
    /// returns.
    ///
    /// @throws EngineException `run-not-found`; `nothing-to-resume` if it succeeded
    public void resume(RunId run) {
        throw new UnsupportedOperationException("not written yet: " + run);
    }

    /// Asks a run to stop. Nothing happens if it has ended or is not executed here. On disk when this returns.
    ///
    /// @param reason who asks and why, for people
    public void cancel(RunId run, String reason) {
        throw new UnsupportedOperationException("not written yet: " + run + reason);
    }

    /// Waits for the end of a run that this engine executes or that has ended.
    ///
    /// @throws EngineException `run-not-found`; `engine-closed` if the engine is closed first
    /// @throws dev.towpath.spi.StoreException if the journal failed
    public RunEnd await(RunId run) throws InterruptedException {
        throw new UnsupportedOperationException("not written yet: " + run);
    }

    /// Waits, but not for ever; the run goes on.
    public RunEnd await(RunId run, Duration longest) throws InterruptedException, TimeoutException {
        throw new UnsupportedOperationException("not written yet: " + run + longest);
    }

    /// A run that this engine executes; empty for all others, also soon after the end.
    public Optional<RunSnapshot> live(RunId run) {
        throw new UnsupportedOperationException("not written yet: " + run);
    }

    /// Calls a listener for each event of a run after it is on disk, in order, on a thread for listeners. A listener
    /// that is slow delays the others, never the run.
    ///
    /// @return ends it
    public AutoCloseable listen(RunId run, Consumer<HistoryEvent> listener) {
        throw new UnsupportedOperationException("not written yet: " + run + listener);
    }

    /// Stops: attempts are interrupted, and given up after the grace time; runs that have not ended can be resumed.
    @Override
    public void close() {
        throw new UnsupportedOperationException("not written yet");
    }
}
