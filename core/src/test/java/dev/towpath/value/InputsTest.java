package dev.towpath.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.Default;
import dev.towpath.FileRef;
import dev.towpath.FolderRef;
import dev.towpath.InvalidInput;
import dev.towpath.Max;
import dev.towpath.Min;
import dev.towpath.Problem;
import dev.towpath.TreeRef;
import dev.towpath.plan.Input;
import dev.towpath.value.Samples.Box;
import dev.towpath.value.Samples.Colour;
import dev.towpath.value.Samples.Shape;
import java.io.IOException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class InputsTest {
    enum Mode {
        FAST,
        SLOW_MOTION,
        Twin,
        TWIN
    }

    record One<T>(T value) {}

    record Many(
            String name,
            int count,
            @Default("0.5") double share,
            Optional<String> note,
            OptionalInt seed,
            @Default("5m") Duration limit,
            List<String> tags) {}

    record Bounded(
            @Min(1) @Max(10) int count,
            @Min(0.5) double share,
            @Max(3) String name,
            @Min(1) @Max(2) List<String> tags,
            @Max(100) Optional<Long> limit,
            @Max(9) Year year) {}

    record Fine(@Default("1") int count, Optional<String> note) {}

    record Inner(@Min(1) int size, @Default("x") String label) {}

    record Outer(Inner inner, List<Inner> more) {}

    record Places(
            @Default("${user.home}/data") TreeRef data,
            @Default("${java.home}/lib") TreeRef lib) {}

    record References(FileRef file, Optional<FolderRef> folder, List<TreeRef> trees, Shape shape) {}

    record Picky(int size) {
        Picky {
            if (size == 7) throw new IllegalArgumentException("7 is taken");
        }
    }

    @TempDir
    Path base;

    private Path home;
    private Path java;
    private Inputs inputs;

    @BeforeEach
    void makeFolders() throws IOException {
        home = Files.createDirectories(base.resolve("home"));
        java = Files.createDirectories(base.resolve("java"));
        Files.createDirectories(home.resolve("data"));
        Files.createDirectories(java.resolve("lib"));
        Files.writeString(base.resolve("cat.png"), "cat");
        Files.writeString(home.resolve("dog.png"), "dog");
        inputs = new Inputs(new Codecs(), new Inputs.Folders(base, home, java));
    }

    private static Given text(String... texts) {
        return new Given.Text(List.of(texts), "option --value");
    }

    private static Given tree(Object tree) {
        return new Given.Tree(tree, "in.yaml:3");
    }

    /// Binds one value of any type, as the only component of a record.
    private Object value(Type type, Given given) {
        var codecs = new Codecs();
        var form = codecs.codec(type).form();
        return new InputValues(new InputPaths(new Inputs.Folders(base, home, java))).of(form, given);
    }

    private Misfit misfit(Type type, Given given) {
        try {
            throw new AssertionError("accepted as " + value(type, given));
        } catch (Misfit e) {
            return e;
        }
    }

    private static Type type(TypeOf<?> type) {
        return type.type();
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of(String.class, text(" as it is "), " as it is "),
                Arguments.of(String.class, text(""), ""),
                Arguments.of(int.class, text("42"), 42),
                Arguments.of(int.class, text(" -7 "), -7),
                Arguments.of(long.class, text("9223372036854775807"), Long.MAX_VALUE),
                Arguments.of(BigInteger.class, text("123456789012345678901"), new BigInteger("123456789012345678901")),
                Arguments.of(BigDecimal.class, text("1.50"), new BigDecimal("1.50")),
                Arguments.of(double.class, text("1"), 1.0),
                Arguments.of(double.class, text(".5e3"), 500.0),
                Arguments.of(double.class, text("NaN"), Double.NaN),
                Arguments.of(float.class, text("-0.25"), -0.25f),
                Arguments.of(boolean.class, text("true"), true),
                Arguments.of(boolean.class, text("No"), false),
                Arguments.of(boolean.class, text("ON"), true),
                Arguments.of(char.class, text(";"), ';'),
                Arguments.of(Mode.class, text("FAST"), Mode.FAST),
                Arguments.of(Mode.class, text("fast"), Mode.FAST),
                Arguments.of(Mode.class, text("slow-motion"), Mode.SLOW_MOTION),
                Arguments.of(Mode.class, text("TWIN"), Mode.TWIN),
                Arguments.of(Duration.class, text("PT5M"), Duration.ofMinutes(5)),
                Arguments.of(Duration.class, text("5m"), Duration.ofMinutes(5)),
                Arguments.of(Duration.class, text("1h30m"), Duration.ofMinutes(90)),
                Arguments.of(Duration.class, text("1.5d"), Duration.ofHours(36)),
                Arguments.of(Duration.class, text("250ms"), Duration.ofMillis(250)),
                Arguments.of(LocalDate.class, text("2026-11-20"), LocalDate.of(2026, 11, 20)),
                Arguments.of(Instant.class, text("2026-11-20T10:15:30Z"), Instant.parse("2026-11-20T10:15:30Z")),
                Arguments.of(Year.class, text("2026"), Year.of(2026)),
                Arguments.of(ZoneId.class, text("Europe/Berlin"), ZoneId.of("Europe/Berlin")),
                Arguments.of(Locale.class, text("de_CH"), Locale.of("de", "CH")),
                Arguments.of(type(new TypeOf<Optional<Integer>>() {}), text("3"), Optional.of(3)),
                Arguments.of(OptionalInt.class, text("3"), OptionalInt.of(3)),
                Arguments.of(type(new TypeOf<List<Integer>>() {}), text("1", "2"), List.of(1, 2)),
                Arguments.of(type(new TypeOf<List<Integer>>() {}), text("[1, 2]"), List.of(1, 2)),
                Arguments.of(type(new TypeOf<List<String>>() {}), text("one"), List.of("one")),
                Arguments.of(type(new TypeOf<List<String>>() {}), text("[]"), List.of()),
                Arguments.of(type(new TypeOf<Set<String>>() {}), text("b", "a"), Set.of("a", "b")),
                Arguments.of(
                        type(new TypeOf<Optional<List<Integer>>>() {}), text("1", "2"), Optional.of(List.of(1, 2))),
                Arguments.of(type(new TypeOf<Map<String, Integer>>() {}), text("a=1", "b=2"), Map.of("a", 1, "b", 2)),
                Arguments.of(type(new TypeOf<Map<String, Integer>>() {}), text("{\"a\": 1}"), Map.of("a", 1)),
                Arguments.of(type(new TypeOf<Map<Integer, String>>() {}), text("1=a=b"), Map.of(1, "a=b")),
                Arguments.of(type(new TypeOf<Map<Integer, String>>() {}), text("[[1,\"a\"]]"), Map.of(1, "a")),
                Arguments.of(Box.class, text("{\"label\": \"a\", \"x\": 1, \"y\": 2}"), new Box("a", 1, 2)),
                Arguments.of(
                        type(new TypeOf<List<Box>>() {}),
                        text("{\"label\": \"a\", \"x\": 1, \"y\": 2}"),
                        List.of(new Box("a", 1, 2))),
                Arguments.of(Shape.class, text("{\"$type\": \"Line\", \"length\": 4}"), new Shape.Line(4)));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void a_text_of_the_command_line_becomes_a_value(Type type, Given given, Object expected) {
        assertThat(value(type, given)).isEqualTo(expected);
    }

    static Stream<Arguments> trees() {
        return Stream.of(
                Arguments.of(int.class, tree(42L), 42),
                Arguments.of(int.class, tree(42), 42),
                Arguments.of(int.class, tree(new BigDecimal("4.20E+1")), 42),
                Arguments.of(int.class, tree("42"), 42),
                Arguments.of(double.class, tree(1L), 1.0),
                Arguments.of(double.class, tree(0.1), 0.1),
                Arguments.of(double.class, tree(Double.NaN), Double.NaN),
                Arguments.of(BigDecimal.class, tree(new BigDecimal("1.50")), new BigDecimal("1.50")),
                Arguments.of(boolean.class, tree(true), true),
                Arguments.of(String.class, tree("a"), "a"),
                Arguments.of(Mode.class, tree("fast"), Mode.FAST),
                Arguments.of(Year.class, tree(2026L), Year.of(2026)),
                Arguments.of(Duration.class, tree("90s"), Duration.ofSeconds(90)),
                Arguments.of(type(new TypeOf<Optional<String>>() {}), tree(null), Optional.empty()),
                Arguments.of(type(new TypeOf<List<Integer>>() {}), tree(List.of(1L, 2L)), List.of(1, 2)),
                Arguments.of(type(new TypeOf<Map<String, Integer>>() {}), tree(Map.of("a", 1L)), Map.of("a", 1)),
                Arguments.of(type(new TypeOf<Map<Integer, String>>() {}), tree(Map.of(1, "a")), Map.of(1, "a")),
                Arguments.of(type(new TypeOf<Map<Integer, String>>() {}), tree(Map.of("1", "a")), Map.of(1, "a")),
                Arguments.of(
                        type(new TypeOf<Map<Integer, String>>() {}), tree(List.of(List.of(1L, "a"))), Map.of(1, "a")),
                Arguments.of(
                        type(new TypeOf<Map.Entry<String, Integer>>() {}), tree(List.of("a", 1L)), Map.entry("a", 1)),
                Arguments.of(Box.class, tree(Map.of("label", "a", "x", 1L, "y", 2L)), new Box("a", 1, 2)),
                Arguments.of(Inner.class, tree(Map.of("size", 3L)), new Inner(3, "x")),
                Arguments.of(Shape.class, tree(Map.of("$type", "Line", "length", 4L)), new Shape.Line(4)),
                Arguments.of(Shape.class, tree(Map.of("$type", "Nothing", "$value", "HERE")), Shape.Nothing.HERE),
                Arguments.of(Colour.class, new Given.Java(Colour.GREEN, ""), Colour.GREEN),
                Arguments.of(int.class, new Given.Java(5, ""), 5));
    }

    @ParameterizedTest
    @MethodSource("trees")
    void a_tree_of_a_file_becomes_a_value(Type type, Given given, Object expected) {
        assertThat(value(type, given)).isEqualTo(expected);
    }

    static Stream<Arguments> wrong() {
        var map = type(new TypeOf<Map<String, Integer>>() {});
        var list = type(new TypeOf<List<Integer>>() {});
        return Stream.of(
                Arguments.of(int.class, text("five"), "is 'five', not a whole number of 32 bits"),
                Arguments.of(int.class, text("2147483648"), "not a whole number of 32 bits"),
                Arguments.of(int.class, text("1.5"), "not a whole number of 32 bits"),
                Arguments.of(int.class, text("1", "2"), "is given 2 times"),
                Arguments.of(int.class, tree(1.5), "is 1.5, not a whole number of 32 bits"),
                Arguments.of(int.class, tree(new BigDecimal("1e999999999")), "not a whole number of 32 bits"),
                Arguments.of(int.class, tree(Double.NaN), "is NaN, not a whole number"),
                Arguments.of(int.class, tree(true), "is true, not a whole number"),
                Arguments.of(int.class, tree(null), "is empty, not a whole number"),
                Arguments.of(int.class, new Given.Java("x", ""), "is a String, not a whole number"),
                Arguments.of(int.class, new Given.Java(null, ""), "is null, not a whole number"),
                Arguments.of(double.class, text("1d"), "is '1d', not a number"),
                Arguments.of(double.class, text("0x1p3"), "not a number"),
                Arguments.of(BigDecimal.class, text("NaN"), "not a number"),
                Arguments.of(boolean.class, text("maybe"), "is 'maybe', not true or false"),
                Arguments.of(boolean.class, tree(1L), "is 1, not true or false"),
                Arguments.of(String.class, tree(12L), "is 12, not a text"),
                Arguments.of(String.class, tree(List.of()), "is a list, not a text"),
                Arguments.of(char.class, text("ab"), "is 'ab', not one character"),
                Arguments.of(Mode.class, text("quick"), "is none of FAST, SLOW_MOTION, Twin, TWIN"),
                Arguments.of(Mode.class, text("twin"), "fits several of FAST"),
                Arguments.of(Mode.class, tree(3L), "is 3, not one of FAST"),
                Arguments.of(Duration.class, text("5 minutes"), "is '5 minutes', not a duration"),
                Arguments.of(Duration.class, tree(5L), "is 5, not a duration"),
                Arguments.of(LocalDate.class, text("20.11.2026"), "not a date such as 2026-11-20"),
                Arguments.of(Locale.class, text("???"), "not a language tag"),
                Arguments.of(list, text("1", "x"), "is 'x', not a whole number"),
                Arguments.of(list, text("[1,"), "is no JSON"),
                Arguments.of(list, tree(1L), "is 1, not a list of Integer"),
                Arguments.of(map, text("a:1"), "is 'a:1', not key=value"),
                Arguments.of(map, tree(List.of()), "is a list, not a map of Integer by key"),
                Arguments.of(Box.class, text("box"), "is 'box', which is no JSON"),
                Arguments.of(Box.class, tree(Map.of("label", "a", "x", 1L)), "is missing: a whole number"),
                Arguments.of(Box.class, tree("box"), "is 'box', not an object with label, x, y"),
                Arguments.of(Shape.class, tree(Map.of("length", 1L)), "is an object, not an object with $type"),
                Arguments.of(Shape.class, tree(Map.of("$type", "Lime")), "is 'Lime', not one of"),
                Arguments.of(Shape.class, tree(Map.of("$type", "Nothing", "$value", "X")), "is none of HERE, THERE"),
                Arguments.of(Inner.class, tree(Map.of("size", 0L)), "is 0, not at least 1"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void a_value_of_the_wrong_type_says_what_was_given_and_what_is_wanted(Type type, Given given, String what) {
        var misfit = misfit(type, given);
        assertThat(misfit.what()).contains(what);
        assertThat(misfit.hint()).matches("(?s).*[.?]");
    }

    @ParameterizedTest
    @MethodSource("everything")
    void what_is_wanted_is_said_for_every_kind(Type type, String wanted) {
        assertThat(InputValues.wanted(new Codecs().codec(type).form())).isEqualTo(wanted);
    }

    static Stream<Arguments> everything() {
        return Stream.of(
                Arguments.of(int.class, "a whole number of 32 bits"),
                Arguments.of(Mode.class, "one of FAST, SLOW_MOTION, Twin, TWIN"),
                Arguments.of(type(new TypeOf<Optional<String>>() {}), "a text"),
                Arguments.of(type(new TypeOf<Set<Box>>() {}), "a list of Box"),
                Arguments.of(type(new TypeOf<Map<String, Box>>() {}), "a map of Box by key"),
                Arguments.of(type(new TypeOf<Map.Entry<String, Box>>() {}), "a pair"),
                Arguments.of(Box.class, "an object with label, x, y"),
                Arguments.of(Shape.class, "an object with $type, one of Circle, Square, Line, Nothing"),
                Arguments.of(FileRef.class, "the path of a file"),
                Arguments.of(FolderRef.class, "the path of a folder"),
                Arguments.of(TreeRef.class, "the path of a folder or a file"),
                Arguments.of(dev.towpath.Call.class, "a call, which can not be given"));
    }

    @ParameterizedTest
    @MethodSource("odd")
    void an_odd_value_is_refused_with_its_place(Type type, Given given, String path, String what) {
        var misfit = misfit(type, given);
        assertThat(misfit.path()).isEqualTo(path);
        assertThat(misfit.what()).contains(what);
    }

    static Stream<Arguments> odd() {
        var map = type(new TypeOf<Map<String, Integer>>() {});
        var byNumber = type(new TypeOf<Map<Integer, Integer>>() {});
        var entry = type(new TypeOf<Map.Entry<String, Integer>>() {});
        return Stream.of(
                Arguments.of(map, text("a=x"), "[a]", "is 'x'"),
                Arguments.of(map, text("a=1", "a=2"), null, "the key 'a' twice"),
                Arguments.of(map, tree(Map.of("a", "x")), "[a]", "is 'x'"),
                Arguments.of(map, tree(3L), null, "is 3, not a map"),
                Arguments.of(byNumber, tree(Map.of("x", 1L)), "[key x]", "is 'x'"),
                Arguments.of(byNumber, tree(List.of(List.of(1L))), "[0]", "is a list, not a map"),
                Arguments.of(byNumber, tree(List.of("x")), "[0]", "is 'x', not a map"),
                Arguments.of(byNumber, tree(List.of(List.of(1L, "x"))), "[0]", "is 'x'"),
                Arguments.of(byNumber, text("[[1,2],[1,3]]"), null, "the key '1' twice"),
                Arguments.of(entry, tree(List.of("a")), null, "not a pair"),
                Arguments.of(entry, tree(List.of("a", "x")), "[1]", "is 'x'"),
                Arguments.of(entry, text("a=1"), null, "no JSON"),
                Arguments.of(type(new TypeOf<List<Integer>>() {}), tree(Arrays.asList(1L, null)), "[1]", "is empty"),
                Arguments.of(type(new TypeOf<List<Box>>() {}), tree(List.of(Map.of())), "[0].label", "is missing"),
                Arguments.of(type(new TypeOf<Set<Integer>>() {}), text("1", "1"), "[1]", "twice"),
                Arguments.of(type(new TypeOf<Optional<Integer>>() {}), text("x"), null, "is 'x'"),
                Arguments.of(type(new TypeOf<Optional<Integer>>() {}), new Given.Java(3, ""), null, "is a Integer"),
                Arguments.of(type(new TypeOf<List<Optional<Integer>>>() {}), text("1", "x"), "[1]", "is 'x'"),
                Arguments.of(dev.towpath.Call.class, tree("x"), null, "can not be given"));
    }

    @Test
    void advice_fits_the_mistake() {
        assertThat(misfit(String.class, tree(12L)).hint()).isEqualTo("Put it in quotes: \"12\".");
        assertThat(misfit(Shape.class, tree(Map.of("$type", "Lime"))).hint()).isEqualTo("Did you mean 'Line'?");
        assertThat(misfit(Duration.class, text("x")).hint()).contains("5m").contains("PT5M");
        assertThat(misfit(Box.class, tree(Map.of("lable", "a"))).hint()).isEqualTo("Did you mean 'label'?");
    }

    @Test
    void a_record_is_bound_with_defaults_and_empty_optionals() {
        var bound = inputs.bind(Many.class, Map.of("name", text("n"), "count", tree(3L), "tags", text("a", "b")));

        assertThat(bound.orThrow())
                .isEqualTo(new Many(
                        "n", 3, 0.5, Optional.empty(), OptionalInt.empty(), Duration.ofMinutes(5), List.of("a", "b")));
    }

    @Test
    void everything_that_is_wrong_is_reported_at_once_in_the_order_of_the_components() {
        var given = new LinkedHashMap<String, Given>();
        given.put("shar", text("1"));
        given.put("note", text("a", "b"));
        given.put("count", text("many"));
        given.put("zzzzzzzz", text("1"));

        var refused = (Bound.Refused) inputs.bind(Many.class, given);

        assertThat(refused.problems())
                .extracting(Problem::code)
                .containsExactly(
                        "missing-input", "wrong-type", "wrong-type", "missing-input", "unknown-input", "unknown-input");
        assertThat(refused.problems())
                .extracting(Problem::at)
                .containsExactly("name", "count", "note", "tags", "shar", "zzzzzzzz");
        assertThat(refused.problems().get(0).what()).isEqualTo("'name' is missing: a text is wanted");
        assertThat(refused.problems().get(0).advice()).contains("--name").contains("TOWPATH_IN_NAME");
        assertThat(refused.problems().get(1).what())
                .isEqualTo("'count' is 'many', not a whole number of 32 bits (option --value)");
        assertThat(refused.problems().get(4).advice()).isEqualTo("Did you mean 'share'?");
        assertThat(refused.problems().get(5).advice()).startsWith("Known are name, count, share");
        assertThatThrownBy(refused::orThrow).isInstanceOf(InvalidInput.class);
    }

    @ParameterizedTest
    @CsvSource({"image-dir,imageDir", "imagedir,imageDir", "image_dir,imageDir", "imgeDir,imageDir", "iamgeDir,imageDir"
    })
    void a_name_that_is_nearly_right_is_recognised(String wrong, String right) {
        assertThat(Nearest.of(wrong, List.of("confidence", "imageDir", "images")))
                .hasValue(right);
    }

    @Test
    void numbers_texts_and_lists_are_held_to_their_bounds() {
        var given = Map.of(
                "count", text("11"),
                "share", text("0.49"),
                "name", text("abcd"),
                "tags", tree(List.of()),
                "limit", tree(101L),
                "year", text("10"));

        var refused = (Bound.Refused) inputs.bind(Bounded.class, given);

        assertThat(refused.problems()).extracting(Problem::code).containsOnly("out-of-range");
        assertThat(refused.problems())
                .extracting(Problem::what)
                .containsExactly(
                        "'count' is 11, not from 1 to 10 (option --value)",
                        "'share' is 0.49, not at least 0.5 (option --value)",
                        "'name' has 4 characters, not at most 3 characters (option --value)",
                        "'tags' has 0 elements, not from 1 to 2 elements (in.yaml:3)",
                        "'limit' is 101, not at most 100 (in.yaml:3)",
                        "'year' is 10, not at most 9 (option --value)");
    }

    @Test
    void what_is_no_number_is_out_of_every_range() {
        var bounds = Components.of(Bounded.class);
        var share = bounds.get(1);
        for (var bad : List.of(Double.NaN, Double.NEGATIVE_INFINITY))
            assertThatThrownBy(() -> Bounds.check(Scalar.DOUBLE, share, bad)).isInstanceOf(Misfit.class);
        Bounds.check(Scalar.DOUBLE, share, Double.POSITIVE_INFINITY);
        Bounds.check(Scalar.DOUBLE, share, 0.5);
    }

    @Test
    void a_constructor_that_refuses_is_quoted() {
        var refused = (Bound.Refused) inputs.bind(Picky.class, Map.of("size", text("7")));
        assertThat(refused.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("invalid-input");
            assertThat(problem.what()).contains("7 is taken");
        });
    }

    @Test
    void nested_problems_say_where() {
        var more = List.of(Map.of("size", 1L), Map.of("size", 0L));
        var refused =
                (Bound.Refused) inputs.bind(Outer.class, Map.of("inner", tree(Map.of("sise", 1L)), "more", tree(more)));
        assertThat(refused.problems()).extracting(Problem::at).containsExactly("inner.sise", "more[1].size");
        assertThat(refused.problems()).extracting(Problem::code).containsExactly("unknown-input", "out-of-range");
        assertThat(inputs.bind(Outer.class, Map.of("inner", tree(Map.of()), "more", text("[]"))))
                .isInstanceOfSatisfying(
                        Bound.Refused.class,
                        it -> assertThat(it.problems())
                                .extracting(Problem::code, Problem::at)
                                .containsExactly(org.assertj.core.groups.Tuple.tuple("missing-input", "inner.size")));
    }

    @Test
    void a_relative_path_counts_from_the_base_and_a_tilde_from_the_home() throws IOException {
        assertThat(((FileRef) value(FileRef.class, text("cat.png"))).path()).isEqualTo(base.resolve("cat.png"));
        assertThat(((FileRef) value(FileRef.class, text("~/dog.png"))).path()).isEqualTo(home.resolve("dog.png"));
        assertThat(((FileRef) value(FileRef.class, tree("home/../cat.png"))).name())
                .isEqualTo("cat.png");
        assertThat(((FolderRef) value(FolderRef.class, text("~"))).path()).isEqualTo(home);
        assertThat(((FolderRef) value(FolderRef.class, text("."))).name())
                .isEqualTo(base.getFileName().toString());
        assertThat(((TreeRef) value(TreeRef.class, text(base.resolve("java").toString()))).path())
                .isEqualTo(java);
        assertThat(((TreeRef) value(TreeRef.class, text("cat.png"))).path()).isEqualTo(base.resolve("cat.png"));
        assertThat((List<?>) value(type(new TypeOf<List<FileRef>>() {}), text("cat.png", "home/dog.png")))
                .hasSize(2);
    }

    @Test
    void a_default_may_name_the_folders_of_java_and_of_the_user() {
        var places = (Places) inputs.bind(Places.class, Map.of()).orThrow();
        assertThat(places.data().path()).isEqualTo(home.resolve("data"));
        assertThat(places.lib().path()).isEqualTo(java.resolve("lib"));
    }

    @Test
    void a_file_that_is_missing_or_a_folder_is_refused() {
        var cases = List.of(
                misfit(FileRef.class, text("none.png")),
                misfit(FileRef.class, text("home")),
                misfit(FileRef.class, text("")),
                misfit(FileRef.class, text("a\u0000b")),
                misfit(FolderRef.class, text("none")),
                misfit(FolderRef.class, text("cat.png")),
                misfit(TreeRef.class, text("none")));
        assertThat(cases).extracting(Misfit::code).containsOnly("input-file-missing");
        assertThat(cases.get(0).what()).isEqualTo("is the file " + base.resolve("none.png") + ", which does not exist");
        assertThat(cases.get(0).hint()).contains("counts from " + base);
        assertThat(cases.get(1).what()).isEqualTo("is the folder " + home + ", not a file");
        assertThat(cases.get(5).what()).isEqualTo("is the file " + base.resolve("cat.png") + ", not a folder");
        assertThat(misfit(FileRef.class, tree(3L)).code()).isEqualTo("wrong-type");
    }

    @Test
    void a_stored_plan_is_bound_with_its_own_defaults_and_bounds() {
        var components = List.of(
                new Input.Component("count", "java.lang.Integer", "", "7", 1.0, 9.0),
                new Input.Component("note", "java.util.Optional<java.lang.String>", "", null, null, null));
        var input = new Input(TypeNames.print(Fine.class), components);
        var loader = InputsTest.class.getClassLoader();

        assertThat(inputs.bind(input, loader, Map.of()).orThrow()).isEqualTo(new Fine(7, Optional.empty()));
        assertThat(inputs.bind(input, loader, Map.of("count", text("10")))).isInstanceOf(Bound.Refused.class);
    }

    @Test
    void the_components_of_a_record_are_read_with_their_annotations() {
        assertThat(Components.of(Samples.Photo.class).subList(0, 3))
                .containsExactly(
                        new Input.Component("photo", "dev.towpath.FileRef", "Photo to search", null, null, null),
                        new Input.Component("confidence", "java.lang.Double", "", "0.5", 0.0, 1.0),
                        new Input.Component("tags", "java.util.List<java.lang.String>", "", null, 1.0, 3.0));
    }

    @Test
    void a_record_made_in_java_is_checked_for_the_same() {
        var bad = new Bounded(0, 0.7, null, Arrays.asList("a", "b", "c"), Optional.of(5L), Year.of(1));
        assertThat(inputs.check(bad))
                .extracting(Problem::what)
                .containsExactly(
                        "'count' is 0, not from 1 to 10",
                        "'name' is null",
                        "'tags' has 3 elements, not from 1 to 2 elements");
        assertThat(inputs.check(new Outer(new Inner(1, "a"), List.of(new Inner(1, "a"), new Inner(0, "b")))))
                .extracting(Problem::at)
                .containsExactly("more[1].size");
        assertThat(inputs.check(new Fine(1, Optional.empty()))).isEmpty();
    }

    record Nested(Map<String, Inner> byName, Map.Entry<String, Inner> entry, Optional<Inner> maybe, OptionalInt seed) {}

    @Test
    void a_record_made_in_java_is_checked_to_its_last_corner() {
        var bad = new Inner(0, "a");
        var good = new Inner(1, "a");
        var input = new Nested(Map.of("k", bad), Map.entry("k", bad), Optional.of(bad), OptionalInt.of(1));
        assertThat(inputs.check(input))
                .extracting(Problem::at)
                .containsExactly("byName[k].size", "entry.value.size", "maybe.size");
        assertThat(inputs.check(new Nested(Map.of(), Map.entry("k", good), Optional.empty(), OptionalInt.empty())))
                .isEmpty();
    }

    @Test
    void files_of_a_record_made_in_java_have_to_exist() {
        var here = base.resolve("cat.png");
        var gone = base.resolve("gone");
        var good = new References(
                FileRef.of(here), Optional.of(FolderRef.of(home)), List.of(TreeRef.of(home)), Shape.Nothing.HERE);
        var bad = new References(
                FileRef.of(gone),
                Optional.of(FolderRef.of(here)),
                List.of(TreeRef.of(home), TreeRef.of(gone)),
                new Shape.Line(1));

        assertThat(inputs.check(good)).isEmpty();
        assertThat(inputs.check(bad))
                .extracting(Problem::what)
                .containsExactly(
                        "'file' is the file " + gone + ", which does not exist",
                        "'folder' is the file " + here + ", not a folder",
                        "'trees[1]' is " + gone + ", which does not exist");
        assertThat(inputs.check(new References(FileRef.of(home), Optional.empty(), List.of(), new Shape.Line(1))))
                .extracting(Problem::what)
                .containsExactly("'file' is the folder " + home + ", not a file");
    }
}
