package dev.towpath.testkit;

import dev.towpath.Digest;
import dev.towpath.spi.ArtifactStore;
import dev.towpath.spi.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Content in a folder that is only for a while: nothing is synced. For one thread.
final class TestArtifacts implements ArtifactStore {
    private final Path folder;
    private int drafts;

    TestArtifacts(Path folder) {
        this.folder = folder;
    }

    private Path place(Digest digest) {
        return folder.resolve(digest.hex());
    }

    @Override
    public Kept put(InputStream bytes) throws IOException {
        Files.createDirectories(folder);
        var draft = folder.resolve("draft-" + ++drafts);
        Files.copy(bytes, draft);
        return moved(draft);
    }

    @Override
    public Kept put(Path file, Handover handover) throws IOException {
        if (handover == Handover.MOVE) return moved(file);
        try (var bytes = Files.newInputStream(file)) {
            return put(bytes);
        }
    }

    private Kept moved(Path file) throws IOException {
        Files.createDirectories(folder);
        var digest = digest(file);
        var size = Files.size(file);
        Files.move(file, place(digest), StandardCopyOption.REPLACE_EXISTING);
        return new Kept(digest, size);
    }

    private static Digest digest(Path file) throws IOException {
        return Digest.of(Files.readAllBytes(file));
    }

    @Override
    public boolean has(Digest digest) {
        return Files.isRegularFile(place(digest));
    }

    @Override
    public InputStream open(Digest digest) throws IOException {
        return Files.newInputStream(locate(digest));
    }

    @Override
    public Path locate(Digest digest) {
        if (has(digest)) return place(digest);
        throw new StoreException(
                "artifact-missing",
                "the content " + digest.brief() + " is not there",
                folder.toString(),
                "Look for what has deleted files of the test.",
                null);
    }

    @Override
    public void verify(Digest digest) {
        locate(digest);
    }

    @Override
    public void close() {}
}
