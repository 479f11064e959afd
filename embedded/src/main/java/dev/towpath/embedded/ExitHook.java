package dev.towpath.embedded;

import dev.towpath.RunId;
import dev.towpath.engine.LocalAttempts;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/// Notices when the code of a step ends the whole process, so that the run says why. An end that nobody of ours asked
/// for, such as by a signal, is left alone.
final class ExitHook implements AutoCloseable {
    private final Thread hook;
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean exiting;

    /// @param attempts whose code may do it
    /// @param called gets the run; the process ends when it returns
    ExitHook(LocalAttempts attempts, Consumer<RunId> called) {
        hook = Thread.ofPlatform()
                .name("towpath-exit")
                .inheritInheritableThreadLocals(false)
                .unstarted(() -> {
                    exiting = true;
                    try {
                        attempts.exitingRun().ifPresent(called);
                    } finally {
                        done.countDown();
                    }
                });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// While the process ends because a step asked for it, only the hook speaks: all others wait here for the end.
    void hold() throws InterruptedException {
        if (exiting) awaitHook();
    }

    @SuppressWarnings("ReferenceEquality") // a thread is no other
    private void awaitHook() throws InterruptedException {
        if (Thread.currentThread() != hook) done.await();
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) { // the process is ending already, and the hook may be about to start
            try {
                awaitHook();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
