package dev.towpath.spi;

import dev.towpath.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/// Where content is kept by its digest. Safe for many threads.
///
/// What `put` has returned survives the loss of power: the content was synced, then the folder that names it.
public interface ArtifactStore extends AutoCloseable {
    /// Keeps what a stream gives to its end; known content is left as it is.
    Kept put(InputStream bytes) throws IOException;

    /// Keeps a file.
    ///
    /// @param handover whether the file may be moved into the store
    Kept put(Path file, Handover handover) throws IOException;

    /// Whether this content is here.
    boolean has(Digest digest);

    /// The content from its first byte. The caller closes it.
    ///
    /// @throws StoreException `artifact-missing` or `artifact-corrupt`
    InputStream open(Digest digest) throws IOException;

    /// A local file with this content, for reading only.
    ///
    /// @throws StoreException `artifact-missing`, or `artifact-corrupt` if neither its size and times nor its
    ///     digest are those it was kept with
    Path locate(Digest digest) throws IOException;

    /// Reads the content and compares it with its digest.
    ///
    /// @throws StoreException `artifact-missing` or `artifact-corrupt`
    void verify(Digest digest) throws IOException;

    @Override
    void close();

    /// What was kept.
    ///
    /// @param size in bytes
    record Kept(Digest digest, long size) {}

    /// What may happen to a file that is put.
    enum Handover {
        /// It stays as it is.
        COPY,
        /// It may be moved and made read-only.
        MOVE
    }
}
