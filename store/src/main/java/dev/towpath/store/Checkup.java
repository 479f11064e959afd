package dev.towpath.store;

import dev.towpath.RunId;
import dev.towpath.spi.RunRow;
import dev.towpath.spi.StepRow;
import dev.towpath.spi.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Looks over the store in a folder, also while processes execute runs in it. Nothing is changed but by [#mend].
public final class Checkup implements AutoCloseable {
    private static final int MOST = 100;

    private final Path file;
    private final SqliteFailure failure;
    private final Session db;
    private final Soundness soundness;
    private final FolderArtifacts artifacts;
    private final Blobs blobs;

    private Checkup(Path file, Session db, Path artifacts) {
        this.file = file;
        this.failure = new SqliteFailure(file, SqliteJournal.PATIENCE);
        this.db = db;
        this.soundness = new Soundness(db);
        this.artifacts = FolderArtifacts.reading(artifacts);
        this.blobs = new Blobs(artifacts.resolve("blobs"));
    }

    /// Opens a store that is there.
    ///
    /// @param artifacts the folder with the content of artifacts
    /// @throws StoreException `store-older`, `store-newer`, `store-corrupt`, `store-not-writable`
    public static Checkup of(Path database, Path artifacts) {
        try {
            var db = Session.reading(database, SqliteJournal.PATIENCE);
            try {
                Schema.SQLITE.check(db, database);
                return new Checkup(database, db, artifacts);
            } catch (SQLException | RuntimeException e) {
                db.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new SqliteFailure(database, SqliteJournal.PATIENCE).of(e);
        }
    }

    /// Something that is not as it must be.
    ///
    /// @param what is wrong
    /// @param where it is wrong, for people
    public record Finding(String what, String where) {}

    /// A history that does not fit its run.
    ///
    /// @param isWhole whether the events themselves are in order, so that all else can be made from them anew
    public record BrokenHistory(RunId run, String what, boolean isWhole) {}

    private interface Look<T> {
        T look() throws SQLException;
    }

    private <T> T look(Look<T> look) {
        try {
            return look.look();
        } catch (SQLException e) {
            throw failure.of(e);
        }
    }

    /// What the database finds wrong with its own file, and rows that refer to nothing.
    public List<Finding> database() {
        return look(() -> {
            var found = new ArrayList<>(soundness.damages(MOST));
            if (found.isEmpty()) found.addAll(soundness.strays(MOST));
            return found.stream()
                    .map(what -> new Finding(what, file.toString()))
                    .toList();
        });
    }

    /// Runs whose events are not numbered 1, 2, 3 … at least up to what the run's row says, or whose epochs go back.
    public List<BrokenHistory> histories() {
        return look(() -> soundness.histories(MOST).stream()
                .map(broken -> new BrokenHistory(broken.run(), broken.what(), broken.isWhole()))
                .toList());
    }

    /// How much is kept by digest, and what of it is missing or changed.
    ///
    /// @param looked how many blobs were looked at
    public record Contents(long looked, List<Finding> findings) {
        public Contents {
            findings = List.copyOf(findings);
        }
    }

    /// Looks for the content that artifacts, inputs and runs name. Only what was changed since it was kept is read.
    public Contents contents() {
        return look(() -> {
            var found = new ArrayList<Finding>();
            for (var run : soundness.lostPlans(MOST)) found.add(new Finding("the plan is missing", "run " + run));
            var looked = new long[1];
            soundness.blobs(named -> {
                looked[0]++;
                if (found.size() < MOST) look(named, found);
            });
            return new Contents(looked[0], found);
        });
    }

    private void look(Soundness.Named named, List<Finding> found) {
        try {
            switch (blobs.look(named.digest())) {
                case SOUND -> {}
                case MISSING ->
                    found.add(new Finding("content " + named.digest().brief() + " is missing", named.place()));
                case DOUBTFUL -> artifacts.verify(named.digest());
            }
        } catch (StoreException e) {
            found.add(new Finding(e.what(), named.place()));
        } catch (IOException e) {
            throw new UncheckedIOException("the content " + named.digest() + " can not be read", e);
        }
    }

    /// Writes the rows of a run and its steps anew. They must have been made from its whole history: if that has gone
    /// on meanwhile, or has not ended where the row says, nothing is written.
    ///
    /// @return whether they were written
    public boolean mend(RunRow run, List<StepRow> steps) {
        return look(() -> {
            try (var writer = Session.writing(file, SqliteJournal.PATIENCE)) {
                var done = new boolean[1];
                writer.transaction(session -> {
                    if (new Soundness(session).lastEvent(run.id()) != run.seq()) return;
                    new RunTable().update(session, List.of(run));
                    var table = new StepTable(StepTable.OF_RUN);
                    table.forget(session, List.of(run.id()));
                    table.replace(session, steps);
                    done[0] = true;
                });
                return done[0];
            }
        });
    }

    @Override
    public void close() {
        try {
            db.close();
            artifacts.close();
        } catch (SQLException e) {
            throw failure.of(e);
        }
    }
}
