package dev.towpath.value;

import dev.towpath.Digest;
import dev.towpath.FileRef;
import dev.towpath.FolderRef;
import dev.towpath.TreeRef;

/// Where no file can be: bytes that are only looked at.
enum NoContents implements Contents {
    NONE;

    @Override
    public FileRef keep(FileRef file) {
        throw none();
    }

    @Override
    public FolderRef keep(FolderRef folder) {
        throw none();
    }

    @Override
    public TreeRef list(TreeRef tree) {
        throw none();
    }

    @Override
    public FileRef file(String name, Digest digest, long size, String mediaType) {
        throw none();
    }

    @Override
    public FolderRef folder(String name, Digest manifest) {
        throw none();
    }

    private static IllegalStateException none() {
        return new IllegalStateException("no file is read or written here");
    }
}
