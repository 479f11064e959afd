package dev.towpath.engine;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// The platform threads that steps compute on: at most one for each cpu slot, started when they are needed. A thread
/// that was given up no longer counts, and ends when its step returns.
final class AttemptThreads {
    private final int slots;
    // guarded by this
    private final ArrayDeque<Running> queue = new ArrayDeque<>();
    private int live;
    private int waiting;
    private int named;
    private boolean closed;

    AttemptThreads(int slots) {
        this.slots = slots;
    }

    /// Hands a task to a thread.
    synchronized void execute(Running task) {
        queue.add(task);
        help();
    }

    /// Sees to it that a thread comes for what waits.
    private void help() {
        if (queue.size() <= waiting) notifyAll();
        else if (live < slots) {
            live++;
            // The caller may be an attempt's thread: what it prints must not follow it here.
            var builder = Thread.ofPlatform().name("towpath-attempt-" + named++).daemon();
            builder.inheritInheritableThreadLocals(false).start(this::loop);
        }
    }

    /// The thread of a task is given up: another may take its place.
    synchronized void replace() {
        live--;
        if (!queue.isEmpty()) help();
    }

    private void loop() {
        for (var task = next(); task != null; task = next()) {
            task.run();
            if (task.isGivenUp()) return;
        }
    }

    private synchronized @Nullable Running next() {
        waiting++;
        while (queue.isEmpty() && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                // From a thread that some step left behind; it means nothing here.
            }
        }
        waiting--;
        return queue.poll();
    }

    /// Lets the threads end when there is nothing left to do.
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
