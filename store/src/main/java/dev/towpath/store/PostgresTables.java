package dev.towpath.store;

import dev.towpath.RunId;
import dev.towpath.spi.Conflict;
import dev.towpath.spi.KeyTaken;
import dev.towpath.spi.RunRow;
import dev.towpath.spi.StoreException;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Writes a commit into PostgreSQL's tables, a few statements however many rows it has, and finds out what was wrong
/// with
/// one that was refused.
final class PostgresTables {
    private final PostgresRunTable runs = new PostgresRunTable();
    private final PostgresStepTable steps = new PostgresStepTable();
    private final PostgresEventTable events = new PostgresEventTable();
    private final PostgresValueTable values = new PostgresValueTable();
    private final PostgresArtifactTable artifacts;
    private final PostgresInboxTable inbox = new PostgresInboxTable();

    PostgresTables(String schema) {
        this.artifacts = new PostgresArtifactTable(schema);
    }

    /// @throws SQLException one that [PostgresFailure#isContradiction], among others, for which [#refusal] has the
    /// reason
    void write(Session db, Batch batch) throws SQLException {
        var all = new PostgresScript();
        runs.insert(all, List.copyOf(batch.newRuns()));
        runs.update(all, List.copyOf(batch.changedRuns()));
        events.insert(all, batch.events());
        steps.forget(all, List.copyOf(batch.forgotten()));
        steps.replace(all, List.copyOf(batch.steps()));
        inbox.take(all, List.copyOf(batch.taken()));
        inbox.insert(all, batch.posts());
        values.insert(all, batch.values());
        artifacts.insert(all, batch.artifacts());
        all.execute(db);
    }

    /// Why a commit contradicts what is there; empty if it does so no longer.
    Optional<StoreException> refusal(Session db, Batch batch) throws SQLException {
        var made = refusedRun(db, batch.newRuns().stream().toList());
        if (made.isPresent()) return made;
        var unknown = unknownRun(db, batch);
        if (unknown.isPresent()) return unknown;
        var taken = events.taken(db, batch.events()).or(() -> twice(batch));
        if (taken.isPresent()) return taken.map(conflict -> conflict);
        return inbox.gone(db, List.copyOf(batch.taken())).map(conflict -> conflict);
    }

    private Optional<StoreException> refusedRun(Session db, List<RunRow> made) throws SQLException {
        var existing = runs.existing(db, made.stream().map(RunRow::id).toList());
        var keys = runs.takenKeys(
                db, made.stream().map(RunRow::key).filter(Objects::nonNull).toList());
        for (var run : made) {
            if (existing.contains(run.id().text())) return Optional.of(Conflict.runExists(run.id()));
            if (run.key() != null && !keys.add(run.key())) return Optional.of(new KeyTaken(run.key()));
        }
        return Optional.empty();
    }

    private Optional<StoreException> unknownRun(Session db, Batch batch) throws SQLException {
        var known = Stream.concat(batch.changedRuns().stream().map(RunRow::id), batch.knownRuns())
                .distinct()
                .toList();
        var existing = runs.existing(db, known);
        return known.stream()
                .filter(run -> !existing.contains(run.text()))
                .findFirst()
                .map(Conflict::noSuchRun);
    }

    private record Place(RunId run, long seq) {}

    private static Optional<Conflict> twice(Batch batch) {
        var places = new HashSet<Place>();
        return batch.events().stream()
                .filter(event -> !places.add(new Place(event.run(), event.seq())))
                .findFirst()
                .map(event -> Conflict.eventExists(event.run(), event.seq()));
    }
}
