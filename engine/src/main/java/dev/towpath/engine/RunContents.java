package dev.towpath.engine;

import dev.towpath.Content;
import dev.towpath.Digest;
import dev.towpath.FileRef;
import dev.towpath.FolderRef;
import dev.towpath.TreeRef;
import dev.towpath.spi.ArtifactStore;
import dev.towpath.spi.ArtifactStore.Handover;
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
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// The files inside values, kept in an artifact store.
///
/// Files below the store's own `runs` folder were made for their attempt and are moved; all others are copied. A stored
/// folder is laid out as links to its files when somebody asks for its path.
public final class RunContents implements Contents {
    private final ArtifactStore artifacts;
    private final Path runs;
    private final Path folders;
    private final AtomicLong drafts = new AtomicLong();

    /// @param store the folder of the store
    public RunContents(ArtifactStore artifacts, Path store) {
        this.artifacts = artifacts;
        this.runs = store.resolve("runs").toAbsolutePath().normalize();
        this.folders = store.resolve("folders").toAbsolutePath().normalize();
    }

    @Override
    public FileRef keep(FileRef file) throws IOException {
        if (file.isStored()) return file;
        var path = file.path();
        if (!Files.isRegularFile(path)) throw notAFile(file, path);
        var kept = artifacts.put(path, handover(path));
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
        for (var file : files(root)) {
            var kept = artifacts.put(file, handover(file));
            entries.add(new FolderRef.Entry(relative(root, file), kept.digest(), kept.size()));
        }
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

    private static String relative(Path root, Path file) {
        var text = new StringBuilder();
        for (var part : root.relativize(file))
            text.append(text.isEmpty() ? "" : "/").append(part);
        return text.toString();
    }

    private Handover handover(Path file) {
        return file.toAbsolutePath().normalize().startsWith(runs) ? Handover.MOVE : Handover.COPY;
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
        var place = folders.resolve(manifest.hex()).resolve(name);
        if (Files.isDirectory(place)) return place;
        var draft = folders.resolve(manifest.hex()).resolve("." + drafts.incrementAndGet() + "." + name);
        Files.createDirectories(draft);
        for (var entry : entries) {
            var target = draft.resolve(entry.path()).normalize();
            if (!target.startsWith(draft)) throw new IOException("'" + entry.path() + "' leaves its folder");
            Files.createDirectories(target.resolveSibling("."));
            link(artifacts.locate(entry.digest()), target);
        }
        try {
            Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(place)) throw e;
            FileTrees.delete(draft); // another thread was faster
        }
        return place;
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
