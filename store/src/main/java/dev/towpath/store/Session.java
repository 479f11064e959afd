package dev.towpath.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.BusyHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;
import org.sqlite.jdbc4.JDBC4Connection;

/// One connection and the statements prepared on it. Used by one thread at a time.
final class Session implements AutoCloseable {
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Session(Connection connection) {
        this.connection = connection;
    }

    /// A connection that writes; the file is made if it is not there.
    static Session writing(Path file, Duration patience) throws SQLException {
        var session = open(uri(file), patience, SQLiteOpenMode.READWRITE, SQLiteOpenMode.CREATE);
        BusyHandler.setHandler(session.connection, new Patient(patience));
        return session;
    }

    /// A connection that can only read.
    static Session reading(Path file, Duration patience) throws SQLException {
        return open(uri(file), patience, SQLiteOpenMode.READONLY);
    }

    /// A connection to a file that nobody writes to, which needs neither locks nor shared memory.
    static Session frozen(Path file, Duration patience) throws SQLException {
        return open(uri(file) + "?immutable=1", patience, SQLiteOpenMode.READONLY);
    }

    /// A connection to nothing that lasts.
    static Session memory() throws SQLException {
        return open(":memory:", Duration.ZERO, SQLiteOpenMode.READWRITE);
    }

    // A URI, because in a plain name the driver would take what follows a question mark as settings.
    private static String uri(Path file) {
        return "file:" + file.toUri().getRawPath();
    }

    // Not by DriverManager: its search for drivers is a large part of a cold start.
    private static Session open(String name, Duration patience, SQLiteOpenMode... modes) throws SQLException {
        var config = new SQLiteConfig();
        for (var mode : SQLiteOpenMode.values()) config.resetOpenMode(mode);
        for (var mode : modes) config.setOpenMode(mode);
        config.setOpenMode(SQLiteOpenMode.OPEN_URI);
        config.setBusyTimeout(Math.toIntExact(patience.toMillis()));
        return new Session(new JDBC4Connection("jdbc:sqlite:" + name, name, config.toProperties()));
    }

    /// The statement for this text, prepared once.
    PreparedStatement sql(String text) throws SQLException {
        var known = prepared.get(text);
        if (known != null) return known;
        var statement = connection.prepareStatement(text);
        prepared.put(text, statement);
        return statement;
    }

    /// Executes statements, each ended by a semicolon, that give no rows.
    void script(String statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(statements);
        }
    }

    /// The number that a statement gives.
    long number(String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /// Waits for the lock of another writer, and looks for it each millisecond. SQLite's own handler comes to look only
    /// each 100 ms, so that of eight processes that commit without a break one may get nothing for seconds.
    private static final class Patient extends BusyHandler {
        private static final long PAUSE_NANOS = 1_000_000;

        private final long looks;

        Patient(Duration patience) {
            looks = patience.toNanos() / PAUSE_NANOS;
        }

        @Override
        protected int callback(int before) {
            if (before >= looks) return 0;
            LockSupport.parkNanos(PAUSE_NANOS);
            return 1;
        }
    }

    /// Work of one transaction.
    interface Work {
        void on(Session session) throws SQLException;
    }

    /// Does all of the work or none of it. The lock to write is taken at once, so nothing is read that could change.
    void transaction(Work work) throws SQLException {
        try {
            sql("BEGIN IMMEDIATE").executeUpdate();
            work.on(this);
            sql("COMMIT").executeUpdate();
        } catch (SQLException | RuntimeException | Error e) {
            rollBack(e);
            throw e;
        }
    }

    private void rollBack(Throwable cause) {
        try {
            // The driver gives up a statement that failed, so all are prepared again.
            forgetStatements();
            // Without a transaction this is refused: it could not begin, or SQLite has rolled back by itself.
            script("ROLLBACK;");
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private void forgetStatements() throws SQLException {
        for (var statement : prepared.values()) statement.close();
        prepared.clear();
    }

    @Override
    public void close() throws SQLException {
        forgetStatements();
        connection.close();
    }
}
