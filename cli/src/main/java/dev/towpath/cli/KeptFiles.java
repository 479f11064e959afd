package dev.towpath.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// Small files in the user's cache folder. Whatever goes wrong with one, it is only made again.
final class KeptFiles {
    private final Path folder;

    KeptFiles(Path folder) {
        this.folder = folder;
    }

    /// What was kept under a name.
    Optional<byte[]> read(String name) {
        try {
            return Optional.of(Files.readAllBytes(folder.resolve(name)));
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
                Files.write(fresh, bytes);
                Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            // A cache that can not be written costs time and nothing else.
        }
    }
}
