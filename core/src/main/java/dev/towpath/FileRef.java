package dev.towpath;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A file as a value: its content is copied into the store and can never change.
///
/// A reference is *new* until the store has its content (made by [#of(Path)] or [Attempt#newFile(String)]), and
/// *stored* afterwards: then it has a digest and a size. Two stored references with equal name and content are equal.
public final class FileRef {
    private final String name;
    private final @Nullable Digest digest;
    private final long size;
    private final String mediaType;
    private final Content content;

    private FileRef(String name, @Nullable Digest digest, long size, String mediaType, Content content) {
        this.name = name;
        this.digest = digest;
        this.size = size;
        this.mediaType = mediaType;
        this.content = content;
    }

    /// A new reference to an existing file, named as the file is.
    public static FileRef of(Path file) {
        var name =
                Objects.requireNonNull(file.getFileName(), "a file has a name").toString();
        return new FileRef(name, null, -1, MediaTypes.of(name), () -> file);
    }

    /// A reference to content that a store holds.
    public static FileRef stored(String name, Digest digest, long size, String mediaType, Content content) {
        return new FileRef(name, digest, size, mediaType, content);
    }

    /// The file's name without folders.
    public String name() {
        return name;
    }

    /// The digest of the content; null as long as the reference is new.
    public @Nullable Digest digest() {
        return digest;
    }

    /// The number of bytes; -1 as long as the reference is new.
    public long size() {
        return size;
    }

    /// For instance `image/png`; `application/octet-stream` where the name tells nothing.
    public String mediaType() {
        return mediaType;
    }

    /// Whether the store has the content.
    public boolean isStored() {
        return digest != null;
    }

    /// The path of the content on this machine: to be read; a file made by [Attempt#newFile(String)] also to be
    /// written, until the step returns.
    ///
    /// @throws IOException if the content is gone or corrupt
    public Path path() throws IOException {
        return content.locate();
    }

    /// The content from its first byte. The caller closes it.
    public InputStream open() throws IOException {
        return Files.newInputStream(path());
    }

    /// The whole content as UTF-8 text.
    public String readString() throws IOException {
        return Files.readString(path(), StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof FileRef that
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
