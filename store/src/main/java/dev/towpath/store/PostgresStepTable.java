package dev.towpath.store;

import dev.towpath.RunId;
import dev.towpath.spi.StepRow;
import java.util.List;

/// What is said about `step` in PostgreSQL's own way; the rest is in [StepTable].
final class PostgresStepTable {
    private static final String REPLACE = """
        INSERT INTO step (run, idx, name, status, attempts, units, started_ms, ended_ms, output, failure, reason)
        SELECT (SELECT no FROM run WHERE id = c.id), idx, name, status, attempts, units, started_ms, ended_ms, output,
               failure, reason
          FROM unnest(?::text[], ?::int[], ?::text[], ?::text[], ?::int[], ?::text[], ?::bigint[], ?::bigint[], ?::bytea[],
                      ?::text[], ?::text[])
               AS c (id, idx, name, status, attempts, units, started_ms, ended_ms, output, failure, reason)
            ON CONFLICT (run, idx) DO UPDATE
           SET name = excluded.name, status = excluded.status, attempts = excluded.attempts, units = excluded.units,
               started_ms = excluded.started_ms, ended_ms = excluded.ended_ms, output = excluded.output,
               failure = excluded.failure, reason = excluded.reason\
        """;

    /// For [StepTable].
    static final String OF_RUN = """
        SELECT idx, name, step.status, attempts, units, step.started_ms, step.ended_ms, step.output, step.failure,
               step.reason
          FROM run JOIN step ON step.run = run.no WHERE run.id = ? ORDER BY idx\
        """;

    private static final String FORGET =
            "DELETE FROM step WHERE run IN (SELECT no FROM run WHERE id = ANY (?::text[]))";

    void replace(PostgresScript to, List<StepRow> steps) {
        to.add(
                REPLACE,
                steps,
                rows -> rows.texts(step -> step.run().text())
                        .ints(StepRow::index)
                        .texts(StepRow::name)
                        .texts(step -> step.status().name())
                        .ints(StepRow::attempts)
                        .texts(step -> Columns.text(step.units()))
                        .times(StepRow::started)
                        .times(StepRow::ended)
                        .bytes(step -> Columns.bytesOrNull(step.output()))
                        .texts(step -> FailureJson.text(step.failure()))
                        .texts(StepRow::reason));
    }

    void forget(PostgresScript to, List<RunId> runs) {
        to.add(FORGET, runs, rows -> rows.texts(RunId::text));
    }
}
