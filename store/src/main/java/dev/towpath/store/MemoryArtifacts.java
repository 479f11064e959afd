package dev.towpath.store;

import dev.towpath.Digest;
import dev.towpath.spi.ArtifactStore;
import dev.towpath.spi.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// Artifacts that are forgotten when the store is closed. What is needed as a file is written to a folder of its own,
/// which is removed then.
public final class MemoryArtifacts implements ArtifactStore {
    private final Path parent;
    private final ConcurrentMap<Digest, byte[]> contents = new ConcurrentHashMap<>();
    private @Nullable Path files;
    private boolean closed;

    /// @param parent where the folder for files is made, when the first is needed
    public MemoryArtifacts(Path parent) {
        this.parent = parent;
    }

    @Override
    public Kept put(InputStream bytes) throws IOException {
        var content = bytes.readAllBytes();
        var digest = Digest.of(content);
        contents.putIfAbsent(digest, content);
        return new Kept(digest, content.length);
    }

    @Override
    public Kept put(Path file, Handover handover) throws IOException {
        try (var bytes = Files.newInputStream(file)) {
            return put(bytes);
        }
    }

    @Override
    public boolean has(Digest digest) {
        return contents.containsKey(digest);
    }

    @Override
    public InputStream open(Digest digest) {
        return new ByteArrayInputStream(content(digest));
    }

    @Override
    public synchronized Path locate(Digest digest) throws IOException {
        var content = content(digest);
        if (closed) throw new IllegalStateException("the store is closed");
        if (files == null) files = Files.createTempDirectory(parent, "towpath-");
        var file = files.resolve(digest.hex());
        if (Files.exists(file) && !Digest.of(Files.readAllBytes(file)).equals(digest)) throw corrupt(digest, file);
        if (!Files.exists(file)) Files.write(file, content);
        return file;
    }

    @Override
    public void verify(Digest digest) {
        content(digest);
    }

    private byte[] content(Digest digest) {
        var content = contents.get(digest);
        if (content == null)
            throw new StoreException(
                    "artifact-missing",
                    "the content " + digest + " is not in the store",
                    null,
                    "Run the step that makes it again.",
                    null);
        return content;
    }

    private static StoreException corrupt(Digest digest, Path file) {
        return new StoreException(
                "artifact-corrupt",
                "the content kept as " + digest + " has another digest now: the file was changed or damaged",
                file.toString(),
                "Remove the file: it is written again.",
                null);
    }

    @Override
    public synchronized void close() {
        contents.clear();
        closed = true;
        if (files == null) return;
        try (var tree = Files.walk(files)) {
            for (var path : tree.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        } catch (IOException e) {
            throw Disk.failure("the folder of a store in memory can not be removed", files, e);
        }
        files = null;
    }
}
