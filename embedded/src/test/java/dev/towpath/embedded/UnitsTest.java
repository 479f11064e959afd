package dev.towpath.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.Attempt;
import dev.towpath.BusinessError;
import dev.towpath.FileRef;
import dev.towpath.FolderRef;
import dev.towpath.Pipeline;
import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.value.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What single units of mapped steps gave, whatever became of the others.
@ParameterizedClass
@EnumSource(StoreKind.class)
class UnitsTest {
    record In(int count, int bad) {}

    record Page(FileRef file, String text) {}

    @TempDir
    Path folder;

    @Parameter
    StoreKind kind;

    static List<Integer> numbers(int count, int bad) {
        return IntStream.range(0, count).map(i -> i == bad ? -1 : i).boxed().toList();
    }

    private static int checked(int number) {
        if (number < 0) throw new BusinessError("this one is bad");
        return number;
    }

    static FileRef file(int number, Attempt attempt) throws IOException {
        var file = attempt.newFile("n" + checked(number) + ".txt");
        Files.writeString(file.path(), "number " + number);
        return file;
    }

    static FolderRef folder(int number, Attempt attempt) throws IOException {
        var folder = attempt.newFolder("n" + checked(number));
        Files.writeString(folder.path().resolve("inner.txt"), "number " + number);
        return folder;
    }

    static Page page(int number, Attempt attempt) throws IOException {
        return new Page(file(number, attempt), "page " + number);
    }

    static String text(int number) {
        return Integer.toString(checked(number)).repeat(5000);
    }

    static String word(int number) {
        return "word " + checked(number);
    }

    private static final Pipeline<In, List<FileRef>> FILES = Pipeline.define("files", In.class, (p, in) -> {
        var numbers = p.step("numbers", UnitsTest::numbers, in.get(In::count), in.get(In::bad));
        return p.each("make", UnitsTest::file, numbers, p.attempt());
    });

    private static final Pipeline<In, List<FolderRef>> FOLDERS = Pipeline.define("folders", In.class, (p, in) -> {
        var numbers = p.step("numbers", UnitsTest::numbers, in.get(In::count), in.get(In::bad));
        return p.each("make", UnitsTest::folder, numbers, p.attempt());
    });

    private static final Pipeline<In, List<Page>> PAGES = Pipeline.define("pages", In.class, (p, in) -> {
        var numbers = p.step("numbers", UnitsTest::numbers, in.get(In::count), in.get(In::bad));
        return p.each("make", UnitsTest::page, numbers, p.attempt());
    });

    private static final Pipeline<In, List<String>> TEXTS = Pipeline.define("texts", In.class, (p, in) -> {
        var numbers = p.step("numbers", UnitsTest::numbers, in.get(In::count), in.get(In::bad));
        return p.each("make", UnitsTest::text, numbers);
    });

    private static final Pipeline<In, List<String>> WORDS = Pipeline.define("words", In.class, (p, in) -> {
        var numbers = p.step("numbers", UnitsTest::numbers, in.get(In::count), in.get(In::bad));
        return p.each("make", UnitsTest::word, numbers);
    });

    private static RunId failed(Towpath towpath, Pipeline<In, ?> pipeline) {
        var run = towpath.run(pipeline, new In(5, 3));
        assertThatThrownBy(run::await).isInstanceOf(RunFailed.class).hasMessageContaining("this one is bad");
        return run.id();
    }

    private static String content(Towpath towpath, ArtifactView artifact) throws IOException {
        try (var in = towpath.open(artifact)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void the_good_units_of_a_failed_step_give_their_files() throws Exception {
        try (var towpath = kind.open(folder.resolve("store"), FILES)) {
            var run = failed(towpath, FILES);
            assertThat(towpath.units(run, "make"))
                    .extracting(UnitView::status)
                    .containsExactly(
                            Status.SUCCEEDED, Status.SUCCEEDED, Status.SUCCEEDED, Status.FAILED, Status.SUCCEEDED);
            for (var index : List.of(0, 1, 2, 4)) {
                var unit = towpath.unit(run, "make", index);
                assertThat(unit.path()).isEqualTo(run + "/make@" + index);
                assertThat(unit.fileName()).isEqualTo("n" + index + ".txt");
                assertThat(unit.size()).isEqualTo(8);
                assertThat(unit.mediaType()).isEqualTo("text/plain");
                assertThat(content(towpath, unit)).isEqualTo("number " + index);
                var target = Files.createDirectories(folder.resolve("out"));
                assertThat(towpath.copy(unit, target))
                        .isEqualTo(target.resolve(unit.fileName()))
                        .hasContent("number " + index);
            }
        }
    }

    @Test
    void a_unit_without_a_value_is_refused_with_the_reason() {
        try (var towpath = kind.open(folder, FILES)) {
            var run = failed(towpath, FILES);
            assertThatThrownBy(() -> towpath.unit(run, "make", 3))
                    .isInstanceOf(NotFound.class)
                    .hasMessageContaining("unit 3 of step 'make' is FAILED");
            assertThatThrownBy(() -> towpath.unit(run, "make", 5)).hasMessageContaining("Its units are 0 to 4");
            assertThatThrownBy(() -> towpath.unit(run, "numbers", 0)).hasMessageContaining("has no unit 0");
            assertThatThrownBy(() -> towpath.unit(run, "mkae", 0)).hasMessageContaining("Did you mean 'make'?");
        }
    }

    @Test
    void small_and_large_values_of_units_are_json() throws Exception {
        try (var towpath = kind.open(folder, WORDS, TEXTS)) {
            var words = failed(towpath, WORDS);
            assertThat(content(towpath, towpath.unit(words, "make", 4))).isEqualTo("\"word 4\"");
            assertThat(towpath.copy(towpath.unit(words, "make", 4), folder))
                    .isEqualTo(folder.resolve("make-4.json"))
                    .hasContent("\"word 4\"");
            var texts = failed(towpath, TEXTS);
            assertThat(content(towpath, towpath.unit(texts, "make", 2))).isEqualTo("\"" + "2".repeat(5000) + "\"");
        }
    }

    @Test
    void a_folder_is_a_folder_and_the_files_of_a_record_have_places() throws Exception {
        try (var towpath = kind.open(folder.resolve("store"), FOLDERS, PAGES)) {
            var folders = failed(towpath, FOLDERS);
            var unit = towpath.unit(folders, "make", 1);
            assertThat(unit.fileName()).isEqualTo("n1");
            assertThat(unit.size()).isEqualTo(8);
            towpath.copy(unit, folder.resolve("copy"));
            assertThat(folder.resolve("copy/inner.txt")).hasContent("number 1");
            var pages = failed(towpath, PAGES);
            var page = (Map<?, ?>) Json.parse(content(towpath, towpath.unit(pages, "make", 2)));
            assertThat(page.get("text")).isEqualTo("page 2");
            var file = (Map<?, ?>) page.get("file");
            assertThat(Path.of(String.valueOf(file.get("path")))).hasContent("number 2");
        }
    }

    @Test
    void elements_of_lists_are_addressed_by_index() throws Exception {
        try (var towpath = kind.open(folder, FILES, WORDS)) {
            towpath.run(FILES, new In(3, -1)).await();
            towpath.run(FILES, new In(2, -1)).await();
            var element = towpath.artifact("files/make/output/1@2");
            assertThat(element.path()).isEqualTo("files/make/output/1@2");
            assertThat(element.fileName()).isEqualTo("n2.txt");
            assertThat(content(towpath, element)).isEqualTo("number 2");
            assertThat(towpath.artifact("files/make@1").path()).isEqualTo("files/make/output/2@1");
            assertThat(content(towpath, towpath.artifact("files/numbers@1"))).isEqualTo("1");
            assertThatThrownBy(() -> towpath.artifact("files/make@2")).hasMessageContaining("Its elements are 0 to 1");
            assertThatThrownBy(() -> towpath.artifact("files/mkae/output@2")).hasMessageContaining("Did you mean");
            var run = towpath.run(WORDS, new In(2, -1));
            run.await();
            assertThat(content(towpath, towpath.unit(run.id(), "make", 1)))
                    .isEqualTo(content(towpath, towpath.artifact("words/make@1")))
                    .isEqualTo("\"word 1\"");
        }
    }
}
