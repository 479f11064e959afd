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
    // For those rows that do not break a rule of the tables, but say something that is not there.
    private static final String CONTRADICTION = "23000";

    private final PostgresRunTable runs = new PostgresRunTable();
    private final PostgresStepTable steps = new PostgresStepTable();
    private final PostgresEventTable events = new PostgresEventTable();
    private final PostgresValueTable values = new PostgresValueTable();
    private final PostgresArtifactTable artifacts;
    private final PostgresInboxTable inbox = new PostgresInboxTable();

    PostgresTables(String schema) {
        this.artifacts = new PostgresArtifactTable(schema);
    }

    /// @throws SQLException a contradiction, among others, for which [#refusal] has the reason
    void write(Session db, Batch batch) throws SQLException {
        runs.insert(db, List.copyOf(batch.newRuns()));
        if (!runs.update(db, List.copyOf(batch.changedRuns()))) throw contradiction("a run is not there");
        events.insert(db, batch.events());
        steps.forget(db, List.copyOf(batch.forgotten()));
        steps.replace(db, List.copyOf(batch.steps()));
        if (!inbox.take(db, List.copyOf(batch.taken()))) throw contradiction("a message is not there");
        inbox.insert(db, batch.posts());
        values.insert(db, batch.values());
        artifacts.insert(db, batch.artifacts());
    }

    private static SQLException contradiction(String what) {
        return new SQLException(what, CONTRADICTION);
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
