package dev.towpath.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.function.LongSupplier;

/// The unit of W2: how long one synced commit of one small row takes on this disk, now.
final class Commits {
    private Commits() {}

    /// Seconds for so many commits, one after the other.
    static double run(Path folder, int commits, LongSupplier nanos) throws Exception {
        Files.createDirectories(folder);
        try (var db = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("commits.db"));
                var statement = db.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("CREATE TABLE fact (id INTEGER PRIMARY KEY, text TEXT NOT NULL)");
            db.setAutoCommit(false);
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
    }
}
