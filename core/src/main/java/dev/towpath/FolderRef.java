package dev.towpath;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A folder as a value: the content of every file below it is copied into the store, with a manifest.
///
/// The digest is that of the canonical encoding of the manifest, so equal trees are equal wherever they lie. Empty
/// folders, times, owners and permissions do not count; a symbolic link is refused when the folder is stored.
public final class FolderRef {
    /// One file of a folder.
    ///
    /// @param path below the folder, with `/` between its parts on every platform
    public record Entry(String path, Digest digest, long size) {}

    private final String name;
    private final @Nullable Digest digest;
    private final List<Entry> entries;
    private final Content content;

    private FolderRef(String name, @Nullable Digest digest, List<Entry> entries, Content content) {
        this.name = name;
        this.digest = digest;
        this.entries = entries;
        this.content = content;
    }

    /// A new reference to an existing folder, named as the folder is.
    public static FolderRef of(Path folder) {
        var name = Objects.requireNonNull(folder.getFileName(), "a folder has a name")
                .toString();
        return new FolderRef(name, null, List.of(), () -> folder);
    }

    /// A reference to content that a store holds.
    ///
    /// @param entries sorted by path
    public static FolderRef stored(String name, Digest digest, List<Entry> entries, Content content) {
        return new FolderRef(name, digest, List.copyOf(entries), content);
    }

    /// The folder's own name.
    public String name() {
        return name;
    }

    /// The digest of the manifest; null as long as the reference is new.
    public @Nullable Digest digest() {
        return digest;
    }

    /// The files, sorted by path; empty as long as the reference is new.
    public List<Entry> entries() {
        return entries;
    }

    /// The sum of the files' sizes in bytes; 0 as long as the reference is new.
    public long size() {
        return entries.stream().mapToLong(Entry::size).sum();
    }

    /// Whether the store has the content.
    public boolean isStored() {
        return digest != null;
    }

    /// The folder on this machine: to be read; a folder made by [Attempt#newFolder(String)] also to be written, until
    /// the step returns.
    ///
    /// @throws IOException if some content is gone or corrupt
    public Path path() throws IOException {
        return content.locate();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof FolderRef that
                        && digest != null
                        && digest.equals(that.digest)
                        && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return digest == null ? System.identityHashCode(this) : Objects.hash(name, digest);
    }

    @Override
    public String toString() {
        return digest == null ? name : name + "@" + digest.brief();
    }
}
