package dev.towpath.embedded;

import dev.towpath.RunId;
import dev.towpath.TowpathException;
import dev.towpath.engine.Projections;
import dev.towpath.spi.Journal;
import dev.towpath.spi.RunQuery;
import dev.towpath.spi.RunRow;
import dev.towpath.spi.StoreException;
import dev.towpath.store.Backup;
import dev.towpath.store.Checkup;
import dev.towpath.store.NetworkDisk;
import dev.towpath.store.SqliteJournal;
import dev.towpath.store.StoreFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks a store folder over, mends what can be mended without a doubt, and copies its metadata; all of it also while
/// processes execute runs there.
public final class StoreCheck implements AutoCloseable {
    private static final int PAGE = 200;
    private static final int MOST = 100;
    private static final int TRIES = 3;

    private final StoreFolder folder;
    private final Checkup checkup;
    private final Journal journal;
    private final Projections projections;

    private StoreCheck(StoreFolder folder) {
        this.folder = folder;
        this.checkup = Checkup.of(folder.database(), folder.artifacts());
        try {
            this.journal = SqliteJournal.reading(folder.database());
        } catch (RuntimeException e) {
            checkup.close();
            throw e;
        }
        this.projections = new Projections(journal);
    }

    /// Opens a store that is there.
    ///
    /// @throws StoreException `store-missing`, `store-older`, `store-newer`, `store-corrupt`, `store-not-writable`
    public static StoreCheck of(Path path) {
        var folder = new StoreFolder(path);
        if (!folder.exists()) throw OpenStore.missing(folder.path());
        return new StoreCheck(folder);
    }

    /// Something that is not as it must be.
    ///
    /// @param what is wrong
    /// @param where it is wrong
    /// @param advice what to do
    public record Finding(String what, String where, String advice) {}

    /// How one part of the store stands.
    ///
    /// @param part one word or two, for people
    /// @param looked what was looked at
    /// @param findings empty if all is well
    public record Verdict(String part, String looked, List<Finding> findings) {
        public Verdict {
            findings = List.copyOf(findings);
        }
    }

    /// The kind of network file system that a folder is on, which needs not exist yet; empty for a disk of this
    /// machine.
    public static Optional<String> networkDisk(Path path) {
        return NetworkDisk.kind(path);
    }

    /// Looks at everything and changes nothing.
    public List<Verdict> look() {
        var database = database();
        // What is read from a damaged file says nothing.
        if (!database.findings().isEmpty()) return List.of(database);
        return List.of(database, histories(), rows(), content());
    }

    private Verdict database() {
        var found = checkup.database().stream()
                .map(finding -> new Finding(
                        finding.what(),
                        finding.where(),
                        "Put back a backup, or try `sqlite3 FILE .recover` into a new file."))
                .toList();
        return new Verdict("database", "whole, every row refers to one that is there", found);
    }

    private Verdict histories() {
        var found = checkup.histories().stream()
                .map(broken -> new Finding(
                        broken.what(),
                        "run " + broken.run(),
                        broken.isWhole()
                                ? "`towpath doctor --repair` makes the rows from the events anew."
                                : "Put back a backup; other runs are not concerned."))
                .toList();
        return new Verdict("histories", "events without gaps", found);
    }

    private Verdict rows() {
        var found = new ArrayList<Finding>();
        var looked = 0;
        for (@Nullable RunId before = null; ; ) {
            var page = journal.runs(new RunQuery(null, Set.of(), null, before, PAGE));
            if (page.isEmpty()) break;
            for (var run : page) {
                looked++;
                if (found.size() < MOST) rows(run.id()).ifPresent(found::add);
            }
            before = page.getLast().id();
        }
        return new Verdict("rows", count(looked, "run") + " as the events tell", found);
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private Optional<Finding> rows(RunId run) {
        try {
            return compared(run)
                    .filter(difference -> !difference.what().isEmpty())
                    .map(difference -> new Finding(
                            difference.what(),
                            "run " + run,
                            "`towpath doctor --repair` makes the rows from the events anew."));
        } catch (TowpathException e) {
            return Optional.of(new Finding(e.what(), "run " + run, e.hint()));
        } catch (IllegalStateException | IllegalArgumentException e) {
            return Optional.of(new Finding(
                    "its events contradict each other: " + e.getMessage(), "run " + run, "Put back a backup."));
        }
    }

    /// @param what is stored differently; empty if nothing is
    private record Compared(String what, Projections.Rows rows) {}

    /// Compares what is stored with what the history tells; empty if the run went on each time in between.
    private Optional<Compared> compared(RunId run) {
        for (var i = 0; i < TRIES; i++) {
            var told = projections.of(run);
            var row = row(run);
            var steps = journal.steps(run);
            if (journal.events(run, told.run().seq() + 1, 1).isEmpty())
                return Optional.of(new Compared(RowDifference.of(row, steps, told), told));
        }
        return Optional.empty();
    }

    private RunRow row(RunId run) {
        return journal.run(run)
                .orElseThrow(
                        () -> new NotFound("run-not-found", "there is no run " + run, run.text(), "It was deleted."));
    }

    private Verdict content() {
        var contents = checkup.contents();
        var found = contents.findings().stream()
                .map(finding -> new Finding(
                        finding.what(),
                        finding.where(),
                        "Put the folder " + folder.artifacts() + " back from a backup, or make it again with"
                                + " `towpath rerun`."))
                .toList();
        return new Verdict("content", count(contents.looked(), "blob") + ", there and unchanged", found);
    }

    /// Makes rows anew that are not what the events of their run tell. All else that can be wrong is left to people.
    ///
    /// @return what was done, a sentence each
    public List<String> repair() {
        var done = new ArrayList<String>();
        for (@Nullable RunId before = null; ; ) {
            var page = journal.runs(new RunQuery(null, Set.of(), null, before, PAGE));
            if (page.isEmpty()) return done;
            for (var run : page) repaired(run.id()).ifPresent(done::add);
            before = page.getLast().id();
        }
    }

    private Optional<String> repaired(RunId run) {
        try {
            var compared = compared(run);
            if (compared.isEmpty() || compared.get().what().isEmpty()) return Optional.empty();
            var rows = compared.get().rows();
            return checkup.mend(rows.run(), rows.begun())
                    ? Optional.of("made the rows of run " + run + " from its "
                            + rows.run().seq() + " events anew")
                    : Optional.empty();
        } catch (TowpathException | IllegalStateException | IllegalArgumentException e) {
            return Optional.empty(); // look() tells it
        }
    }

    /// Copies all metadata of one moment into a new file, which is synced before it gets its name. The content of
    /// artifacts is not in it: that is the folder [#artifacts].
    ///
    /// @return the size in bytes
    /// @throws StoreException `backup-exists`, `backup-no-folder`, `disk-full`
    public long backup(Path target) {
        return Backup.write(folder.database(), target);
    }

    /// The folder with the content of artifacts.
    public Path artifacts() {
        return folder.artifacts();
    }

    @Override
    public void close() {
        try {
            journal.close();
        } finally {
            checkup.close();
        }
    }
}
