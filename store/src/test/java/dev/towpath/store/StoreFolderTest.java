package dev.towpath.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.towpath.spi.StoreException;
import dev.towpath.store.StoreFolder.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreFolderTest {
    private static final Owner OWNER = new Owner(77, "towpath run Cats.java", Instant.parse("2026-11-20T12:00:00Z"));

    @TempDir
    Path parent;

    private StoreFolder folder;

    @BeforeEach
    void a_folder_that_is_not_there_yet() {
        folder = new StoreFolder(parent.resolve("a/.towpath"));
    }

    @Test
    void looking_at_a_folder_makes_nothing() {
        assertThat(folder.exists()).isFalse();
        assertThat(folder.holder()).isEmpty();
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void it_is_made_with_all_parents_and_kept_out_of_version_control() throws IOException {
        folder.create();
        Files.writeString(folder.path().resolve(".gitignore"), "mine\n");
        folder.create();

        assertThat(folder.runs()).isDirectory();
        assertThat(folder.path().resolve(".gitignore")).hasContent("mine\n");
        assertThat(new StoreFolder(parent.resolve("b")).exists()).isFalse();
    }

    @Test
    void the_git_ignore_file_names_everything() {
        folder.create();

        assertThat(folder.path().resolve(".gitignore")).hasContent("*\n");
    }

    @Test
    void a_store_exists_when_its_database_does() {
        folder.create();
        SqliteJournal.open(folder.database()).close();

        assertThat(folder.exists()).isTrue();
        assertThat(folder.artifacts().getParent()).isEqualTo(folder.path());
    }

    @Test
    void one_owner_at_a_time_and_others_learn_who_it_is() {
        try (var _ = folder.own(OWNER)) {
            assertThat(folder.holder()).contains(OWNER);
            assertThat(new StoreFolder(folder.path()).holder()).contains(OWNER);

            var refused = catchThrowableOfType(
                    StoreException.class, () -> new StoreFolder(folder.path()).own(new Owner(1, "x", Instant.EPOCH)));

            assertThat(refused.code()).isEqualTo("store-in-use");
            assertThat(refused.what()).contains("77", "towpath run Cats.java", "2026-11-20T12:00:00Z");
            assertThat(folder.holder()).contains(OWNER);
        }
        assertThat(folder.holder()).isEmpty();
        folder.own(OWNER).close();
    }

    @Test
    void giving_up_twice_does_not_take_the_right_from_the_next_owner() {
        var first = folder.own(OWNER);
        first.close();
        try (var _ = folder.own(OWNER)) {
            first.close();
            assertThat(folder.holder()).contains(OWNER);
        }
    }

    @Test
    void a_note_without_a_lock_means_nobody() throws IOException {
        folder.create();
        Files.createFile(folder.path().resolve("owner.lock"));
        Files.writeString(folder.path().resolve("owner.json"), "{\"pid\":1,\"command\":\"x\",\"since\":\"?\"}");

        assertThat(folder.holder()).isEmpty();
        folder.own(OWNER).close();
    }

    @Test
    void an_unreadable_note_does_not_hide_that_the_folder_is_owned() throws IOException {
        try (var _ = folder.own(OWNER)) {
            Files.writeString(folder.path().resolve("owner.json"), "{\"pid\":");

            assertThat(folder.holder()).map(Owner::pid).contains(0L);
            assertThat(catchThrowableOfType(StoreException.class, () -> folder.own(OWNER)))
                    .hasMessageContaining("another process");
        }
    }

    @Test
    void who_asks_for_the_owner_is_never_in_the_way_of_one_who_becomes_it() throws Exception {
        folder.create();
        Files.createFile(folder.path().resolve("owner.lock"));
        var asking = new AtomicBoolean(true);
        var asker = new FutureTask<>(
                () -> {
                    while (asking.get()) folder.holder();
                },
                "done");
        var thread = Thread.ofPlatform().start(asker);
        try {
            for (var i = 0; i < 500; i++) folder.own(OWNER).close();
        } finally {
            asking.set(false);
            thread.join();
        }
        assertThat(asker.get()).isEqualTo("done");
    }

    @Test
    void another_process_holds_the_lock_until_it_is_killed() throws Exception {
        folder.create();
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var other = new ProcessBuilder(
                        java,
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.path().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(other.getInputStream().read()).isEqualTo('!');
            assertThat(folder.holder()).map(Owner::pid).contains(other.pid());
            var refused = catchThrowableOfType(StoreException.class, () -> folder.own(OWNER));
            assertThat(refused.what()).contains("process " + other.pid());
        } finally {
            other.destroyForcibly();
        }
        assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.holder()).isEmpty();
        folder.own(OWNER).close();
    }

    /// Another process: takes the folder, says so, and waits to be killed.
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws IOException {
            var owner = new Owner(ProcessHandle.current().pid(), "holder", Instant.EPOCH);
            try (var _ = new StoreFolder(Path.of(args[0])).own(owner)) {
                System.out.print('!');
                System.out.flush();
                System.in.read();
            }
        }
    }

    @Test
    void a_file_where_the_folder_should_be_is_named() throws IOException {
        var file = Files.writeString(parent.resolve("file"), "");

        for (var path : new Path[] {file, file.resolve(".towpath")}) {
            var refused = catchThrowableOfType(StoreException.class, () -> new StoreFolder(path).create());
            assertThat(refused.code()).isEqualTo("store-not-writable");
            assertThat(refused.at()).startsWith(file.toString());
            assertThat(refused.hint()).contains("--store");
        }
    }
}
