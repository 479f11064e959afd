package dev.towpath.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.spi.ArtifactStore;
import dev.towpath.testkit.ArtifactStoreConformance;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MemoryArtifactsTest extends ArtifactStoreConformance {
    @TempDir
    Path parent;

    @Override
    protected ArtifactStore create() {
        return new MemoryArtifacts(parent);
    }

    @Test
    void no_folder_is_made_before_a_file_is_needed_and_none_is_left() throws Exception {
        var kept = store.put(new ByteArrayInputStream(new byte[] {1}));
        assertThat(parent).isEmptyDirectory();

        var file = store.locate(kept.digest());
        assertThat(parent.toFile().list()).hasSize(1);

        store.close();
        assertThat(file).doesNotExist();
        assertThat(parent).isEmptyDirectory();
    }
}
