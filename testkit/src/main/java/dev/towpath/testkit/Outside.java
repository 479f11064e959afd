package dev.towpath.testkit;

import dev.towpath.engine.FileTrees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;

/// What tests take from the real world: a seed, a folder, and the clock that bounds a search.
final class Outside {
    /// Names the seed of all searches.
    static final String SEED = "towpath.seed";

    private Outside() {}

    /// The folder of all tests of this process that name none, made when the first asks for it.
    private static final class Folders {
        static final Path ALL = made();

        private static Path made() {
            try {
                var folder = Files.createTempDirectory("towpath-test-");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException("no temporary folder could be made", e);
            }
        }
    }

    /// The seed that was asked for, or a new one.
    static long seed() {
        var asked = Long.getLong(SEED);
        return asked == null ? new SecureRandom().nextInt(Integer.MAX_VALUE) : asked;
    }

    static InstantSource clock() {
        return InstantSource.system();
    }

    /// A new folder that is deleted when Java ends.
    static Path folder() {
        try {
            return Files.createTempDirectory(Folders.ALL, "");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder could be made", e);
        }
    }

    /// Deletes a folder as far as it can be deleted.
    static void delete(Path folder) {
        try {
            FileTrees.delete(folder);
        } catch (IOException e) {
            System.err.println("towpath: the folder " + folder + " of a test is left behind: " + e.getMessage());
        }
    }
}
