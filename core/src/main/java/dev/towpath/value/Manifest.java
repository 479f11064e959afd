package dev.towpath.value;

import dev.towpath.Digest;
import dev.towpath.FolderRef;
import java.util.List;

/// The list of a folder's files, whose digest is the folder's.
public final class Manifest {
    private Manifest() {}

    /// The canonical bytes: `[{"path":…,"digest":…,"size":…},…]` sorted by path.
    ///
    /// @param entries in any order
    public static byte[] encode(List<FolderRef.Entry> entries) {
        throw new UnsupportedOperationException("not written yet");
    }

    /// The entries, sorted by path.
    public static List<FolderRef.Entry> decode(byte[] json) {
        throw new UnsupportedOperationException("not written yet");
    }

    /// The digest of the canonical bytes.
    public static Digest digest(List<FolderRef.Entry> entries) {
        return Digest.of(encode(entries));
    }
}
