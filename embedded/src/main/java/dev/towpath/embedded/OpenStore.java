package dev.towpath.embedded;

import dev.towpath.engine.FileTrees;
import dev.towpath.spi.ArtifactStore;
import dev.towpath.spi.Journal;
import dev.towpath.spi.StoreException;
import dev.towpath.store.FolderArtifacts;
import dev.towpath.store.MemoryArtifacts;
import dev.towpath.store.MemoryJournal;
import dev.towpath.store.SqliteJournal;
import dev.towpath.store.StoreFolder;
import dev.towpath.store.StoreFolder.Owner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A store with its parts open, and what closes them.
///
/// @param folder of the store
/// @param holder tells which process executes runs in it
/// @param last what is done after journal and artifacts are closed
record OpenStore(Path folder, Journal journal, ArtifactStore artifacts, Holder holder, Runnable last)
        implements AutoCloseable {
    /// Which process executes runs of a store.
    @FunctionalInterface
    interface Holder {
        Optional<Owner> now();
    }

    /// A store folder whose runs this process executes.
    static OpenStore owned(Path path, Owner me) {
        var folder = new StoreFolder(path);
        var ownership = folder.own(me);
        try {
            clearWork(folder.runs());
            var journal = SqliteJournal.open(folder.database());
            try {
                var artifacts = FolderArtifacts.open(folder.artifacts());
                return new OpenStore(folder.path(), journal, artifacts, folder::holder, ownership::close);
            } catch (RuntimeException e) {
                journal.close();
                throw e;
            }
        } catch (RuntimeException e) {
            ownership.close();
            throw e;
        }
    }

    /// What attempts left behind when their process died.
    private static void clearWork(Path runs) {
        try (var found = Files.list(runs)) {
            for (var run : found.toList()) FileTrees.delete(run.resolve("work"));
        } catch (IOException e) {
            // Nothing reads it. What can not be deleted now is deleted another time.
        }
    }

    /// A store folder that is only looked at.
    static OpenStore readOnly(Path path) {
        var folder = new StoreFolder(path);
        if (!folder.exists()) throw missing(folder.path());
        var journal = SqliteJournal.reading(folder.database());
        return new OpenStore(
                folder.path(), journal, FolderArtifacts.reading(folder.artifacts()), folder::holder, () -> {});
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
    static OpenStore inMemory() {
        try {
            var folder = Files.createTempDirectory("towpath-");
            return new OpenStore(
                    folder, new MemoryJournal(), new MemoryArtifacts(folder), Optional::empty, () -> delete(folder));
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
