package dev.towpath.store;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Tells others without waiting for the server. What waits to be told is told once, however often it was asked for.
final class PostgresPokes implements AutoCloseable {
    private static final int TRIES = 3;

    private final PostgresLink link;
    private final PostgresOwnerTable table;
    private final String channel;
    private final ExecutorService sender = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("towpath-pokes").factory());
    private final SequencedSet<String> waiting = new LinkedHashSet<>();
    private @Nullable Session session;
    private boolean closed;

    PostgresPokes(PostgresLink link, PostgresOwnerTable table, String channel) {
        this.link = link;
        this.table = table;
        this.channel = channel;
    }

    synchronized void tell(String text) {
        if (!closed && waiting.add(text)) sender.execute(this::send);
    }

    private synchronized @Nullable String next() {
        return waiting.isEmpty() ? null : waiting.removeFirst();
    }

    private void send() {
        var text = next();
        for (var tries = 0; text != null && tries < TRIES; tries++) {
            try {
                table.tell(session(), channel, text);
                return;
            } catch (SQLException e) {
                // Who can not be reached looks by itself when it can reach the server again.
                forget();
            }
        }
    }

    private Session session() throws SQLException {
        var known = session;
        if (known != null) return known;
        var made = new Session(link.plain());
        session = made;
        // What is told need not survive the server.
        made.script("SET synchronous_commit = off");
        return made;
    }

    private void forget() {
        var known = session;
        session = null;
        try {
            if (known != null) known.close();
        } catch (SQLException e) {
            // It was lost already.
        }
    }

    /// What waits is not told any more.
    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        waiting.clear();
        sender.execute(this::forget);
        sender.shutdown();
    }
}
