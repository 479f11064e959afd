package dev.towpath.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.towpath.spi.StoreException;
import dev.towpath.testkit.OwnersConformance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreFolderTest {
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
        assertThat(folder.living()).isEmpty();
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
    void any_number_of_processes_execute_runs_and_those_who_look_see_them() {
        var one = OwnersConformance.owner("1-one", false);
        var two = OwnersConformance.owner("2-two", true);
        try (var _ = folder.own(one);
                var _ = folder.own(two)) {
            assertThat(folder.living()).containsExactly(one, two);
            assertThat(new StoreFolder(folder.path()).isAlive("1-one")).isTrue();
        }
        assertThat(folder.living()).isEmpty();
        assertThat(folder.isAlive("1-one")).isFalse();
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
