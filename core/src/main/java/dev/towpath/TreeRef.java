package dev.towpath;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A folder or a large file that is read where it lies and not copied into the store.
///
/// Its identity is a *listing digest* over the relative path, size and time of last change of every file below it,
/// taken
/// when the run is submitted. That is weaker than content: a file changed within its size and time is not noticed.
/// Another machine needs the same path.
public final class TreeRef {
    private final Path path;
    private final @Nullable Digest listing;
    private final long files;
    private final long size;

    private TreeRef(Path path, @Nullable Digest listing, long files, long size) {
        this.path = path;
        this.listing = listing;
        this.files = files;
        this.size = size;
    }

    /// A new reference to an existing folder or file.
    public static TreeRef of(Path path) {
        return new TreeRef(path.toAbsolutePath().normalize(), null, -1, -1);
    }

    /// A reference whose listing was taken.
    public static TreeRef listed(Path path, Digest listing, long files, long size) {
        return new TreeRef(path, listing, files, size);
    }

    /// The absolute path of the folder or file.
    public Path path() {
        return path;
    }

    /// The digest of the listing; null as long as the reference is new.
    public @Nullable Digest listing() {
        return listing;
    }

    /// The number of files; -1 as long as the reference is new.
    public long files() {
        return files;
    }

    /// The sum of the files' sizes in bytes; -1 as long as the reference is new.
    public long size() {
        return size;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof TreeRef that && path.equals(that.path) && Objects.equals(listing, that.listing);
    }

    @Override
    public int hashCode() {
        return Objects.hash(path, listing);
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
