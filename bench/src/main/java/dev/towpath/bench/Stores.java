package dev.towpath.bench;

import dev.towpath.Pipeline;
import dev.towpath.embedded.Durability;
import dev.towpath.embedded.RunOptions;
import dev.towpath.embedded.StoreLocation;
import dev.towpath.embedded.Towpath;
import dev.towpath.embedded.TowpathOptions;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/// Where the runs of a measurement are kept, and what is on disk before a step that depends on another one starts.
///
/// @param address `sqlite`, or `postgresql://user@host:port/database`; a schema of its own is made there for each
/// folder
/// @param pipelined whether pure steps start at once
record Stores(String address, boolean pipelined) {
    static final String SQLITE = "sqlite";

    Stores {
        if (!address.equals(SQLITE) && !StoreLocation.isUrl(address))
            throw new IllegalArgumentException("--store is sqlite or postgresql://…, was " + address);
    }

    private boolean isDatabase() {
        return !address.equals(SQLITE);
    }

    /// What the printed line says.
    String name() {
        return isDatabase() ? "postgresql" : SQLITE;
    }

    /// What is on disk when a step is followed by the next one.
    String durability() {
        var facts = pipelined ? "pipelined: pure steps wait for nothing, what the outside sees for " : "strict: ";
        return facts + (isDatabase() ? server() : "WAL with synchronous FULL") + ", facts and value of each step";
    }

    /// How a server commits, as it says itself.
    private String server() {
        var url = "jdbc:postgresql://" + address.substring(address.indexOf('@') + 1);
        var user = address.substring(address.indexOf("//") + 2, address.indexOf('@'));
        try (var db = DriverManager.getConnection(url, user, "");
                var statement = db.createStatement();
                var rows =
                        statement.executeQuery("SELECT 'fsync ' || current_setting('fsync') || ', synchronous_commit '"
                                + " || current_setting('synchronous_commit')")) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException("the server at " + address + " does not say how it commits", e);
        }
    }

    /// @param folder of the store, or of the files beside the database
    Towpath open(Path folder, Pipeline<?, ?>... pipelines) {
        return Towpath.open(where(folder), TowpathOptions.DEFAULT, pipelines);
    }

    private StoreLocation where(Path folder) {
        if (!isDatabase()) return StoreLocation.folder(folder);
        var schema = folder.toAbsolutePath().toString().replaceAll("\\D", "");
        return StoreLocation.database(address + "?schema=bench_" + schema, folder);
    }

    RunOptions options() {
        return RunOptions.DEFAULT.durability(pipelined ? Durability.PIPELINED : Durability.STRICT);
    }
}
