package dev.towpath.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.Attempt;
import dev.towpath.Call;
import dev.towpath.Case;
import dev.towpath.FileRef;
import dev.towpath.FolderRef;
import dev.towpath.Pipeline;
import dev.towpath.Status;
import dev.towpath.TreeRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(StoreKind.class)
class VerbsTest {
    record Count(int number) {}

    record Numbers(List<Integer> numbers) {}

    record Split(int half, String text) {}

    sealed interface Shape {
        record Circle(int radius) implements Shape {}

        record Square(int side) implements Shape {}
    }

    @TempDir
    Path folder;

    @Parameter
    StoreKind kind;

    private <I extends Record, O> O run(Pipeline<I, O> pipeline, I input) throws InterruptedException {
        try (var towpath = kind.open(folder, pipeline)) {
            return towpath.run(pipeline, input).await();
        }
    }

    static Integer plusOne(int number) {
        return number + 1;
    }

    static Integer times(int a, int b) {
        return a * b;
    }

    static Split split(int number) {
        return new Split(number / 2, "was " + number);
    }

    @AfterEach
    void what_is_left_is_a_sound_store() {
        Sound.store(folder.resolve(".towpath"));
    }

    @Test
    void a_chain_of_steps_and_a_component_of_a_record() throws Exception {
        var pipeline = Pipeline.define("chain", Count.class, (p, in) -> {
            var more = p.step("plus-one", VerbsTest::plusOne, in.get(Count::number));
            var split = p.step("split", VerbsTest::split, more);
            return p.step("times", VerbsTest::times, split.get(Split::half), in.get(Count::number));
        });
        assertThat(run(pipeline, new Count(9))).isEqualTo(45);
    }

    @Test
    void a_pipeline_that_gives_its_input() throws Exception {
        Pipeline<Count, Count> same = Pipeline.define("same", Count.class, (p, in) -> in);
        var number = run(same, new Count(3));
        assertThat(number).isEqualTo(new Count(3));
    }

    static List<Integer> upTo(int number) {
        return IntStream.range(0, number).boxed().toList();
    }

    static Long sum(List<Integer> numbers) {
        return numbers.stream().mapToLong(n -> n).sum();
    }

    private static final Pipeline<Count, Long> SUMS = Pipeline.define("sums", Count.class, (p, in) -> {
        var list = p.step("list", VerbsTest::upTo, in.get(Count::number));
        var more = p.each("each", VerbsTest::times, list, in.get(Count::number));
        return p.step("sum", VerbsTest::sum, more);
    });

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 1000, 5000})
    void each_gives_the_results_in_the_order_of_the_list(int size) throws Exception {
        assertThat(run(SUMS, new Count(size))).isEqualTo((long) size * size * (size - 1) / 2);
    }

    @Test
    void each_over_a_million_elements() throws Exception {
        var pipeline = Pipeline.define("million", Count.class, (p, in) -> {
            var list = p.step("list", VerbsTest::upTo, in.get(Count::number));
            return p.step("sum", VerbsTest::sum, p.each("each", VerbsTest::plusOne, list));
        });
        assertThat(run(pipeline, new Count(1_000_000))).isEqualTo(500_000_500_000L);
    }

    static List<String> join(List<Integer> numbers) {
        return List.of(numbers.toString());
    }

    @Test
    void batch_cuts_the_list_and_joins_what_comes_back() throws Exception {
        var pipeline = Pipeline.define(
                "batches", Numbers.class, (p, in) -> p.batch("join", VerbsTest::join, in.get(Numbers::numbers), 4));
        assertThat(run(pipeline, new Numbers(upTo(10)))).containsExactly("[0, 1, 2, 3]", "[4, 5, 6, 7]", "[8, 9]");
    }

    @Test
    void batch_over_an_empty_list_gives_an_empty_list() throws Exception {
        var pipeline = Pipeline.define(
                "batches", Numbers.class, (p, in) -> p.batch("join", VerbsTest::join, in.get(Numbers::numbers), 4));
        assertThat(run(pipeline, new Numbers(List.of()))).isEmpty();
    }

    static Boolean isEven(int number) {
        return number % 2 == 0;
    }

    static String says(int number, Attempt attempt) {
        return attempt.step() + " " + number;
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void when_takes_one_branch_and_skips_the_other(int number) throws Exception {
        var pipeline = Pipeline.define("when", Count.class, (p, in) -> {
            var even = p.step("is-even", VerbsTest::isEven, in.get(Count::number));
            return p.when(
                    even,
                    () -> p.step("even", VerbsTest::says, in.get(Count::number), p.attempt()),
                    () -> p.step("odd", VerbsTest::says, in.get(Count::number), p.attempt()));
        });
        try (var towpath = kind.open(folder, pipeline)) {
            var run = towpath.run(pipeline, new Count(number));
            assertThat(run.await()).isEqualTo((number == 4 ? "even " : "odd ") + number);
            assertThat(steps(run, "even")).isEqualTo(number == 4 ? Status.SUCCEEDED : Status.SKIPPED);
            assertThat(steps(run, "odd")).isEqualTo(number == 4 ? Status.SKIPPED : Status.SUCCEEDED);
        }
    }

    private static Status steps(Run<?> run, String name) {
        return run.view().steps().stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow()
                .status();
    }

    static String orElse(Optional<String> text) {
        return text.orElse("nothing");
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void what_a_branch_did_not_give_is_an_empty_optional_for_those_who_read_it(int number) throws Exception {
        var pipeline = Pipeline.define("optional", Count.class, (p, in) -> {
            var even = p.step("is-even", VerbsTest::isEven, in.get(Count::number));
            var odd = p.unless(even, () -> p.step("odd", VerbsTest::says, in.get(Count::number), p.attempt()));
            return p.step("or-else", VerbsTest::orElse, odd);
        });
        assertThat(run(pipeline, new Count(number))).isEqualTo(number == 4 ? "nothing" : "odd 5");
    }

    static Shape shape(int number) {
        return number < 10 ? new Shape.Circle(number) : new Shape.Square(number);
    }

    static String circle(Shape.Circle circle) {
        return "circle of " + circle.radius();
    }

    static String square(Shape.Square square) {
        return "square of " + square.side();
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 12})
    void choose_takes_the_case_of_the_value(int number) throws Exception {
        var pipeline = Pipeline.define("choose", Count.class, (p, in) -> {
            var shape = p.step("shape", VerbsTest::shape, in.get(Count::number));
            return p.<Shape, String>choose(
                    shape,
                    Case.of(Shape.Circle.class, c -> p.step("circle", VerbsTest::circle, c)),
                    Case.of(Shape.Square.class, s -> p.step("square", VerbsTest::square, s)));
        });
        assertThat(run(pipeline, new Count(number))).isEqualTo(number == 7 ? "circle of 7" : "square of 12");
    }

    static Count asInput(int number) {
        return new Count(number);
    }

    @Test
    void call_puts_a_pipeline_into_another() throws Exception {
        var pipeline = Pipeline.define("outer", Count.class, (p, in) -> {
            var input = p.step("input", VerbsTest::asInput, in.get(Count::number));
            return p.call("inner", SUMS, input);
        });
        try (var towpath = kind.open(folder, pipeline)) {
            var run = towpath.run(pipeline, new Count(10));
            assertThat(run.await()).isEqualTo(450);
            assertThat(run.view().steps())
                    .extracting(StepView::name)
                    .containsExactly("input", "inner/list", "inner/each", "inner/sum");
        }
    }

    static List<Call<Long>> calls(int number) {
        var calls = new ArrayList<Call<Long>>();
        for (var i = 0; i < number; i++) calls.add(Call.to("sums", new Count(i)));
        return calls;
    }

    static Long total(List<Long> numbers) {
        return numbers.stream().mapToLong(n -> n).sum();
    }

    @Test
    void expand_runs_as_many_pipelines_as_a_step_asked_for() throws Exception {
        var pipeline = Pipeline.define("expands", Count.class, (p, in) -> {
            var calls = p.step("calls", VerbsTest::calls, in.get(Count::number));
            return p.step("total", VerbsTest::total, p.expand("runs", calls, SUMS));
        });
        try (var towpath = kind.open(folder, pipeline)) {
            var run = towpath.run(pipeline, new Count(4));
            assertThat(run.await()).isEqualTo(0 + 0 + 2 + 9);
            assertThat(towpath.runs(100))
                    .filteredOn(view -> run.id().equals(view.parent()))
                    .hasSize(4)
                    .allMatch(view -> view.status() == Status.SUCCEEDED);
        }
    }

    static String appends(String file, String text, Attempt attempt) throws IOException {
        Files.writeString(Path.of(file), text, java.nio.file.StandardOpenOption.APPEND);
        return attempt.step();
    }

    record Order(String file, String first, String second) {}

    @Test
    void after_orders_steps_that_share_no_data() throws Exception {
        var file = Files.createFile(folder.resolve("order.txt"));
        var pipeline = Pipeline.define("after", Order.class, (p, in) -> {
            var second = p.step("second", VerbsTest::appends, in.get(Order::file), in.get(Order::second), p.attempt());
            var first = p.step("first", VerbsTest::appends, in.get(Order::file), in.get(Order::first), p.attempt());
            return second.after(first);
        });
        run(pipeline, new Order(file.toString(), "a", "b"));
        assertThat(file).hasContent("ab");
    }

    record Files3(FileRef file, FolderRef tree, TreeRef place) {}

    record Read(FileRef file, FolderRef tree, List<String> seen) {}

    static Read read(FileRef file, FolderRef tree, TreeRef place, Attempt attempt) throws IOException {
        var copy = attempt.newFile("copy.txt");
        Files.writeString(copy.path(), file.readString() + "!");
        var more = attempt.newFolder("more");
        for (var entry : tree.entries()) {
            var target = more.path().resolve(entry.path());
            Files.createDirectories(target.getParent());
            Files.copy(tree.path().resolve(entry.path()), target);
        }
        return new Read(copy, more, List.of(file.name(), tree.name(), place.files() + " files"));
    }

    static String text(FileRef file) throws IOException {
        return file.readString();
    }

    @Test
    void files_and_folders_pass_from_the_input_through_steps_to_the_result() throws Exception {
        var file = Files.writeString(folder.resolve("ein – 名.txt"), "content");
        Files.createDirectories(folder.resolve("tree/a/b"));
        Files.writeString(folder.resolve("tree/a/b/one.txt"), "1");
        Files.writeString(folder.resolve("tree/two\nlines.txt"), "2");
        var pipeline = Pipeline.define("files", Files3.class, (p, in) -> {
            var read = p.step(
                    "read",
                    VerbsTest::read,
                    in.get(Files3::file),
                    in.get(Files3::tree),
                    in.get(Files3::place),
                    p.attempt());
            p.step("text", VerbsTest::text, read.get(Read::file));
            return read;
        });
        try (var towpath = kind.open(folder, pipeline)) {
            var input = new Files3(
                    FileRef.of(file), FolderRef.of(folder.resolve("tree")), TreeRef.of(folder.resolve("tree")));
            var run = towpath.run(pipeline, input);
            Files.delete(file); // what was submitted is in the store
            var read = run.await();
            assertThat(read.seen()).containsExactly("ein – 名.txt", "tree", "2 files");
            assertThat(read.file().readString()).isEqualTo("content!");
            assertThat(read.tree().path().resolve("a/b/one.txt")).hasContent("1");
            assertThat(read.tree().path().resolve("two\nlines.txt")).hasContent("2");

            var target = towpath.copy(towpath.artifact("files/read/tree"), folder.resolve("out"));
            assertThat(target.resolve("a/b/one.txt")).hasContent("1");
            var output = run.view().output();
            assertThat(output)
                    .contains("\"path\":", "\"digest\":\"" + read.file().digest(), "\"size\":8");
        }
    }

    static List<Integer> mutable(int number) {
        return new ArrayList<>(List.of(number, number));
    }

    @Test
    void a_list_that_a_step_gets_can_not_be_changed_and_is_its_own() throws Exception {
        var pipeline = Pipeline.define("lists", Count.class, (p, in) -> {
            var list = p.step("list", VerbsTest::mutable, in.get(Count::number));
            return p.step("change", VerbsTest::tryToChange, list);
        });
        assertThat(run(pipeline, new Count(2))).isEqualTo("unmodifiable");
    }

    static String tryToChange(List<Integer> list) {
        try {
            list.add(3);
            return "changed";
        } catch (UnsupportedOperationException e) {
            return "unmodifiable";
        }
    }
}
