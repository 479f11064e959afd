package dev.towpath.store;

import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/// A few connections for reading, opened when they are needed. Each statement sees all that was committed before it.
///
/// A native call keeps a virtual thread on its carrier, so more readers than this would only hold up others.
final class ReadPool implements AutoCloseable {
    private static final int SIZE = 4;

    interface Opener {
        Session open() throws SQLException;
    }

    interface Query<T> {
        T on(Session db) throws SQLException;
    }

    private final Opener opener;
    private final Semaphore permits = new Semaphore(SIZE, true);
    private final ConcurrentLinkedDeque<Session> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    ReadPool(Opener opener) {
        this.opener = opener;
    }

    <T> T read(Query<T> query) throws SQLException {
        permits.acquireUninterruptibly();
        try {
            if (closed) throw new IllegalStateException("the journal is closed");
            return readOn(query);
        } finally {
            permits.release();
        }
    }

    private <T> T readOn(Query<T> query) throws SQLException {
        var known = idle.pollFirst();
        var session = known == null ? opener.open() : known;
        var answered = false;
        try {
            var answer = query.on(session);
            answered = true;
            return answer;
        } finally {
            // One that failed may hold a half-read statement, which would keep old pages alive.
            if (answered) idle.addFirst(session);
            else session.close();
        }
    }

    /// Waits for the readers at work; those that come later are refused.
    @Override
    public void close() throws SQLException {
        permits.acquireUninterruptibly(SIZE);
        try {
            closed = true;
            for (var session = idle.pollFirst(); session != null; session = idle.pollFirst()) session.close();
        } finally {
            permits.release(SIZE);
        }
    }
}
