package dev.towpath.embedded;

import dev.towpath.store.PostgresUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Where a store is. Its text is for people and never has a password.
public sealed interface StoreLocation {
    /// A folder with everything in it, for the processes of one machine.
    static StoreLocation folder(Path folder) {
        return new Folder(folder);
    }

    /// A PostgreSQL database, for the processes of many machines, and the folder for files that they share. The
    /// password
    /// may be left to the variables `TOWPATH_STORE_PASSWORD` and `PGPASSWORD`.
    ///
    /// @param url `postgresql://[user[:password]@]host[:port]/database[?schema=…&sslmode=…&lease=…]`
    /// @throws dev.towpath.spi.StoreException `store-url`
    static StoreLocation database(String url, Path artifacts) {
        return database(url, artifacts, System.getenv());
    }

    /// A PostgreSQL database, and the folder for files.
    ///
    /// @param env the variables that complete the URL
    /// @throws dev.towpath.spi.StoreException `store-url`
    static StoreLocation database(String url, Path artifacts, Map<String, String> env) {
        return new Database(PostgresUrl.parse(url, env), artifacts);
    }

    /// Whether a text is the URL of a database, rightly or not, and not the name of a folder.
    static boolean isUrl(String text) {
        return PostgresUrl.isOne(text);
    }

    /// Where files are: logs, artifacts, what steps work on.
    Path files();

    /// Whether there may be something to read; a folder that is not there has nothing.
    boolean mayExist();

    /// A folder.
    ///
    /// @param files the folder
    record Folder(Path files) implements StoreLocation {
        @Override
        public boolean mayExist() {
            return Files.isDirectory(files);
        }

        @Override
        public String toString() {
            return files.toString();
        }
    }

    /// A database, and a folder for files.
    ///
    /// @param url where the database is
    /// @param files the folder
    record Database(PostgresUrl url, Path files) implements StoreLocation {
        @Override
        public boolean mayExist() {
            return true;
        }

        @Override
        public String toString() {
            return url.toString();
        }
    }
}
