package dev.towpath.cli;

/// Tells when the user wants to stop.
interface Interrupts {
    /// Nobody ever does.
    Interrupts NONE = (onInterrupt, onTerminate) -> () -> {};

    /// Calls one of these until the answer is closed.
    ///
    /// @param onInterrupt at Ctrl-C; the second one ends the process at once
    /// @param onTerminate when the system asks the process to end; it ends when this returns
    Watch watch(Runnable onInterrupt, Runnable onTerminate);

    /// An ongoing watch.
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
