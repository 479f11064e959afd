package dev.towpath.store;

import dev.towpath.spi.CommitUnknown;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// The one connection that writes, made again when it is lost. Used by one thread at a time.
final class PostgresWriter implements AutoCloseable {
    private static final int RACES = 20;

    private final PostgresLink link;
    private @Nullable Connection connection;
    private @Nullable Session session;

    /// @param connection the first one
    PostgresWriter(PostgresLink link, Connection connection) {
        this.link = link;
        this.connection = connection;
        this.session = new Session(connection);
    }

    /// Does all of the work or none of it, again where others were in the way or the connection was lost on the way:
    /// the
    /// work is done from its beginning then.
    ///
    /// @throws CommitUnknown if the connection was lost while the server committed
    void transaction(Session.Work work) throws SQLException {
        for (var races = 0; ; races++) {
            try {
                once(work);
                return;
            } catch (SQLException e) {
                var again =
                        PostgresFailure.isCut(e) && !PostgresFailure.isUnreachable(e) || PostgresFailure.isLostRace(e);
                if (!again || races == RACES) throw e;
            }
        }
    }

    private void once(Session.Work work) throws SQLException {
        var db = connected();
        try {
            work.on(db.session);
        } catch (SQLException | RuntimeException | Error e) {
            rollBack(db.connection, e);
            throw e;
        }
        commit(db.connection);
    }

    private void commit(Connection db) throws SQLException {
        try {
            db.commit();
        } catch (SQLException e) {
            rollBack(db, e);
            if (PostgresFailure.isCut(e))
                throw new CommitUnknown(
                        "the connection was lost before the server's answer to a commit",
                        link.url().toString(),
                        e);
            throw e;
        }
    }

    private void rollBack(Connection db, Throwable cause) {
        try {
            if (cause instanceof SQLException e && PostgresFailure.isCut(e)) close();
            else db.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
            forget();
        }
    }

    private record Open(Connection connection, Session session) {}

    private Open connected() throws SQLException {
        if (connection != null && session != null) return new Open(connection, session);
        var opened = link.patiently(link::writing);
        var statements = new Session(opened);
        connection = opened;
        session = statements;
        return new Open(opened, statements);
    }

    private void forget() {
        connection = null;
        session = null;
    }

    @Override
    public void close() throws SQLException {
        var open = session;
        forget();
        if (open != null) open.close();
    }
}
