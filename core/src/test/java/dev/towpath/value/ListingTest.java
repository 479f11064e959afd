package dev.towpath.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListingTest {
    @TempDir
    Path folder;

    @BeforeEach
    void fill() throws IOException {
        write("b/c.txt", "123", 1_000);
        write("a.txt", "12345", 2_000);
        Files.createDirectories(folder.resolve("empty"));
    }

    private void write(String name, String text, long millis) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.fromMillis(millis));
    }

    @Test
    void files_below_the_folder_are_counted_and_their_sizes_summed() throws IOException {
        var listing = Listing.of(folder);
        assertThat(listing.files()).isEqualTo(2);
        assertThat(listing.size()).isEqualTo(8);
        assertThat(listing.at(folder).listing()).isEqualTo(listing.digest());
    }

    @Test
    void the_digest_does_not_depend_on_where_the_folder_lies(@TempDir Path other) throws IOException {
        var first = Listing.of(folder);
        folder = other;
        fill();
        assertThat(Listing.of(folder)).isEqualTo(first);
    }

    @Test
    void the_digest_changes_with_name_size_and_time() throws IOException {
        var before = Listing.of(folder).digest();
        write("a.txt", "12345", 2_001);
        var later = Listing.of(folder).digest();
        write("a.txt", "123456", 2_001);
        var longer = Listing.of(folder).digest();
        Files.move(folder.resolve("a.txt"), folder.resolve("d.txt"));
        assertThat(before).isNotIn(later, longer, Listing.of(folder).digest());
        assertThat(longer).isNotIn(later, Listing.of(folder).digest());
    }

    @Test
    void one_file_is_a_listing_too() throws IOException {
        assertThat(Listing.of(folder.resolve("a.txt")).files()).isEqualTo(1);
    }

    @Test
    void links_are_followed_but_a_loop_is_left_out() throws IOException {
        var before = Listing.of(folder);
        Files.createSymbolicLink(folder.resolve("b/up"), folder);
        assertThat(Listing.of(folder)).isEqualTo(before);
        Files.createSymbolicLink(folder.resolve("nowhere"), folder.resolve("missing"));
        assertThat(Listing.of(folder)).isEqualTo(before);
        Files.createSymbolicLink(folder.resolve("link.txt"), folder.resolve("a.txt"));
        assertThat(Listing.of(folder).files()).isEqualTo(3);
    }

    @Test
    void a_folder_that_is_missing_is_an_error() {
        assertThatThrownBy(() -> Listing.of(folder.resolve("missing"))).isInstanceOf(NoSuchFileException.class);
    }
}
