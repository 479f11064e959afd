package dev.towpath.checks;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where the project is on disk.
final class Project {
    private Project() {}

    /// The folder that has the launcher, the modules and the docs.
    static Path root() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent())
            if (Files.exists(folder.resolve("towpath")) && Files.exists(folder.resolve("core"))) return folder;
        throw new IllegalStateException("the tests run inside a checkout");
    }
}
