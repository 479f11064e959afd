package dev.towpath.engine;

import dev.towpath.Content;
import dev.towpath.Digest;
import dev.towpath.FileRef;
import dev.towpath.FolderRef;
import dev.towpath.TreeRef;
import dev.towpath.spi.ArtifactStore;
import dev.towpath.spi.ArtifactStore.Handover;
import dev.towpath.spi.ArtifactStore.Kept;
import dev.towpath.value.Contents;
import dev.towpath.value.Listing;
import dev.towpath.value.Manifest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The files inside values, kept in an artifact store.
///
/// Files are copied; what an attempt made in its own folder is moved, see [#ofAttempt]. A stored folder is laid out as
/// links to its files when somebody asks for its path.
public final class RunContents implements Contents {
    private final ArtifactStore artifacts;
    private final Path runs;
    private final Path folders;
    /// What was moved, by where it was; null if nothing is. A value may name a file more than once, alone or in a
    /// folder.
    private final @Nullable Map<Path, Kept> moved;

    /// @param store the folder of the store
    public RunContents(ArtifactStore artifacts, Path store) {
        this(
                artifacts,
                store.resolve("runs").toAbsolutePath().normalize(),
                store.resolve("folders").toAbsolutePath().normalize(),
                null);
    }

    private RunContents(ArtifactStore artifacts, Path runs, Path folders, @Nullable Map<Path, Kept> moved) {
        this.artifacts = artifacts;
        this.runs = runs;
        this.folders = folders;
        this.moved = moved;
    }

    /// The same for the one value that an attempt gives: its files in a folder of an attempt are moved. For one thread
    /// at a time.
    RunContents ofAttempt() {
        return new RunContents(artifacts, runs, folders, new HashMap<>());
    }

    @Override
    public FileRef keep(FileRef file) throws IOException {
        if (file.isStored()) return file;
        var path = file.path();
        var known = moved == null ? null : moved.get(normal(path));
        if (known == null && !Files.isRegularFile(path)) throw notAFile(file, path);
        var kept = known == null ? put(path) : known;
        return FileRef.stored(file.name(), kept.digest(), kept.size(), file.mediaType(), located(kept.digest()));
    }

    private static EngineException notAFile(FileRef file, Path path) {
        if (Files.isDirectory(path))
            return refused("'" + file.name() + "' is a folder", path, "Use a FolderRef for a folder.");
        var what = "there is no file '" + file.name() + "'";
        return new EngineException(
                "file-missing", what, path.toString(), "Write the file before it is handed on.", null);
    }

    private static EngineException refused(String what, Path at, String hint) {
        return new EngineException("file-refused", what, at.toString(), hint, null);
    }

    @Override
    public FolderRef keep(FolderRef folder) throws IOException {
        if (folder.isStored()) return folder;
        var root = folder.path();
        if (!Files.isDirectory(root)) {
            var what = "there is no folder '" + folder.name() + "'";
            throw new EngineException("file-missing", what, root.toString(), "Give a folder that exists.", null);
        }
        var entries = new ArrayList<FolderRef.Entry>();
        if (moved != null)
            moved.forEach((file, kept) -> {
                if (file.startsWith(normal(root))) entries.add(entry(normal(root), file, kept));
            });
        for (var file : files(root)) entries.add(entry(root, file, put(file)));
        var manifest = artifacts.put(new ByteArrayInputStream(Manifest.encode(entries)));
        return folder(folder.name(), manifest.digest());
    }

    /// All files below, without following links.
    private static List<Path> files(Path root) throws IOException {
        var files = new ArrayList<Path>();
        try (var found = Files.walk(root)) {
            for (var path : (Iterable<Path>) found::iterator) {
                if (Files.isSymbolicLink(path) && !path.equals(root))
                    throw refused(
                            "folder '" + root.getFileName() + "' holds a symbolic link",
                            path,
                            "Put the file itself there: what a link names may change or be elsewhere.");
                if (Files.isRegularFile(path)) files.add(path);
                else if (!Files.isDirectory(path))
                    throw refused("this is neither a file nor a folder", path, "Leave it out of the folder.");
            }
        }
        return files;
    }

    private static FolderRef.Entry entry(Path root, Path file, Kept kept) {
        return new FolderRef.Entry(relative(root, file), kept.digest(), kept.size());
    }

    private static String relative(Path root, Path file) {
        var text = new StringBuilder();
        for (var part : root.relativize(file))
            text.append(text.isEmpty() ? "" : "/").append(part);
        return text.toString();
    }

    private static Path normal(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private Kept put(Path file) throws IOException {
        if (moved == null || !isOfAttempt(file)) return artifacts.put(file, Handover.COPY);
        var kept = artifacts.put(file, Handover.MOVE);
        moved.put(normal(file), kept);
        return kept;
    }

    /// Whether a file lies in `RUN/work`: logs lie beside it.
    private boolean isOfAttempt(Path file) {
        var path = normal(file);
        if (!path.startsWith(runs)) return false;
        var inside = runs.relativize(path);
        return inside.getNameCount() > 2 && inside.getName(1).endsWith("work");
    }

    @Override
    public TreeRef list(TreeRef tree) throws IOException {
        return tree.listing() != null ? tree : Listing.of(tree.path()).at(tree.path());
    }

    @Override
    public FileRef file(String name, Digest digest, long size, String mediaType) {
        return FileRef.stored(name, digest, size, mediaType, located(digest));
    }

    private Content located(Digest digest) {
        return () -> artifacts.locate(digest);
    }

    @Override
    public FolderRef folder(String name, Digest manifest) throws IOException {
        List<FolderRef.Entry> entries;
        try (var bytes = artifacts.open(manifest)) {
            entries = Manifest.decode(bytes.readAllBytes());
        }
        return FolderRef.stored(name, manifest, entries, () -> laidOut(name, manifest, entries));
    }

    private Path laidOut(String name, Digest manifest, List<FolderRef.Entry> entries) throws IOException {
        var all = folders.resolve(manifest.hex());
        var place = all.resolve(name);
        if (Files.isDirectory(place)) return place;
        Files.createDirectories(all);
        // A name of its own: other threads may be at it too, and one that died has left its draft.
        var draft = Files.createTempDirectory(all, ".");
        try {
            fill(Files.createDirectory(draft.resolve(name)), entries);
            settle(draft.resolve(name), place);
        } finally {
            FileTrees.delete(draft);
        }
        return place;
    }

    private void fill(Path folder, List<FolderRef.Entry> entries) throws IOException {
        for (var entry : entries) {
            var target = folder.resolve(entry.path()).normalize();
            if (!target.startsWith(folder)) throw new IOException("'" + entry.path() + "' leaves its folder");
            Files.createDirectories(target.resolveSibling("."));
            link(artifacts.locate(entry.digest()), target);
        }
    }

    private static void settle(Path draft, Path place) throws IOException {
        try {
            Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(place)) throw e; // else another thread was faster
        }
    }

    private static void link(Path blob, Path target) throws IOException {
        try {
            Files.createLink(target, blob);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException e) {
            Files.copy(blob, target); // another file system, or too many links to one file
        }
    }
}
