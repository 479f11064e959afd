package dev.towpath.store;

import dev.towpath.spi.ArtifactQuery;
import dev.towpath.spi.ArtifactRow;
import dev.towpath.spi.Conflict;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Every statement on `artifact`, and nothing else.
final class ArtifactTable {
    private static final String INSERT = """
        INSERT INTO artifact (place, pipeline, step, name, version, created_ms, size, media_type, digest, file_name,
                              elements)
        SELECT 1 + coalesce((SELECT max(place) FROM artifact WHERE %s), run.no << 32), ?1, ?2, ?3,
               1 + coalesce((SELECT max(version) FROM artifact WHERE pipeline = ?1 AND step = ?2 AND name = ?3), 0),
               ?5, ?6, ?7, ?8, ?9, ?10
          FROM run WHERE id = ?4\
        """.formatted(RunTable.PLACES_OF_RUN);

    private static final String SELECT = """
        SELECT a.pipeline, step, name, version, run.id, a.created_ms, size, media_type, digest, file_name, elements
          FROM artifact AS a JOIN run ON run.no = \
        """;
    private static final String ORDER = " ORDER BY a.pipeline, step, name, version DESC LIMIT ?";
    private static final int NEWEST = -1;

    /// Where a row has its run.
    ///
    /// @param number the run's number in a row `a`
    /// @param sameRun holds for a row `b` of the run
    /// @param places narrows the rows to those of the run, for the database's planner; may be empty
    record Keys(String number, String sameRun, String places) {
        static final Keys SQLITE =
                new Keys("a.place >> 32", "b.place >> 32 = run.no", " AND " + RunTable.PLACES_OF_RUN);
    }

    private final Keys keys;

    ArtifactTable(Keys keys) {
        this.keys = keys;
    }

    /// Each gets the next version of its name.
    ///
    /// @throws Conflict for an artifact of a run that is not there
    void insert(Session db, List<ArtifactRow> artifacts) throws SQLException {
        if (artifacts.isEmpty()) return;
        var sql = db.sql(INSERT);
        for (var artifact : artifacts) {
            sql.setString(1, artifact.pipeline());
            sql.setString(2, artifact.step());
            sql.setString(3, artifact.name());
            Columns.set(sql, 4, artifact.run());
            Columns.set(sql, 5, artifact.created());
            sql.setLong(6, artifact.size());
            sql.setString(7, artifact.mediaType());
            Columns.set(sql, 8, artifact.digest());
            sql.setString(9, artifact.fileName());
            sql.setInt(10, artifact.elements());
            sql.addBatch();
        }
        var counts = sql.executeBatch();
        for (var i = 0; i < counts.length; i++)
            if (counts[i] == 0) throw Conflict.noSuchRun(artifacts.get(i).run());
    }

    List<ArtifactRow> matching(Session db, ArtifactQuery query) throws SQLException {
        var where = new ArrayList<String>();
        var given = new ArrayList<Object>();
        if (query.pipeline() != null) add(where, "a.pipeline = ?", given, query.pipeline());
        if (query.step() != null) add(where, "step = ?", given, query.step());
        if (query.name() != null) add(where, "name = ?", given, query.name());
        if (query.run() != null)
            add(where, "run.id = ?" + keys.places(), given, query.run().text());
        if (query.version() > 0) add(where, "version = ?", given, query.version());
        if (query.version() == NEWEST) where.add(newest(query));
        var sql = db.sql(
                SELECT + keys.number() + (where.isEmpty() ? "" : " WHERE " + String.join(" AND ", where)) + ORDER);
        for (var i = 0; i < given.size(); i++) sql.setObject(i + 1, given.get(i));
        sql.setInt(given.size() + 1, query.limit());
        return rows(sql);
    }

    /// The newest among those of the run, if one is asked for.
    private String newest(ArtifactQuery query) {
        var newest = "version = (SELECT b.version FROM artifact AS b"
                + " WHERE b.pipeline = a.pipeline AND b.step = a.step AND b.name = a.name";
        if (query.run() != null) {
            newest += " AND " + keys.sameRun();
        }
        return newest + " ORDER BY b.version DESC LIMIT 1)";
    }

    private static void add(List<String> where, String condition, List<Object> given, Object value) {
        where.add(condition);
        given.add(value);
    }

    private static List<ArtifactRow> rows(PreparedStatement sql) throws SQLException {
        try (var rows = sql.executeQuery()) {
            var artifacts = new ArrayList<ArtifactRow>();
            while (rows.next()) artifacts.add(row(rows));
            return List.copyOf(artifacts);
        }
    }

    private static ArtifactRow row(ResultSet row) throws SQLException {
        return new ArtifactRow(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getInt(4),
                Columns.run(row, 5),
                Columns.time(row, 6),
                row.getLong(7),
                row.getString(8),
                Columns.digest(row, 9),
                row.getString(10),
                row.getInt(11));
    }
}
