package dev.towpath.engine;

import dev.towpath.RunId;

/// Executes tasks and reports each outcome exactly once. No method blocks.
public interface Attempts extends AutoCloseable {
    /// Starts a task; the caller has seen to it that there is a free place for it.
    void start(Task task);

    /// Interrupts every attempt of a run, gives those up that do not stop in the grace time, and reports each.
    void stop(RunId run);

    /// Interrupts what still runs, waits for the grace time and gives up the rest.
    @Override
    void close();
}
