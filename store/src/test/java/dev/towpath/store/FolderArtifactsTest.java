package dev.towpath.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.towpath.Digest;
import dev.towpath.spi.ArtifactStore;
import dev.towpath.spi.StoreException;
import dev.towpath.testkit.ArtifactStoreConformance;
import dev.towpath.testkit.OwnersConformance;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderArtifactsTest extends ArtifactStoreConformance {
    private static final SoloOwners ME = new SoloOwners(OwnersConformance.owner("1-one", false));

    @TempDir
    Path folder;

    @Override
    protected ArtifactStore create() {
        return FolderArtifacts.open(folder, ME);
    }

    private Digest put(String text) throws IOException {
        return store.put(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .digest();
    }

    private Path blob(Digest digest) {
        return folder.resolve("blobs")
                .resolve(digest.hex().substring(0, 2))
                .resolve(digest.hex().substring(2));
    }

    private List<Path> temporary() throws IOException {
        try (var files = Files.list(folder.resolve("tmp"))) {
            return files.toList();
        }
    }

    private static void change(Path blob, String text) throws IOException {
        assertThat(blob.toFile().setWritable(true)).isTrue();
        Files.writeString(blob, text);
    }

    @Test
    void a_blob_lies_where_its_digest_says_and_is_read_only() throws IOException {
        var digest = put("cat");

        assertThat(store.locate(digest)).isEqualTo(blob(digest)).hasContent("cat");
        assertThat(Files.getPosixFilePermissions(blob(digest), LinkOption.NOFOLLOW_LINKS))
                .extracting(Object::toString)
                .containsExactlyInAnyOrder("OWNER_READ", "GROUP_READ", "OTHERS_READ");
        assertThat(temporary()).isEmpty();
    }

    @Test
    void a_moved_file_is_not_left_behind() throws IOException {
        var file = Files.writeString(folder.resolve("made"), "cat");

        store.put(file, ArtifactStore.Handover.MOVE);

        assertThat(file).doesNotExist();
        assertThat(temporary()).isEmpty();
    }

    @Test
    void content_outlives_the_object_that_kept_it() throws IOException {
        var digest = put("cat");
        store.close();

        try (var again = FolderArtifacts.open(folder, ME);
                var bytes = again.open(digest)) {
            assertThat(bytes).hasContent("cat");
        }
        try (var reading = FolderArtifacts.reading(folder)) {
            assertThat(reading.locate(digest)).hasContent("cat");
        }
    }

    @Test
    void a_changed_blob_is_refused_by_every_reader() throws IOException {
        var digest = put("cat");
        change(blob(digest), "cut");

        assertCorrupt(digest);
    }

    @Test
    void a_blob_cut_short_is_refused_even_if_its_time_is_put_back() throws IOException {
        var digest = put("a cat on a mat");
        var time = Files.getLastModifiedTime(blob(digest));
        change(blob(digest), "a cat");
        Files.setLastModifiedTime(blob(digest), time);

        assertCorrupt(digest);
    }

    private void assertCorrupt(Digest digest) {
        for (var code : List.of(
                code(() -> store.locate(digest)), code(() -> store.open(digest)), code(() -> store.verify(digest))))
            assertThat(code).isEqualTo("artifact-corrupt");
    }

    private interface Act {
        void run() throws Exception;
    }

    private static String code(Act act) {
        return catchThrowableOfType(StoreException.class, act::run).code();
    }

    @Test
    void damage_with_size_and_time_kept_is_found_by_verify() throws IOException {
        var digest = put("cat");
        var time = Files.getLastModifiedTime(blob(digest));
        change(blob(digest), "cut");
        Files.setLastModifiedTime(blob(digest), time);

        assertThat(code(() -> store.verify(digest))).isEqualTo("artifact-corrupt");
    }

    @Test
    void a_blob_put_back_without_its_time_is_read_once_and_then_trusted() throws IOException {
        var digest = put("cat");
        var time = Files.getLastModifiedTime(blob(digest));
        Files.setLastModifiedTime(blob(digest), FileTime.fromMillis(1));

        assertThat(store.locate(digest)).hasContent("cat");

        assertThat(Files.getLastModifiedTime(blob(digest))).isEqualTo(time);
    }

    @Test
    void putting_the_content_again_mends_a_damaged_blob() throws IOException {
        var digest = put("cat");
        change(blob(digest), "cut");

        put("cat");

        assertThat(store.locate(digest)).hasContent("cat");
        store.verify(digest);
    }

    @Test
    void a_folder_in_place_of_a_blob_is_corrupt_not_content() throws IOException {
        var digest = Digest.of("cat");
        Files.createDirectories(blob(digest));

        assertThat(code(() -> store.locate(digest))).isEqualTo("artifact-missing");
    }

    @Test
    void what_a_dead_process_left_half_written_is_removed_when_the_store_is_opened() throws IOException {
        for (var left : List.of("put-1", "put-", "put-2-two-7"))
            Files.writeString(folder.resolve("tmp").resolve(left), "half");
        put("not in the way");

        FolderArtifacts.open(folder, ME).close();

        assertThat(temporary()).isEmpty();
    }

    @Test
    void what_a_living_process_has_half_written_is_left_alone() throws IOException {
        for (var at : List.of("put-1-one-7", "put-3-three-1"))
            Files.writeString(folder.resolve("tmp").resolve(at), "half");

        FolderArtifacts.open(folder, ME).close();

        assertThat(temporary()).containsExactly(folder.resolve("tmp").resolve("put-1-one-7"));
    }

    @Test
    void a_source_that_fails_leaves_no_file() throws IOException {
        var closed = Files.newInputStream(Files.createFile(folder.resolve("closed")));
        closed.close();
        var failing = new SequenceInputStream(new ByteArrayInputStream(new byte[1_000]), closed);

        assertThatThrownBy(() -> store.put(failing)).isInstanceOf(ClosedChannelException.class);

        assertThat(temporary()).isEmpty();
    }

    @Test
    void a_file_where_the_folder_should_be_is_named() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");

        var refused = catchThrowableOfType(StoreException.class, () -> FolderArtifacts.open(file, ME));

        assertThat(refused.at()).isEqualTo(file.toString());
        assertThat(refused.code()).isIn("store-not-writable", "store-failed");
    }
}
