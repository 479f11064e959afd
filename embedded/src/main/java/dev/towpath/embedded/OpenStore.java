package dev.towpath.embedded;

import dev.towpath.RunId;
import dev.towpath.engine.FileTrees;
import dev.towpath.spi.ArtifactStore;
import dev.towpath.spi.Journal;
import dev.towpath.spi.Owners;
import dev.towpath.spi.Owners.Owner;
import dev.towpath.spi.RunRow;
import dev.towpath.spi.StoreException;
import dev.towpath.store.FolderArtifacts;
import dev.towpath.store.MemoryArtifacts;
import dev.towpath.store.MemoryJournal;
import dev.towpath.store.SoloOwners;
import dev.towpath.store.SqliteJournal;
import dev.towpath.store.StoreFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A store with its parts open, and what closes them.
///
/// @param folder of the store
/// @param owners this process and the others that execute runs; null for one that only looks
/// @param living the processes that execute runs
/// @param alive whether this is the name of such a process
/// @param last what is done after journal and artifacts are closed
record OpenStore(
        Path folder,
        Journal journal,
        ArtifactStore artifacts,
        @Nullable Owners owners,
        Supplier<List<Owner>> living,
        Predicate<String> alive,
        Runnable last)
        implements AutoCloseable {
    /// A store in which this process executes runs.
    static OpenStore owned(StoreLocation where, Owner me) {
        return switch (where) {
            case StoreLocation.Folder(var path) -> owned(path, me);
            case StoreLocation.Database database -> DatabaseStore.owned(database, me);
        };
    }

    private static OpenStore owned(Path path, Owner me) {
        var folder = new StoreFolder(path);
        var owners = folder.own(me);
        try {
            var journal = SqliteJournal.open(folder.database());
            try {
                clearWork(folder.runs(), journal, owners);
                var artifacts = FolderArtifacts.open(folder.artifacts(), owners);
                return new OpenStore(
                        folder.path(), journal, artifacts, owners, owners::living, owners::isAlive, owners::close);
            } catch (RuntimeException e) {
                journal.close();
                throw e;
            }
        } catch (RuntimeException e) {
            owners.close();
            throw e;
        }
    }

    /// What attempts left behind when their process died. A run without a row is one that starts just now, or one of
    /// another store beside the same artifacts.
    static void clearWork(Path runs, Journal journal, Owners owners) {
        try (var found = Files.list(runs)) {
            for (var run : found.toList())
                clearWork(
                        run, row -> row.isPresent() && !owners.isAlive(row.get().owner()), journal);
        } catch (IOException e) {
            // Nothing reads it. What can not be deleted now is deleted another time.
        }
    }

    /// First the list, then the look at the owner: who takes the run now makes folders that are not in the list.
    private static void clearWork(Path run, Predicate<Optional<RunRow>> isLeft, Journal journal) throws IOException {
        var work = run.resolve("work");
        if (!Files.isDirectory(work)) return;
        try (var attempts = Files.list(work)) {
            var left = attempts.toList();
            if (left.isEmpty()
                    || !isLeft.test(journal.run(new RunId(run.getFileName().toString())))) return;
            for (var attempt : left) FileTrees.delete(attempt);
        }
    }

    /// A store that is only looked at.
    static OpenStore readOnly(StoreLocation where) {
        return switch (where) {
            case StoreLocation.Folder(var path) -> readOnly(path);
            case StoreLocation.Database database -> DatabaseStore.readOnly(database);
        };
    }

    private static OpenStore readOnly(Path path) {
        var folder = new StoreFolder(path);
        if (!folder.exists()) throw missing(folder.path());
        var journal = SqliteJournal.reading(folder.database());
        var artifacts = FolderArtifacts.reading(folder.artifacts());
        return new OpenStore(folder.path(), journal, artifacts, null, folder::living, folder::isAlive, () -> {});
    }

    static StoreException missing(Path folder) {
        return new StoreException(
                "store-missing",
                "there is no store in this folder",
                folder.toString(),
                "Run a pipeline here first, or name another folder with --store or TOWPATH_STORE.",
                null);
    }

    /// A store that vanishes when it is closed.
    static OpenStore inMemory(Owner me) {
        try {
            var folder = Files.createTempDirectory("towpath-");
            var owners = new SoloOwners(me);
            return new OpenStore(
                    folder,
                    new MemoryJournal(),
                    new MemoryArtifacts(folder),
                    owners,
                    owners::living,
                    owners::isAlive,
                    () -> delete(folder));
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder could be made: " + e.getMessage(), e);
        }
    }

    private static void delete(Path folder) {
        try {
            FileTrees.delete(folder);
        } catch (IOException e) {
            // A step that was abandoned still writes there. The system clears its temporary folder.
        }
    }

    @Override
    public void close() {
        try {
            journal.close();
            artifacts.close();
        } finally {
            last.run();
        }
    }
}
