package dev.towpath.value;

import dev.towpath.Digest;
import dev.towpath.FileRef;
import dev.towpath.FolderRef;
import dev.towpath.TreeRef;
import java.io.IOException;

/// What the encoding needs of a store for the files inside values.
public interface Contents {
    /// Stores the content of a new reference; a stored one is returned as it is.
    FileRef keep(FileRef file) throws IOException;

    /// Stores all files of a new reference and the manifest; a stored one is returned as it is.
    FolderRef keep(FolderRef folder) throws IOException;

    /// Takes the listing of a new reference; a listed one is returned as it is.
    TreeRef list(TreeRef tree) throws IOException;

    /// A reference to stored content, bound to this store.
    FileRef file(String name, Digest digest, long size, String mediaType);

    /// A reference to a stored folder, bound to this store.
    ///
    /// @param manifest the digest of the manifest
    FolderRef folder(String name, Digest manifest) throws IOException;
}
