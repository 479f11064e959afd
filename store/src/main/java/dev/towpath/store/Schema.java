package dev.towpath.store;

import dev.towpath.spi.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/// The tables' version: makes a new store, migrates a copy-protected older one, refuses a newer or a foreign one.
///
/// The version is SQLite's `user_version`, which costs one look into the first page; `application_id` tells our files
/// from others (docs/decisions/0006-plain-jdbc.md).
final class Schema {
    /// The letters `towp`.
    static final int APPLICATION_ID = 0x746f7770;

    /// The numbered files, never edited once released.
    static final Schema SQLITE = new Schema(List.of(
            new Migration(1, () -> resource("V1__runs.sql")), new Migration(2, () -> resource("V2__owners.sql"))));

    private final List<Migration> migrations;

    /// @param migrations the first leads to version 1, each next one a version further
    Schema(List<Migration> migrations) {
        this.migrations = List.copyOf(migrations);
    }

    private static String resource(String name) {
        try (var sql = Objects.requireNonNull(Schema.class.getResourceAsStream("sqlite/" + name), name)) {
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long newest() {
        return migrations.size();
    }

    /// Brings the store to the newest version.
    ///
    /// @throws StoreException `store-newer`, or `store-corrupt` for a file that is not ours
    void prepare(Session db, Path file) throws SQLException {
        var version = version(db, file);
        if (version == 0) format(db, file);
        else db.script("PRAGMA journal_mode = WAL;");
        if (version == newest()) return;
        if (version > 0) copy(db, file, version);
        db.transaction(session -> migrate(session, file));
    }

    /// Chooses what can be chosen only while the file is empty. A commit of a step touches some seven pages, and half
    /// their usual size makes it a tenth faster; commits of 1,000 rows do not care.
    private static void format(Session db, Path file) throws SQLException {
        // One sync at the end instead of four: there is nothing yet that could be lost.
        db.script("PRAGMA synchronous = OFF; PRAGMA page_size = 2048; PRAGMA journal_mode = WAL;");
        try {
            Disk.sync(file);
        } catch (IOException e) {
            throw Disk.failure("a new store can not be written", file, e);
        }
        db.script("PRAGMA synchronous = FULL;");
    }

    /// Checks that a store can be read as it is.
    ///
    /// @throws StoreException `store-newer`, `store-older`, `store-corrupt` for a file that is not ours, or
    ///     `store-missing` for one whose first process died before it made a store of it
    void check(Session db, Path file) throws SQLException {
        var version = version(db, file);
        if (version == 0) throw SqliteJournal.missing(file);
        if (version < newest()) throw older(file, version);
    }

    /// 0 for an empty file.
    private long version(Session db, Path file) throws SQLException {
        var version = db.number("PRAGMA user_version");
        if (db.number("PRAGMA application_id") != APPLICATION_ID) {
            if (version == 0 && db.number("SELECT count(*) FROM sqlite_schema") == 0) return 0;
            throw foreign(file);
        }
        if (version > newest()) throw newer(file, version);
        return version;
    }

    private void migrate(Session db, Path file) throws SQLException {
        // Again, now that nobody else can write: another process may have been faster.
        var version = version(db, file);
        for (var migration : migrations)
            if (migration.version() > version) db.script(migration.sql().get());
        db.script("PRAGMA application_id = %d; PRAGMA user_version = %d;".formatted(APPLICATION_ID, newest()));
        if (db.number("SELECT count(*) FROM pragma_foreign_key_check") > 0)
            throw new IllegalStateException("a migration of " + file + " left rows that refer to nothing");
    }

    /// A whole copy beside the store, synced before anything is changed.
    private static void copy(Session db, Path file, long version) throws SQLException {
        var copy = file.resolveSibling(file.getFileName() + ".v" + version + "-backup");
        var part = file.resolveSibling(copy.getFileName() + ".part");
        try {
            Files.deleteIfExists(part);
            var sql = db.sql("VACUUM INTO ?");
            sql.setString(1, part.toString());
            sql.executeUpdate();
            Disk.sync(part);
            Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Disk.syncFolder(Objects.requireNonNull(copy.toAbsolutePath().getParent()));
        } catch (IOException e) {
            throw Disk.failure("the copy of the store before its migration can not be written", copy, e);
        }
    }

    private StoreException newer(Path file, long version) {
        return new StoreException(
                "store-newer",
                "the store has version " + version + " and this program knows versions up to " + newest(),
                file.toString(),
                "Use the newer Towpath that wrote it, or another store folder (--store).",
                null);
    }

    private StoreException older(Path file, long version) {
        return new StoreException(
                "store-older",
                "the store has version " + version + " and this program reads version " + newest(),
                file.toString(),
                "Start a command that writes, such as `towpath run`: it keeps a copy and brings the store up to date.",
                null);
    }

    private static StoreException foreign(Path file) {
        return new StoreException(
                "store-corrupt",
                "the file is an SQLite database, but not one of Towpath's",
                file.toString(),
                "Move it away, or choose another store folder (--store).",
                null);
    }
}
