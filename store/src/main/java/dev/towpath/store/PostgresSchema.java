package dev.towpath.store;

import dev.towpath.spi.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/// The version of the tables in PostgreSQL: makes a new store, migrates an older one, refuses a newer or a foreign one.
///
/// All is one transaction, so a migration that fails leaves the store as it was. There is no copy before it:
/// that is the business of whoever keeps the server.
final class PostgresSchema {
    /// The numbered files, never edited once released.
    static final PostgresSchema NEWEST = new PostgresSchema(List.of(new Migration(1, () -> resource("V1__runs.sql"))));

    private static final String VERSION_TABLE = "towpath_schema";
    private static final long LOCK = 0x746f7770_61746831L;

    private final List<Migration> migrations;

    /// @param migrations the first leads to version 1, each next one a version further
    PostgresSchema(List<Migration> migrations) {
        this.migrations = List.copyOf(migrations);
    }

    private static String resource(String name) {
        try (var sql = Objects.requireNonNull(PostgresSchema.class.getResourceAsStream("postgres/" + name), name)) {
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int newest() {
        return migrations.size();
    }

    /// Brings the store to the newest version, on a connection whose transactions are ended here.
    ///
    /// @throws StoreException `store-newer`, or `store-corrupt` for tables that are not ours
    void prepare(Connection db, PostgresUrl url) throws SQLException {
        try {
            if (version(db, url) < newest()) {
                db.rollback();
                migrate(db, url);
            }
            db.commit();
        } catch (SQLException | RuntimeException | Error e) {
            rollBack(db, e);
            throw e;
        }
    }

    private static void rollBack(Connection db, Throwable cause) {
        try {
            db.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private void migrate(Connection db, PostgresUrl url) throws SQLException {
        number(db, "SELECT 1 FROM (SELECT pg_advisory_xact_lock(" + LOCK + ")) AS locked");
        // Again, now that nobody else is at it: another process may have been faster.
        var version = version(db, url);
        if (version == newest()) return;
        requireUtf8(db, url);
        if (version == 0) begin(db, url);
        for (var migration : migrations)
            if (migration.version() > version) script(db, migration.sql().get());
        script(db, "UPDATE " + VERSION_TABLE + " SET version = " + newest());
    }

    private static void begin(Connection db, PostgresUrl url) throws SQLException {
        if (!exists(db, url.schema())) script(db, "CREATE SCHEMA " + PostgresLink.name(url.schema()));
        script(db, "CREATE TABLE " + VERSION_TABLE + " (version integer NOT NULL)");
        script(db, "INSERT INTO " + VERSION_TABLE + " VALUES (0)");
    }

    /// Checks that a store can be read as it is.
    ///
    /// @throws StoreException `store-missing`, `store-newer`, `store-older`, or `store-corrupt` for tables
    ///     that are not ours
    void check(Connection db, PostgresUrl url) throws SQLException {
        var version = version(db, url);
        if (version == 0) throw missing(url);
        if (version < newest()) throw older(url, version);
    }

    /// 0 if there is nothing yet.
    private int version(Connection db, PostgresUrl url) throws SQLException {
        if (!hasVersion(db, url)) return 0;
        var version = number(db, "SELECT max(version) FROM " + VERSION_TABLE);
        if (version > newest()) throw newer(url, version);
        return version;
    }

    /// Looks once, because each statement sees what others have committed by then.
    private static boolean hasVersion(Connection db, PostgresUrl url) throws SQLException {
        try (var sql = db.prepareStatement("SELECT count(*), count(*) FILTER (WHERE tablename = ?)"
                + " FROM pg_catalog.pg_tables WHERE schemaname = ?")) {
            sql.setString(1, VERSION_TABLE);
            sql.setString(2, url.schema());
            try (var rows = sql.executeQuery()) {
                rows.next();
                if (rows.getInt(1) > 0 && rows.getInt(2) == 0) throw foreign(url);
                return rows.getInt(2) > 0;
            }
        }
    }

    private static boolean exists(Connection db, String schema) throws SQLException {
        try (var sql = db.prepareStatement("SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = ?")) {
            sql.setString(1, schema);
            try (var rows = sql.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void requireUtf8(Connection db, PostgresUrl url) throws SQLException {
        if (number(db, "SELECT count(*) FROM pg_settings WHERE name = 'server_encoding' AND setting = 'UTF8'") == 0)
            throw new StoreException(
                    "store-failed",
                    "the database does not keep its texts in UTF-8",
                    url.toString(),
                    "Make one that does: `createdb --encoding=UTF8 --template=template0 NAME`.",
                    null);
    }

    private static int number(Connection db, String query) throws SQLException {
        try (var statement = db.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }

    private static void script(Connection db, String statements) throws SQLException {
        try (var statement = db.createStatement()) {
            statement.execute(statements);
        }
    }

    private static StoreException missing(PostgresUrl url) {
        return new StoreException(
                "store-missing",
                "there is no store in schema '" + url.schema() + "' of this database",
                url.toString(),
                "Run a pipeline first, or name another database or ?schema= with --store or TOWPATH_STORE.",
                null);
    }

    private StoreException newer(PostgresUrl url, int version) {
        return new StoreException(
                "store-newer",
                "the store has version " + version + " and this program knows versions up to " + newest(),
                url.toString(),
                "Use the newer Towpath that wrote it, or another ?schema= of the database.",
                null);
    }

    private StoreException older(PostgresUrl url, int version) {
        return new StoreException(
                "store-older",
                "the store has version " + version + " and this program reads version " + newest(),
                url.toString(),
                "Keep a copy (`pg_dump`), then start a command that writes, such as `towpath run`: it brings the store"
                        + " up to date.",
                null);
    }

    private static StoreException foreign(PostgresUrl url) {
        return new StoreException(
                "store-corrupt",
                "schema '" + url.schema() + "' has tables that are not Towpath's",
                url.toString(),
                "Name another schema in the URL: ?schema=NAME.",
                null);
    }
}
