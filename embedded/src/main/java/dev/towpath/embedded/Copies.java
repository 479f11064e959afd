package dev.towpath.embedded;

import dev.towpath.Digest;
import dev.towpath.FolderRef;
import dev.towpath.spi.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/// Copies artifacts out of the store. What arrives under its name has the digest that the store promised.
final class Copies {
    private static final int CHUNK = 1 << 16;

    private final Values values;
    private final Places places;

    Copies(Values values, Places places) {
        this.values = values;
        this.places = places;
    }

    /// Copies a file, a value as JSON, or a folder; into the target if that is an existing folder.
    Path copy(ArtifactView artifact, Path target) throws IOException {
        var place = Files.isDirectory(target) ? target.resolve(fileName(artifact)) : target;
        if (Artifacts.isFolder(artifact)) copyFolder(artifact, place);
        else if (artifact.part() != null && artifact.part().value() != null)
            write(artifact.part().value(), place);
        else copyFile(artifact.digest(), place);
        return place;
    }

    private static String fileName(ArtifactView artifact) {
        if (!artifact.fileName().isEmpty()) return artifact.fileName();
        var end = artifact.part() == null
                ? artifact.name()
                : Integer.toString(artifact.part().index());
        return artifact.step().replace('/', '-') + "-" + end + ".json";
    }

    private static void write(String value, Path target) throws IOException {
        Files.createDirectories(
                Objects.requireNonNullElse(target.toAbsolutePath().getParent(), target));
        Files.writeString(target, value);
    }

    private void copyFolder(ArtifactView artifact, Path target) throws IOException {
        if (Files.exists(target))
            throw new NotFound(
                    "target-exists",
                    "there is something already",
                    target.toString(),
                    "Name a folder that does not exist.");
        var entries = places.entries(artifact.digest());
        Files.createDirectories(target);
        for (var entry : entries) copyFile(entry.digest(), inside(target, entry));
    }

    private static Path inside(Path folder, FolderRef.Entry entry) throws IOException {
        var place = folder.resolve(entry.path()).normalize();
        if (!place.startsWith(folder.normalize())) throw new IOException("'" + entry.path() + "' leaves its folder");
        return place;
    }

    private void copyFile(Digest digest, Path target) throws IOException {
        var folder = Objects.requireNonNullElse(target.toAbsolutePath().getParent(), target);
        Files.createDirectories(folder);
        var draft = Files.createTempFile(folder, ".towpath", ".part");
        try {
            var sha256 = Digest.sha256();
            try (var in = values.open(digest);
                    var out = Files.newOutputStream(draft)) {
                var chunk = new byte[CHUNK];
                for (var n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                    sha256.update(chunk, 0, n);
                    out.write(chunk, 0, n);
                }
            }
            if (!Digest.of(sha256).equals(digest)) throw corrupt(digest);
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static StoreException corrupt(Digest digest) {
        return new StoreException(
                "artifact-corrupt",
                "the stored content " + digest.brief() + " is damaged",
                digest.hex(),
                "Restore the file from a backup, or make it again with a new run.",
                null);
    }
}
