package dev.towpath.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/// A connection that hears what is told on a channel.
final class PostgresNotices {
    private final Connection connection;
    private final Session session;
    private final PGConnection notices;

    /// @param patience how long the server may take for an answer
    PostgresNotices(PostgresLink link, String channel, Duration patience) throws SQLException {
        connection = link.plain();
        session = new Session(connection);
        try {
            notices = connection.unwrap(PGConnection.class);
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(patience.toMillis()));
            session.script("LISTEN " + channel);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    Session session() {
        return session;
    }

    /// What was told since the last time; waits for it if there is nothing.
    List<String> await(Duration patience) throws SQLException {
        // A wait of nothing would be one without end.
        @Nullable PGNotification[] all = notices.getNotifications(Math.toIntExact(Math.max(1, patience.toMillis())));
        var texts = new ArrayList<String>();
        if (all != null) for (var one : all) if (one != null) texts.add(one.getParameter());
        return texts;
    }

    /// From any thread, also while another waits.
    void cut() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // It is of no use any more in any case.
        }
    }
}
