package dev.towpath.store;

import dev.towpath.Digest;
import dev.towpath.spi.ArtifactRow;
import java.util.List;

/// What is said about `artifact` in PostgreSQL's own way; the rest is in [ArtifactTable].
final class PostgresArtifactTable {
    // Versions have no gaps, so who gives the next one waits until whoever gave the last one has committed. In
    // the order of the numbers, which is the same for all.
    private static final String LOCK =
            "SELECT count(pg_advisory_xact_lock(k)) FROM (SELECT k FROM unnest(?::bigint[]) AS k ORDER BY k) AS sorted";

    private static final String INSERT = """
        INSERT INTO artifact (pipeline, step, name, version, run, created_ms, size, media_type, digest, file_name,
                              elements)
        SELECT c.pipeline, c.step, c.name,
               row_number() OVER (PARTITION BY c.pipeline, c.step, c.name ORDER BY c.nr)
                 + coalesce((SELECT max(a.version) FROM artifact AS a
                              WHERE a.pipeline = c.pipeline AND a.step = c.step AND a.name = c.name), 0),
               (SELECT no FROM run WHERE id = c.run), created_ms, size, media_type, digest, file_name, elements
          FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::bytea[],
                      ?::text[], ?::int[])
               WITH ORDINALITY AS c (pipeline, step, name, run, created_ms, size, media_type, digest, file_name, elements,
                                     nr)\
        """;

    /// For [ArtifactTable].
    static final ArtifactTable.Keys KEYS = new ArtifactTable.Keys("a.run", "b.run = run.no", "");

    private final String schema;

    /// @param schema where the table is, because locks belong to the whole database
    PostgresArtifactTable(String schema) {
        this.schema = schema;
    }

    /// Each gets the next version of its name. To be done last in a transaction: others wait for its end.
    void insert(PostgresScript to, List<ArtifactRow> artifacts) {
        lock(to, artifacts);
        to.add(
                INSERT,
                artifacts,
                rows -> rows.texts(ArtifactRow::pipeline)
                        .texts(ArtifactRow::step)
                        .texts(ArtifactRow::name)
                        .texts(artifact -> artifact.run().text())
                        .times(ArtifactRow::created)
                        .longs(ArtifactRow::size)
                        .texts(ArtifactRow::mediaType)
                        .bytes(artifact -> Columns.bytes(artifact.digest()))
                        .texts(ArtifactRow::fileName)
                        .ints(ArtifactRow::elements));
    }

    private void lock(PostgresScript to, List<ArtifactRow> artifacts) {
        var pipelines = artifacts.stream().map(ArtifactRow::pipeline).distinct().toList();
        to.add(LOCK, pipelines, rows -> rows.longs(this::number));
    }

    private long number(String pipeline) {
        return Long.parseUnsignedLong(Digest.of(schema + "\n" + pipeline).hex().substring(0, 16), 16);
    }
}
