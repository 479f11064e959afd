package dev.towpath.bench.peers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;

/// A database of a PostgreSQL server.
///
/// @param url for JDBC, without the user
record PostgresDatabase(String url) {
    static final String USER = "towpath";

    /// A new one beside this one.
    PostgresDatabase made(String name) throws SQLException {
        try (var db = connection();
                var statement = db.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return new PostgresDatabase(url.substring(0, url.lastIndexOf('/') + 1) + name);
    }

    void drop(String name) throws SQLException {
        try (var db = connection();
                var statement = db.createStatement()) {
            statement.execute("DROP DATABASE " + name + " WITH (FORCE)");
        }
    }

    Connection connection() throws SQLException {
        return DriverManager.getConnection(url, USER, "");
    }

    /// What a commit means on this server.
    String durability() {
        var settings = new ArrayList<String>();
        try (var db = connection();
                var statement = db.createStatement()) {
            for (var name : new String[] {"fsync", "synchronous_commit"}) {
                var rows = statement.executeQuery("SHOW " + name);
                rows.next();
                settings.add(name + " " + rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the server does not say how it commits", e);
        }
        return String.join(", ", settings);
    }
}
