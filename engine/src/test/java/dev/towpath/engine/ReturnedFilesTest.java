package dev.towpath.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.Attempt;
import dev.towpath.Digest;
import dev.towpath.FileRef;
import dev.towpath.FolderRef;
import dev.towpath.Pipeline;
import dev.towpath.value.Manifest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files and folders that a value names more than once, and folders that are laid out for a reader.
final class ReturnedFilesTest {
    record Text(String text) {}

    record Twice(FileRef first, List<FileRef> all) {}

    record Folders(FolderRef first, FileRef inside, FolderRef again) {}

    record Reversed(FileRef inside, FolderRef folder) {}

    @TempDir
    Path store;

    static Twice twice(String text, Attempt attempt) throws IOException {
        var file = attempt.newFile("report.html");
        Files.writeString(file.path(), text);
        return new Twice(file, List.of(file, file));
    }

    @Test
    void a_file_may_stand_in_a_value_more_than_once() throws Exception {
        var pipeline = Pipeline.define(
                "twice",
                Text.class,
                (p, in) -> p.step("make", ReturnedFilesTest::twice, in.get(Text::text), p.attempt()));
        try (var world = new LocalWorld(store)) {
            var value = (Twice) world.decoded(pipeline, world.outcome(pipeline, "\"one\""));

            assertThat(value.first().readString()).isEqualTo("one");
            assertThat(value.all()).extracting(FileRef::digest).containsOnly(Digest.of("one"));
        }
    }

    private static FolderRef site(String text, Attempt attempt) throws IOException {
        var folder = attempt.newFolder("site");
        Files.writeString(folder.path().resolve("index.html"), text);
        Files.writeString(folder.path().resolve("style.css"), "css");
        return folder;
    }

    static Folders folders(String text, Attempt attempt) throws IOException {
        var folder = site(text, attempt);
        return new Folders(folder, FileRef.of(folder.path().resolve("index.html")), folder);
    }

    @Test
    void a_folder_that_stands_in_a_value_twice_is_whole_both_times() throws Exception {
        var pipeline = Pipeline.define(
                "folders",
                Text.class,
                (p, in) -> p.step("make", ReturnedFilesTest::folders, in.get(Text::text), p.attempt()));
        try (var world = new LocalWorld(store)) {
            var value = (Folders) world.decoded(pipeline, world.outcome(pipeline, "\"one\""));

            assertThat(value.first().entries()).hasSize(2);
            assertThat(value.again().entries()).isEqualTo(value.first().entries());
            assertThat(value.inside().readString()).isEqualTo("one");
        }
    }

    static Reversed reversed(String text, Attempt attempt) throws IOException {
        var folder = site(text, attempt);
        return new Reversed(FileRef.of(folder.path().resolve("index.html")), folder);
    }

    @Test
    void a_folder_keeps_a_file_that_the_value_names_before_it() throws Exception {
        var pipeline = Pipeline.define(
                "reversed",
                Text.class,
                (p, in) -> p.step("make", ReturnedFilesTest::reversed, in.get(Text::text), p.attempt()));
        try (var world = new LocalWorld(store)) {
            var value = (Reversed) world.decoded(pipeline, world.outcome(pipeline, "\"one\""));

            assertThat(value.folder().entries())
                    .extracting(FolderRef.Entry::path)
                    .containsExactly("index.html", "style.css");
        }
    }

    @Test
    void a_log_that_is_given_as_an_input_stays_where_it_is() throws IOException {
        var log = Files.createDirectories(store.resolve("runs/r/logs")).resolve("make.jsonl");
        Files.writeString(log, "{}\n");

        new RunContents(new LocalWorld.Blobs(store.resolve("blobs")), store).keep(FileRef.of(log));

        assertThat(log).exists();
    }

    @Test
    void a_folder_is_laid_out_although_another_process_died_over_it() throws IOException {
        var blobs = new LocalWorld.Blobs(store.resolve("blobs"));
        var a = blobs.put(new ByteArrayInputStream(new byte[] {'a'}));
        var bytes = Manifest.encode(List.of(new FolderRef.Entry("a", a.digest(), 1)));
        var manifest = blobs.put(new ByteArrayInputStream(bytes)).digest();
        var left = Files.createDirectories(store.resolve("folders/" + manifest.hex() + "/.1.site"));
        Files.writeString(left.resolve("a"), "half");

        var folder = new RunContents(blobs, store).folder("site", manifest);

        assertThat(folder.path().resolve("a")).hasContent("a");
    }
}
