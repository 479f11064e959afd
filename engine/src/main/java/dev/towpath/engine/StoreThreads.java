package dev.towpath.engine;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Platform threads that do the store's work for attempts. Nobody interrupts them, so that a cancelled attempt can not
/// close a file or a connection under the store.
final class StoreThreads implements StepCalls.StoreWork, AutoCloseable {
    private static final int THREADS = 4;
    private static final int IDLE_SECONDS = 10;

    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            // Bounded by its callers: each of them waits for its one job.
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform()
                    .name("towpath-io-", 0)
                    .daemon()
                    .inheritInheritableThreadLocals(false)
                    .factory());

    StoreThreads() {
        pool.allowCoreThreadTimeOut(true);
    }

    /// Does a job and waits for it. An interrupt is kept for later.
    @Override
    public <T> T call(Callable<T> job) throws IOException {
        var task = new FutureTask<>(job);
        pool.execute(task);
        var interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private static IOException rethrown(@Nullable Throwable cause) {
        return switch (cause) {
            case IOException e -> e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case null, default -> new IOException(cause);
        };
    }

    /// Waits for the jobs that were begun.
    @Override
    public void close() {
        pool.close();
    }
}
