package dev.towpath.value;

import dev.towpath.Content;
import dev.towpath.Digest;
import dev.towpath.FileRef;
import dev.towpath.FolderRef;
import dev.towpath.TreeRef;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A store that remembers what it was given.
final class MemoryContents implements Contents {
    final Map<Digest, byte[]> blobs = new HashMap<>();

    private static final Content NOWHERE = () -> {
        throw new FileNotFoundException("kept in memory");
    };

    @Override
    public FileRef keep(FileRef file) throws IOException {
        if (file.isStored()) return file;
        var bytes = Files.readAllBytes(file.path());
        return FileRef.stored(file.name(), put(bytes), bytes.length, file.mediaType(), NOWHERE);
    }

    @Override
    public FolderRef keep(FolderRef folder) throws IOException {
        if (folder.isStored()) return folder;
        var root = folder.path();
        var entries = new ArrayList<FolderRef.Entry>();
        try (var files = Files.walk(root)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                var bytes = Files.readAllBytes(file);
                var path = root.relativize(file).toString().replace('\\', '/');
                entries.add(new FolderRef.Entry(path, put(bytes), bytes.length));
            }
        }
        return FolderRef.stored(folder.name(), put(Manifest.encode(entries)), entries, NOWHERE);
    }

    @Override
    public TreeRef list(TreeRef tree) throws IOException {
        return tree.listing() != null ? tree : Listing.of(tree.path()).at(tree.path());
    }

    @Override
    public FileRef file(String name, Digest digest, long size, String mediaType) {
        return FileRef.stored(name, digest, size, mediaType, NOWHERE);
    }

    @Override
    public FolderRef folder(String name, Digest manifest) throws IOException {
        var bytes = blobs.get(manifest);
        if (bytes == null) throw new IOException("no manifest " + manifest.brief());
        return FolderRef.stored(name, manifest, Manifest.decode(bytes), NOWHERE);
    }

    private Digest put(byte[] bytes) {
        var digest = Digest.of(bytes);
        blobs.put(digest, bytes);
        return digest;
    }

    /// A stored file of this text.
    static FileRef stored(String name, String text) {
        return FileRef.stored(name, Digest.of(text), text.length(), "text/plain", NOWHERE);
    }

    /// A stored folder of these files.
    FolderRef storedFolder(String name, List<FolderRef.Entry> entries) {
        return FolderRef.stored(name, put(Manifest.encode(entries)), entries, NOWHERE);
    }

    static TreeRef listed(Path path) {
        return TreeRef.listed(path, Digest.of("listing"), 2, 30);
    }
}
