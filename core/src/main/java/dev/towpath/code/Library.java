package dev.towpath.code;

import dev.towpath.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// A jar that the user's classes need and that is not theirs.
///
/// @param name the jar's file name
/// @param digest of its bytes
/// @param location its absolute path when the bundle was made
public record Library(String name, Digest digest, String location) {
    private static final int CHUNK = 1 << 16;

    /// Reads and hashes a jar.
    public static Library of(Path jar) throws IOException {
        var absolute = jar.toAbsolutePath().normalize();
        var name = Objects.requireNonNull(absolute.getFileName(), "a jar has a name")
                .toString();
        return new Library(name, digest(absolute), absolute.toString());
    }

    static Digest digest(Path file) throws IOException {
        var sha256 = Digest.sha256();
        try (var in = Files.newInputStream(file)) {
            var chunk = new byte[CHUNK];
            for (var n = in.read(chunk); n >= 0; n = in.read(chunk)) sha256.update(chunk, 0, n);
        }
        return Digest.of(sha256);
    }
}
