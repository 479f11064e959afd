package dev.towpath.engine;

import dev.towpath.RunId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tells listeners what was committed, on a thread of their own. What they are told is read from the journal, so that a
/// slow one costs no memory.
final class Followers implements AutoCloseable {
    private final History history;
    private final LinkedHashSet<RunId> news = new LinkedHashSet<>();
    private final List<Follower> followers = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private boolean closed;

    Followers(History history) {
        this.history = history;
        this.thread = Thread.ofPlatform().name("towpath-listeners").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// One listener and how far it was told.
    private static final class Follower {
        private final RunId run;
        private final Consumer<HistoryEvent> listener;
        private long next;
        private volatile boolean over;

        Follower(RunId run, long next, Consumer<HistoryEvent> listener) {
            this.run = run;
            this.next = next;
            this.listener = listener;
        }
    }

    AutoCloseable follow(RunId run, long fromSeq, Consumer<HistoryEvent> listener) {
        var follower = new Follower(run, fromSeq, listener);
        followers.add(follower);
        committed(run);
        return () -> {
            follower.over = true;
            followers.remove(follower);
        };
    }

    /// Something of a run is on disk.
    void committed(RunId run) {
        if (followers.isEmpty()) return;
        synchronized (news) {
            news.add(run);
            news.notifyAll();
        }
    }

    private void run() {
        try {
            for (var run = next(); run != null; run = next())
                for (var follower : followers) if (follower.run.equals(run)) tell(follower);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(Follower follower) {
        try {
            follower.next = history.follow(follower.run, follower.next, event -> {
                if (!follower.over) follower.listener.accept(event);
            });
        } catch (RuntimeException e) {
            // A listener that fails, or a store that can not be read, must not silence the other listeners.
            followers.remove(follower);
        }
    }

    private @Nullable RunId next() throws InterruptedException {
        synchronized (news) {
            while (news.isEmpty() && !closed) news.wait();
            return news.isEmpty() ? null : news.removeFirst();
        }
    }

    /// Tells what is still to be told, and stops.
    @Override
    public void close() {
        synchronized (news) {
            closed = true;
            news.notifyAll();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
