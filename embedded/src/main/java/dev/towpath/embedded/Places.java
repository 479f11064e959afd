package dev.towpath.embedded;

import dev.towpath.Digest;
import dev.towpath.FolderRef;
import dev.towpath.engine.RunContents;
import dev.towpath.spi.ArtifactStore;
import dev.towpath.value.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Where people find stored files: under their own names, as links to the stored content.
final class Places {
    private final ArtifactStore artifacts;
    private final Path store;
    private final boolean writing;

    /// @param writing whether links may be made; without, what has none is found under the name of its digest
    Places(ArtifactStore artifacts, Path store, boolean writing) {
        this.artifacts = artifacts;
        this.store = store.toAbsolutePath().normalize();
        this.writing = writing;
    }

    Path file(String name, Digest digest) throws IOException {
        var place = store.resolve("files").resolve(digest.hex()).resolve(name);
        if (Files.exists(place)) return place;
        var blob = artifacts.locate(digest);
        if (!writing) return blob;
        try {
            Files.createDirectories(place.resolveSibling("."));
            return Files.createLink(place, blob);
        } catch (IOException | UnsupportedOperationException e) {
            return blob; // no links on this file system, or made by another thread just now
        }
    }

    Path folder(String name, Digest manifest) throws IOException {
        var place = store.resolve("folders").resolve(manifest.hex()).resolve(name);
        if (Files.exists(place)) return place;
        return writing
                ? new RunContents(artifacts, store).folder(name, manifest).path()
                : artifacts.locate(manifest);
    }

    List<FolderRef.Entry> entries(Digest manifest) throws IOException {
        try (var bytes = artifacts.open(manifest)) {
            return Manifest.decode(bytes.readAllBytes());
        }
    }

    long folderSize(Digest manifest) throws IOException {
        return entries(manifest).stream().mapToLong(FolderRef.Entry::size).sum();
    }
}
