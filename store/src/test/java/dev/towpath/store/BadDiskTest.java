package dev.towpath.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.towpath.Digest;
import dev.towpath.spi.ArtifactStore.Handover;
import dev.towpath.spi.Entry;
import dev.towpath.spi.StoreException;
import dev.towpath.testkit.OwnersConformance;
import dev.towpath.testkit.SampleRows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real small disk that fills up, and one that is mounted read-only. Mounting needs root on Linux: elsewhere these
/// tests are skipped, and under `CI=true` they fail instead.
final class BadDiskTest {
    private static final SoloOwners ME = new SoloOwners(OwnersConformance.owner("1-one", false));

    private static final int DISK_KIB = 4_096;

    @TempDir
    Path folder;

    private Path disk;
    private boolean mounted;

    @BeforeEach
    void a_small_disk() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        mounted = run("mount", "-t", "tmpfs", "-o", "size=" + DISK_KIB + "k", "tmpfs", disk.toString());
        if ("true".equals(System.getenv("CI")))
            assertThat(mounted).as("a disk can be mounted").isTrue();
        assumeTrue(mounted, "needs the right to mount a disk");
    }

    @AfterEach
    void is_taken_away() throws Exception {
        if (mounted) assertThat(run("umount", "-l", disk.toString())).isTrue();
    }

    private static boolean run(String... command) throws Exception {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private void makeReadOnly() throws Exception {
        assertThat(run("mount", "-o", "remount,ro", disk.toString())).isTrue();
    }

    private void fillUp(int leaveKib) throws IOException {
        var free = disk.toFile().getUsableSpace() - leaveKib * 1024L;
        if (free > 0) Files.write(disk.resolve("ballast"), new byte[(int) free]);
    }

    private interface Act {
        void run() throws Exception;
    }

    private static StoreException refused(Act act) {
        return catchThrowableOfType(StoreException.class, act::run);
    }

    @Test
    void a_commit_on_a_full_disk_is_refused_whole_and_goes_through_when_there_is_room() throws Exception {
        try (var journal = SqliteJournal.open(disk.resolve("towpath.db"))) {
            journal.commit(List.of(new Entry.NewRun(SampleRows.run(1))));
            fillUp(16);
            var large = SampleRows.value("x".repeat(500_000));
            var entries = List.<Entry>of(new Entry.NewRun(SampleRows.run(2)), large);

            var refused = refused(() -> journal.commit(entries));

            assertThat(refused.code()).isEqualTo("disk-full");
            assertThat(refused.what()).contains("bytes are free");
            assertThat(refused.at()).isEqualTo(disk.resolve("towpath.db").toString());
            assertThat(journal.run(SampleRows.id(1))).isPresent();
            assertThat(journal.run(SampleRows.id(2))).isEmpty();

            Files.delete(disk.resolve("ballast"));
            journal.commit(entries);
            assertThat(journal.value(large.digest())).isPresent();
        }
    }

    @Test
    void a_new_store_on_a_full_disk_says_so() throws Exception {
        fillUp(0);

        assertThat(refused(() -> SqliteJournal.open(disk.resolve("towpath.db"))).code())
                .isEqualTo("disk-full");
        assertThat(refused(() -> new StoreFolder(disk.resolve("a/b")).create()).code())
                .isEqualTo("disk-full");
    }

    @Test
    void an_artifact_larger_than_the_disk_leaves_nothing_behind() throws Exception {
        var content = new byte[DISK_KIB * 1024];
        try (var artifacts = FolderArtifacts.open(disk.resolve("artifacts"), ME)) {
            var small = artifacts.put(new ByteArrayInputStream(new byte[] {1}));
            var source = Files.write(folder.resolve("source"), content);
            for (Act put : List.<Act>of(
                    () -> artifacts.put(new ByteArrayInputStream(content)),
                    () -> artifacts.put(source, Handover.COPY),
                    // From another disk: a move becomes a copy.
                    () -> artifacts.put(source, Handover.MOVE))) {
                var refused = refused(put);

                assertThat(refused.code()).isEqualTo("disk-full");
                assertThat(refused.what()).contains("bytes are free");
                assertThat(refused.at()).startsWith(disk.toString());
                assertThat(disk.resolve("artifacts/tmp")).isEmptyDirectory();
            }
            assertThat(source).hasSize(content.length);
            assertThat(artifacts.has(Digest.of(content))).isFalse();
            artifacts.verify(small.digest());
        }
    }

    @Test
    void a_move_from_another_disk_is_a_copy() throws Exception {
        var source = Files.writeString(folder.resolve("source"), "cat");
        try (var artifacts = FolderArtifacts.open(disk.resolve("artifacts"), ME)) {
            var kept = artifacts.put(source, Handover.MOVE);

            assertThat(artifacts.locate(kept.digest())).hasContent("cat");
        }
    }

    @Test
    void a_read_only_folder_can_be_read_and_refuses_to_be_written() throws Exception {
        var store = new StoreFolder(disk.resolve("store"));
        Digest digest;
        try (var _ = store.own(OwnersConformance.owner("1-one", false));
                var journal = SqliteJournal.open(store.database());
                var artifacts = FolderArtifacts.open(store.artifacts(), ME)) {
            journal.commit(List.of(new Entry.NewRun(SampleRows.run(1))));
            digest = artifacts.put(new ByteArrayInputStream(new byte[] {1})).digest();
        }
        makeReadOnly();

        try (var reading = SqliteJournal.reading(store.database());
                var artifacts = FolderArtifacts.reading(store.artifacts())) {
            assertThat(reading.run(SampleRows.id(1))).isPresent();
            assertThat(artifacts.locate(digest)).hasSize(1);
            assertThat(refused(() -> artifacts.put(new ByteArrayInputStream(new byte[] {2})))
                            .code())
                    .isEqualTo("store-not-writable");
        }
        assertThat(store.living()).isEmpty();
        for (var refused : List.of(
                refused(() -> SqliteJournal.open(store.database())),
                refused(() -> store.own(OwnersConformance.owner("1-one", false))),
                refused(() -> FolderArtifacts.open(disk.resolve("other"), ME)),
                refused(() -> new StoreFolder(disk.resolve("new")).create()))) {
            assertThat(refused.code()).isEqualTo("store-not-writable");
            assertThat(refused.at()).startsWith(disk.toString());
            assertThat(refused.hint()).contains("--store");
        }
    }

    @Test
    void a_log_left_in_a_read_only_folder_is_not_passed_over_in_silence() throws Exception {
        var file = disk.resolve("towpath.db");
        try (var journal = SqliteJournal.open(file)) {
            journal.commit(List.of(new Entry.NewRun(SampleRows.run(1))));
            var copy = Files.createDirectory(disk.resolve("copy"));
            for (var name : List.of("towpath.db", "towpath.db-wal")) Files.copy(disk.resolve(name), copy.resolve(name));
        }
        makeReadOnly();

        var refused = refused(() -> SqliteJournal.reading(disk.resolve("copy/towpath.db")));

        assertThat(refused.code()).isEqualTo("store-not-writable");
        assertThat(refused.what()).contains("last commits");
        assertThat(refused.hint()).contains("Copy the store folder");
    }
}
