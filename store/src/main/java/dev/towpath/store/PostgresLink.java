package dev.towpath.store;

import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.Driver;

/// Makes connections to one database.
///
/// @param url where it is
record PostgresLink(PostgresUrl url) {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int CONNECTS = 50;
    private static final int SILENCE = 24;

    // A table is small when its statements are prepared and large later; what is written is always found by an index.
    // A process that is stopped in the middle of a commit must not keep its locks for ever.
    private static final String WRITER = """
        SET search_path TO %s;
        SET jit = off;
        SET plan_cache_mode = force_generic_plan;
        SET enable_seqscan = off;
        SET enable_hashjoin = off;
        SET enable_mergejoin = off;
        SET idle_in_transaction_session_timeout = '15s';
        SET lock_timeout = '20s';
        SET tcp_keepalives_idle = 10;
        SET tcp_keepalives_interval = 5;
        SET tcp_keepalives_count = 4;
        SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'\
        """;

    private static final String READER = """
        SET search_path TO %s;
        SET jit = off;
        SET default_transaction_read_only = on\
        """;

    interface Opener {
        Connection open() throws SQLException;
    }

    /// The server may be starting again: it has ten seconds. One that says nothing at all has had as many each time.
    ///
    /// @throws SQLException one that [PostgresFailure#isUnreachable], or says why the server wants nobody
    Connection patiently(Opener opener) throws SQLException {
        for (var tries = 1; ; tries++) {
            try {
                return opener.open();
            } catch (SQLException e) {
                if (!PostgresFailure.isCut(e)) throw e;
                if (e.getCause() instanceof SocketTimeoutException) tries += SILENCE;
                if (tries >= CONNECTS) throw PostgresFailure.unreachable(e);
                LockSupport.parkNanos(PAUSE);
            }
        }
    }

    /// A connection that writes, with transactions that are ended by its user.
    Connection writing() throws SQLException {
        return opened(WRITER, "60", false);
    }

    /// A connection that reads.
    Connection reading() throws SQLException {
        return opened(READER, "60", true);
    }

    /// A connection for short statements of its own, which may wait for notifications as long as it likes.
    Connection plain() throws SQLException {
        return opened(WRITER, "0", true);
    }

    private Connection opened(String settings, String patience, boolean autoCommit) throws SQLException {
        var connection = open(patience);
        try (var statement = connection.createStatement()) {
            statement.execute(settings.formatted(name(url.schema())));
            connection.setAutoCommit(autoCommit);
            return connection;
        } catch (SQLException | RuntimeException | Error e) {
            connection.close();
            throw e;
        }
    }

    /// Not by DriverManager, whose search for drivers is long.
    private Connection open(String patience) throws SQLException {
        var properties = url.properties();
        properties.setProperty("ApplicationName", "towpath");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("loginTimeout", "15");
        properties.setProperty("socketTimeout", patience);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("prepareThreshold", "1");
        properties.setProperty("binaryTransferEnable", "BYTEA_ARRAY");
        var connection = new Driver().connect(url.jdbc(), properties);
        if (connection == null) throw new SQLException("the driver does not know " + url);
        return connection;
    }

    /// A name as it stands in a statement.
    static String name(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
