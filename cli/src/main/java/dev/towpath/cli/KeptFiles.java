package dev.towpath.cli;

import dev.towpath.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;

/// Small files in the user's cache folder, each after its digest. Whatever goes wrong with one, it is only made again.
final class KeptFiles {
    private static final int DIGEST_LENGTH = 64;

    private final Path folder;

    KeptFiles(Path folder) {
        this.folder = folder;
    }

    /// What was kept under a name; nothing if it is damaged, for instance by a loss of power: it was not synced.
    Optional<byte[]> read(String name) {
        try {
            var all = Files.readAllBytes(folder.resolve(name));
            if (all.length < DIGEST_LENGTH) return Optional.empty();
            var bytes = Arrays.copyOfRange(all, DIGEST_LENGTH, all.length);
            var digest = new String(all, 0, DIGEST_LENGTH, StandardCharsets.US_ASCII);
            return Digest.of(bytes).hex().equals(digest) ? Optional.of(bytes) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Keeps bytes; a reader sees all of them or none.
    void write(String name, byte[] bytes) {
        try {
            Files.createDirectories(folder);
            var fresh = Files.createTempFile(folder, "new-", ".part");
            try {
                try (var out = Files.newOutputStream(fresh)) {
                    out.write(Digest.of(bytes).hex().getBytes(StandardCharsets.US_ASCII));
                    out.write(bytes);
                }
                Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            // A cache that can not be written costs time and nothing else.
        }
    }
}
