package dev.towpath.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.function.LongSupplier;

/// The unit of W2: how long one synced commit of one small row takes on this disk, now.
final class Commits {
    private Commits() {}

    static Bench.Session open(Path folder, int commits, LongSupplier nanos) throws IOException, SQLException {
        Files.createDirectories(folder);
        var db = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("commits.db"));
        try (var statement = db.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("CREATE TABLE fact (id INTEGER PRIMARY KEY, text TEXT NOT NULL)");
        }
        db.setAutoCommit(false);
        return new OneDatabase(db, commits, nanos);
    }

    private record OneDatabase(Connection db, int commits, LongSupplier nanos) implements Bench.Session {
        @Override
        public double run() throws SQLException {
            try (var insert = db.prepareStatement("INSERT INTO fact (text) VALUES (?)")) {
                var start = nanos.getAsLong();
                for (var i = 0; i < commits; i++) {
                    insert.setString(1, "fact " + i);
                    insert.executeUpdate();
                    db.commit();
                }
                return (nanos.getAsLong() - start) / 1e9;
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
