package dev.towpath.embedded;

import dev.towpath.Digest;
import dev.towpath.spi.ArtifactStore;
import dev.towpath.spi.Journal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// Reads encoded values, wherever their size has put them.
final class Values {
    private final Journal journal;
    private final ArtifactStore artifacts;

    Values(Journal journal, ArtifactStore artifacts) {
        this.journal = journal;
        this.artifacts = artifacts;
    }

    /// The bytes of a value.
    byte[] read(Digest digest) {
        var small = small(digest);
        if (small != null) return small;
        try (var bytes = artifacts.open(digest)) {
            return bytes.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the value " + digest.brief() + " can not be read", e);
        }
    }

    byte @Nullable [] small(Digest digest) {
        return journal.value(digest).orElse(null);
    }

    /// The bytes of a value or a file. The caller closes it.
    InputStream open(Digest digest) throws IOException {
        var small = small(digest);
        return small != null ? new ByteArrayInputStream(small) : artifacts.open(digest);
    }
}
