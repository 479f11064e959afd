package dev.towpath.store;

import java.sql.SQLException;

/// SQLite's driver and its native library, which take a large part of a cold start.
public final class NativeLibrary {
    private NativeLibrary() {}

    /// Loads both: to be called on another thread while this one does something else. What fails fails again when a
    /// store is opened, and is told then.
    public static void load() {
        try (var session = Session.memory()) {
            session.number("SELECT 1");
        } catch (SQLException | LinkageError e) {
            // see above
        }
    }
}
