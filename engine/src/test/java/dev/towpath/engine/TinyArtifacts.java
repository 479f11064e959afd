package dev.towpath.engine;

import dev.towpath.Digest;
import dev.towpath.spi.ArtifactStore;
import dev.towpath.spi.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Blobs in memory, for tests of the engine alone.
final class TinyArtifacts implements ArtifactStore {
    final Map<Digest, byte[]> blobs = new ConcurrentHashMap<>();

    @Override
    public Kept put(InputStream bytes) throws IOException {
        var all = bytes.readAllBytes();
        var digest = Digest.of(all);
        blobs.put(digest, all);
        return new Kept(digest, all.length);
    }

    @Override
    public Kept put(Path file, Handover handover) throws IOException {
        return put(Files.newInputStream(file));
    }

    @Override
    public boolean has(Digest digest) {
        return blobs.containsKey(digest);
    }

    @Override
    public InputStream open(Digest digest) {
        var known = blobs.get(digest);
        if (known == null)
            throw new StoreException(
                    "artifact-missing", "blob " + digest.brief() + " is gone", null, "Restore it.", null);
        return new ByteArrayInputStream(known);
    }

    @Override
    public Path locate(Digest digest) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void verify(Digest digest) {}

    @Override
    public void close() {}
}
