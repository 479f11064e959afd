package dev.towpath.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// The unit of W2: how long one synced commit of one small row takes on this disk, now.
final class Commits {
    private Commits() {}

    static Bench.Session open(Setup setup) throws IOException, SQLException {
        var db = DriverManager.getConnection(
                "jdbc:sqlite:" + Files.createDirectories(setup.folder()).resolve("commits.db"));
        try (var statement = db.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("CREATE TABLE fact (id INTEGER PRIMARY KEY, text TEXT NOT NULL)");
        }
        db.setAutoCommit(false);
        return new OneDatabase(db, setup);
    }

    private record OneDatabase(Connection db, Setup setup) implements Bench.Session {
        @Override
        public Measured run() throws SQLException {
            try (var insert = db.prepareStatement("INSERT INTO fact (text) VALUES (?)")) {
                var start = setup.nanos().getAsLong();
                for (var i = 0; i < setup.size(); i++) {
                    insert.setString(1, "fact " + i);
                    insert.executeUpdate();
                    db.commit();
                }
                return Measured.parts(setup.size(), setup.secondsSince(start));
            }
        }

        @Override
        public void close() {
            try {
                db.close();
            } catch (SQLException e) {
                throw new IllegalStateException("the database of the measurement does not close", e);
            }
        }
    }
}
