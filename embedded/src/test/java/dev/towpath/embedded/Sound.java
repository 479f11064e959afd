package dev.towpath.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

/// What must be so of every store that a test leaves behind.
final class Sound {
    private Sound() {}

    /// Histories without gaps, rows as the events tell, all content there; nothing is asked of a folder without a
    /// store.
    static void store(Path folder) {
        if (!Files.exists(folder.resolve("towpath.db"))) return;
        try (var check = StoreCheck.of(folder)) {
            assertThat(check.look())
                    .allSatisfy(verdict -> assertThat(verdict.findings()).isEmpty());
        }
    }
}
