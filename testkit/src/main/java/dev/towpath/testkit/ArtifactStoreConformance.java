package dev.towpath.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.towpath.Digest;
import dev.towpath.spi.ArtifactStore;
import dev.towpath.spi.ArtifactStore.Handover;
import dev.towpath.spi.ArtifactStore.Kept;
import dev.towpath.spi.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every [ArtifactStore] must do. Extend it for an implementation.
public abstract class ArtifactStoreConformance {
    private static final Digest EMPTY = Digest.of(new byte[0]);

    /// The store that is tested; empty when a test begins.
    protected ArtifactStore store;

    @TempDir
    Path elsewhere;

    /// For subclasses.
    protected ArtifactStoreConformance() {}

    /// A new, empty store.
    protected abstract ArtifactStore create() throws Exception;

    @BeforeEach
    void a_new_store() throws Exception {
        store = create();
    }

    @AfterEach
    void is_closed() {
        store.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Kept put(String text) throws IOException {
        return store.put(new ByteArrayInputStream(bytes(text)));
    }

    private String read(Digest digest) throws IOException {
        try (var bytes = store.open(digest)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void what_is_put_is_found_by_its_digest() throws IOException {
        var kept = put("cat");

        assertThat(kept).isEqualTo(new Kept(Digest.of("cat"), 3));
        assertThat(store.has(kept.digest())).isTrue();
        assertThat(read(kept.digest())).isEqualTo("cat");
        assertThat(read(kept.digest())).isEqualTo("cat");
        assertThat(store.locate(kept.digest())).hasContent("cat");
        store.verify(kept.digest());
    }

    @Test
    void nothing_at_all_is_content_too() throws IOException {
        assertThat(put("")).isEqualTo(new Kept(EMPTY, 0));
        assertThat(read(EMPTY)).isEmpty();
        assertThat(store.locate(EMPTY)).isEmptyFile();
    }

    @Test
    void the_same_bytes_twice_are_kept_once() throws IOException {
        assertThat(put("cat")).isEqualTo(put("cat"));
        assertThat(store.locate(Digest.of("cat"))).isEqualTo(store.locate(Digest.of("cat")));
    }

    @Test
    void content_that_is_not_here_is_missing_by_name() {
        var digest = Digest.of("never put");

        assertThat(store.has(digest)).isFalse();
        for (var reading : new Callable<?>[] {
            () -> store.open(digest),
            () -> store.locate(digest),
            () -> {
                store.verify(digest);
                return null;
            }
        }) {
            var missing = catchThrowableOfType(StoreException.class, reading::call);
            assertThat(missing.code()).isEqualTo("artifact-missing");
            assertThat(missing.what()).contains(digest.hex());
        }
    }

    @Test
    void a_stream_of_64_mebibytes_is_kept() throws IOException {
        var size = 64L << 20;
        var kept = store.put(new Numbers(size, size));

        assertThat(kept).isEqualTo(new Kept(digest(new Numbers(size, size)), size));
        assertThat(store.locate(kept.digest())).hasSize(size);
        assertThat(digest(store.open(kept.digest()))).isEqualTo(kept.digest());
        store.verify(kept.digest());
    }

    private static Digest digest(InputStream stream) throws IOException {
        var hash = Digest.sha256();
        try (stream) {
            var buffer = new byte[1 << 16];
            for (var n = stream.read(buffer); n >= 0; n = stream.read(buffer)) hash.update(buffer, 0, n);
        }
        return Digest.of(hash);
    }

    @Test
    void a_stream_that_fails_half_way_leaves_nothing() throws IOException {
        assertThatThrownBy(() -> store.put(new Numbers(1 << 20, 700_000)))
                .isInstanceOf(IOException.class)
                .hasMessage("the source is gone");

        assertThat(store.has(digest(new Numbers(700_000, 700_000)))).isFalse();
        assertThat(put("next").size()).isEqualTo(4);
    }

    @Test
    void the_same_content_from_8_threads_is_kept_once() throws Exception {
        var threads = 8;
        var together = new CyclicBarrier(threads);
        try (var pool = Executors.newFixedThreadPool(threads)) {
            for (var round = 0; round < 5; round++) {
                var text = "content " + round;
                var puts = new ArrayList<Future<Kept>>();
                for (var i = 0; i < threads; i++)
                    puts.add(pool.submit(() -> {
                        together.await();
                        return put(text);
                    }));
                for (var put : puts) assertThat(put.get().digest()).isEqualTo(Digest.of(text));
                assertThat(read(Digest.of(text))).isEqualTo(text);
                store.verify(Digest.of(text));
            }
        }
    }

    @Test
    void a_copied_file_stays_as_it_is() throws IOException {
        var file = Files.writeString(elsewhere.resolve("cat – 猫.txt"), "cat");

        assertThat(store.put(file, Handover.COPY)).isEqualTo(new Kept(Digest.of("cat"), 3));

        Files.writeString(file, "dog");
        assertThat(read(Digest.of("cat"))).isEqualTo("cat");
        store.verify(Digest.of("cat"));
    }

    @Test
    void a_moved_file_is_kept_also_from_another_folder_and_when_it_is_known() throws IOException {
        for (var name : new String[] {"a", "b"}) {
            var file = Files.writeString(elsewhere.resolve(name), "cat");
            assertThat(store.put(file, Handover.MOVE)).isEqualTo(new Kept(Digest.of("cat"), 3));
            assertThat(read(Digest.of("cat"))).isEqualTo("cat");
        }
        store.verify(Digest.of("cat"));
    }

    @Test
    void a_file_that_can_be_changed_by_another_name_is_copied_not_moved() throws IOException {
        var file = Files.writeString(elsewhere.resolve("file"), "cat");
        var other = Files.createLink(elsewhere.resolve("other"), file);
        var link = Files.createSymbolicLink(elsewhere.resolve("link"), file);

        store.put(file, Handover.MOVE);
        store.put(link, Handover.MOVE);
        Files.writeString(other, "dog");

        assertThat(read(Digest.of("cat"))).isEqualTo("cat");
        store.verify(Digest.of("cat"));
    }

    @Test
    void a_file_that_is_not_there_is_the_callers_fault() {
        for (var handover : Handover.values())
            assertThatThrownBy(() -> store.put(elsewhere.resolve("none"), handover))
                    .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void a_located_file_with_one_changed_byte_is_corrupt_and_the_error_names_it() throws IOException {
        var digest = put("a cat on a mat").digest();
        var file = store.locate(digest);
        assertThat(file.toFile().setWritable(true)).isTrue();
        Files.writeString(file, "a cat on a mxt");

        var corrupt = catchThrowableOfType(StoreException.class, () -> store.locate(digest));

        assertThat(corrupt.code()).isEqualTo("artifact-corrupt");
        assertThat(corrupt.what()).contains(digest.hex());
        assertThat(corrupt.at()).isEqualTo(file.toString());
    }

    @Test
    void it_may_be_closed_twice() {
        store.close();
        store.close();
    }

    /// Bytes that differ from place to place, up to a size, or to a failure before it.
    private static final class Numbers extends InputStream {
        private final long size;
        private final long failAt;
        private long at;

        Numbers(long size, long failAt) {
            this.size = size;
            this.failAt = failAt;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (at >= size) return -1;
            if (at >= failAt) throw new IOException("the source is gone");
            var n = (int) Math.min(length, Math.min(size, failAt) - at);
            for (var i = from; i < from + n; i++) {
                into[i] = (byte) (at ^ at >> 8 ^ at >> 16);
                at++;
            }
            return n;
        }
    }
}
