package dev.towpath.store;

import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// A schema of its own on the server of the tests; it goes when this is closed.
///
/// @param url with that schema
record TestDatabase(PostgresUrl url) implements AutoCloseable {
    static final String PROPERTY = "towpath.test.postgres";
    private static final AtomicInteger COUNT = new AtomicInteger();

    /// A schema that is not there yet.
    static TestDatabase create() {
        var server = PostgresUrl.parse(System.getProperty(PROPERTY), Map.of());
        var name = "test \"%d\" %d".formatted(ProcessHandle.current().pid(), COUNT.incrementAndGet());
        return new TestDatabase(server.withSchema(name));
    }

    /// The same database for a role with a password.
    PostgresUrl as(String user, String password) {
        var own = url.toString();
        var at = own.indexOf('@');
        return PostgresUrl.parse("postgresql://" + user + ":" + password + own.substring(at), Map.of());
    }

    /// The same database through another port.
    PostgresUrl through(int port) {
        return PostgresUrl.parse(url.toString().replaceFirst(":\\d+/", ":" + port + "/"), Map.of());
    }

    int port() {
        return Integer.parseInt(url.jdbc().replaceFirst(".*:(\\d+)/.*", "$1"));
    }

    void execute(String statements) throws SQLException {
        try (var db = new Session(new PostgresLink(url).plain())) {
            db.script(statements);
        }
    }

    long number(String query) throws SQLException {
        try (var db = new Session(new PostgresLink(url).plain())) {
            return db.number(query);
        }
    }

    /// Ends connections of Towpath to this server as an administrator does, and as a restart does.
    long cutConnections() throws SQLException {
        return number("SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity"
                + " WHERE application_name = 'towpath' AND pid <> pg_backend_pid()");
    }

    @Override
    public void close() throws SQLException {
        execute("DROP SCHEMA IF EXISTS " + PostgresLink.name(url.schema()) + " CASCADE");
    }
}
