package dev.towpath.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.Digest;
import dev.towpath.FileRef;
import dev.towpath.FolderRef;
import dev.towpath.TreeRef;
import dev.towpath.value.Samples.Box;
import dev.towpath.value.Samples.Colour;
import dev.towpath.value.Samples.Empty;
import dev.towpath.value.Samples.Node;
import dev.towpath.value.Samples.Pair;
import dev.towpath.value.Samples.Result;
import dev.towpath.value.Samples.Shape;
import java.io.IOException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SequencedCollection;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The encoding, version 1: these bytes never change.
class GoldenTest {
    record Whole(
            List<Byte> bytes, List<Short> shorts, List<Integer> ints, List<Long> longs, List<BigInteger> integers) {}

    record Real(List<Float> floats, List<Double> doubles, List<BigDecimal> decimals) {}

    record Texts(List<Character> chars, List<String> strings) {}

    record Times(
            List<Instant> instants,
            List<Duration> durations,
            List<Period> periods,
            List<LocalDate> dates,
            List<LocalTime> times,
            List<LocalDateTime> dateTimes,
            List<OffsetTime> offsetTimes,
            List<OffsetDateTime> offsetDateTimes,
            List<ZonedDateTime> zonedDateTimes,
            List<Year> years,
            List<YearMonth> months,
            List<MonthDay> days,
            List<ZoneId> zones,
            List<ZoneOffset> offsets) {}

    record Names(UUID uuid, URI uri, List<Locale> locales, List<Colour> colours) {}

    record Absent(
            Optional<String> some,
            Optional<String> none,
            OptionalInt i,
            OptionalInt noI,
            OptionalLong l,
            OptionalLong noL,
            OptionalDouble d,
            OptionalDouble noD,
            List<Optional<Integer>> holes) {}

    record Sequences(
            List<String> list,
            SequencedCollection<String> collection,
            Set<String> set,
            SequencedSet<String> sequencedSet,
            Set<Box> boxes,
            Set<Integer> numbers) {}

    record Maps(
            Map<String, Integer> byText,
            Map<Integer, String> byNumber,
            Map<Colour, Box> byEnum,
            Map<LocalDate, Boolean> byDate,
            Map<Box, String> byRecord,
            SequencedMap<String, Integer> inOrder,
            SequencedMap<Integer, String> inOrderByNumber,
            Map.Entry<String, Integer> entry) {}

    record Generic(Pair<String, Integer> pair, Pair<List<Box>, Pair<Colour, Empty>> nested) {}

    record Shapes(List<Shape> shapes, Shape.Circle plain, Shape.Flat flat, List<Result<String>> results) {}

    record Files(FileRef file, List<FileRef> files, FolderRef folder) {}

    record Golden(String name, Type type, Object value) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final MemoryContents STORE = new MemoryContents();

    private static Golden of(Record value) {
        return new Golden(value.getClass().getSimpleName(), value.getClass(), value);
    }

    static Stream<Golden> cases() {
        Stream<Record> records = Stream.of(
                whole(),
                real(),
                texts(),
                times(),
                names(),
                absent(),
                sequences(),
                maps(),
                generic(),
                shapes(),
                files());
        return records.map(GoldenTest::of);
    }

    static Stream<Golden> single() {
        return Stream.of(
                new Golden("Empty", Empty.class, new Empty()),
                new Golden("Text", String.class, "a text"),
                new Golden("Int", int.class, 42),
                new Golden("Boolean", boolean.class, true),
                new Golden("EmptyList", new TypeOf<List<Box>>() {}.type(), List.of()),
                new Golden("EmptyMap", new TypeOf<Map<String, Box>>() {}.type(), Map.of()),
                new Golden("EmptyMapOfPairs", new TypeOf<Map<Long, Box>>() {}.type(), Map.of()),
                new Golden("OptionalNone", new TypeOf<Optional<Box>>() {}.type(), Optional.empty()),
                new Golden(
                        "Recursive",
                        Node.class,
                        new Node(1, List.of(new Node(2, List.of()), new Node(3, List.of(new Node(4, List.of())))))));
    }

    private static Whole whole() {
        return new Whole(
                List.of(Byte.MIN_VALUE, (byte) 0, Byte.MAX_VALUE),
                List.of(Short.MIN_VALUE, Short.MAX_VALUE),
                List.of(Integer.MIN_VALUE, -1, 0, 9, 10, Integer.MAX_VALUE),
                List.of(Long.MIN_VALUE, -1L, 0L, 999_999_999_999_999_999L, 1_000_000_000_000_000_000L, Long.MAX_VALUE),
                List.of(
                        BigInteger.ZERO,
                        BigInteger.TWO.pow(64),
                        BigInteger.TWO.pow(200).negate()));
    }

    private static Real real() {
        return new Real(
                List.of(0f, -0f, 1f, 0.1f, 1e10f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NaN),
                List.of(
                        0.0,
                        -0.0,
                        1.0,
                        0.1,
                        1e7,
                        1.0E23,
                        Double.MIN_VALUE,
                        Double.MAX_VALUE,
                        Double.NaN,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY),
                List.of(
                        new BigDecimal("1"),
                        new BigDecimal("1.0"),
                        new BigDecimal("1.00"),
                        new BigDecimal("1E+3"),
                        new BigDecimal("0E-10"),
                        new BigDecimal("-0.000000001234567890123456789012345678901234567890")));
    }

    private static Texts texts() {
        return new Texts(
                List.of('a', '"', '\u0000', 'é', '\uFFFF'),
                List.of(
                        "",
                        "plain",
                        "quote \" backslash \\ slash / tab \t line \n return \r back \b feed \f",
                        "\u0000\u001f\u007f\u0080\u2028\u2029",
                        "é 漢字 😀",
                        "\uFFFD"));
    }

    private static Times times() {
        return new Times(
                List.of(Instant.EPOCH, Instant.parse("2026-11-20T10:15:30.123456789Z"), Instant.MIN, Instant.MAX),
                List.of(
                        Duration.ZERO,
                        Duration.ofMinutes(90),
                        Duration.ofMillis(-1500),
                        Duration.ofSeconds(Long.MIN_VALUE),
                        Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)),
                List.of(Period.ZERO, Period.of(1, 14, -3)),
                List.of(LocalDate.of(2024, 2, 29), LocalDate.MIN, LocalDate.MAX, LocalDate.of(0, 1, 1)),
                List.of(LocalTime.MIDNIGHT, LocalTime.of(10, 15, 0, 1), LocalTime.MAX),
                List.of(LocalDateTime.of(2026, 11, 20, 10, 15), LocalDateTime.MIN, LocalDateTime.MAX),
                List.of(OffsetTime.of(10, 15, 30, 0, ZoneOffset.ofHours(1)), OffsetTime.MIN),
                List.of(OffsetDateTime.parse("2026-11-20T10:15:30+01:00"), OffsetDateTime.MAX),
                List.of(
                        ZonedDateTime.parse("2026-10-25T02:30+02:00[Europe/Berlin]"),
                        ZonedDateTime.parse("2026-10-25T02:30+01:00[Europe/Berlin]")),
                List.of(Year.of(2026), Year.of(-5), Year.of(Year.MAX_VALUE)),
                List.of(YearMonth.of(2026, 11), YearMonth.of(12_345, 1), YearMonth.of(-5, 12)),
                List.of(MonthDay.of(2, 29)),
                List.of(ZoneId.of("Europe/Berlin"), ZoneId.of("UTC"), ZoneOffset.UTC),
                List.of(ZoneOffset.ofHoursMinutes(5, 30)));
    }

    private static Names names() {
        return new Names(
                new UUID(1, 2),
                URI.create("https://example.org/a%20b?c=d#e"),
                List.of(Locale.GERMANY, Locale.ROOT, Locale.forLanguageTag("zh-Hant-TW")),
                List.of(Colour.RED, Colour.GREEN));
    }

    private static Absent absent() {
        return new Absent(
                Optional.of("here"),
                Optional.empty(),
                OptionalInt.of(1),
                OptionalInt.empty(),
                OptionalLong.of(Long.MAX_VALUE),
                OptionalLong.empty(),
                OptionalDouble.of(0.5),
                OptionalDouble.empty(),
                List.of(Optional.of(1), Optional.empty()));
    }

    private static Sequences sequences() {
        return new Sequences(
                List.of("b", "a", "b"),
                List.of("b", "a"),
                Set.of("b", "a", "é", "B", "a b"),
                new LinkedHashSet<>(List.of("b", "a")),
                Set.of(new Box("b", 1, 1), new Box("a", 2, 2), new Box("a", 1, 9)),
                Set.of(9, 10, -1, 100));
    }

    private static Maps maps() {
        var inOrder = new LinkedHashMap<String, Integer>();
        inOrder.put("b", 1);
        inOrder.put("a", 2);
        var byNumber = new LinkedHashMap<Integer, String>();
        byNumber.put(2, "two");
        byNumber.put(1, "one");
        return new Maps(
                Map.of("b", 1, "a", 2, "", 3, "\"", 4),
                Map.of(10, "ten", 9, "nine", -1, "minus one"),
                Map.of(Colour.RED, new Box("r", 1, 2), Colour.GREEN, new Box("g", 3, 4)),
                Map.of(LocalDate.of(2026, 11, 20), true),
                Map.of(new Box("k", 1, 2), "v"),
                inOrder,
                byNumber,
                Map.entry("k", 1));
    }

    private static Generic generic() {
        return new Generic(
                new Pair<>("one", 1), new Pair<>(List.of(new Box("a", 1, 2)), new Pair<>(Colour.RED, new Empty())));
    }

    private static Shapes shapes() {
        return new Shapes(
                List.of(
                        new Shape.Circle(1.5),
                        new Shape.Square(2f, Optional.of(new Shape.Line(3))),
                        new Shape.Square(2f, Optional.empty()),
                        Shape.Nothing.THERE),
                new Shape.Circle(2),
                new Shape.Line(1),
                List.of(new Result.Good<>("fine"), new Result.Bad<>("why not")));
    }

    private static Files files() {
        var entries = List.of(
                new FolderRef.Entry("a.txt", Digest.of("a"), 1), new FolderRef.Entry("b/c.txt", Digest.of("c"), 1));
        var file = MemoryContents.stored("cat.txt", "a cat");
        return new Files(file, List.of(file), STORE.storedFolder("crops", entries));
    }

    @ParameterizedTest
    @MethodSource({"cases", "single"})
    void a_value_has_the_bytes_of_its_golden_file_and_comes_back_equal(Golden golden) throws IOException {
        var codec = new Codecs().codec(golden.type());

        var encoded = codec.encode(golden.value(), STORE);

        GoldenFiles.compare(golden.name(), encoded.toString());
        assertThat(codec.decode(GoldenFiles.read(golden.name()), STORE)).isEqualTo(golden.value());
        var tree = Json.parse(encoded.bytes());
        assertThat(Json.parse(Json.write(tree))).isEqualTo(tree);
    }

    @Test
    void bytes_are_base64() throws IOException {
        var codec = new Codecs().codec(byte[].class);
        var all = new byte[256];
        for (var i = 0; i < 256; i++) all[i] = (byte) i;

        var encoded = codec.encode(all, STORE);

        GoldenFiles.compare("Bytes", encoded.toString());
        assertThat((byte[]) codec.decode(encoded.bytes(), STORE)).isEqualTo(all);
    }

    @Test
    void a_tree_is_its_path_with_slashes_and_its_listing() throws IOException {
        var path = Path.of("/data").resolve("sub");
        var codec = new Codecs().codec(TreeRef.class);

        var encoded = codec.encode(MemoryContents.listed(path), STORE);

        if (path.getFileSystem().getSeparator().equals("/")) GoldenFiles.compare("Tree", encoded.toString());
        assertThat(codec.decode(encoded.bytes(), STORE)).isEqualTo(MemoryContents.listed(path));
        assertThat(encoded.contents()).isEmpty();
    }

    @Test
    void the_manifest_of_a_folder_is_sorted_by_path() throws IOException {
        var entries = Arrays.asList(
                new FolderRef.Entry("b.txt", Digest.of("b"), 1),
                new FolderRef.Entry("a/b.txt", Digest.of("ab"), 2),
                new FolderRef.Entry("a.txt", Digest.of("a"), 1));

        GoldenFiles.compare("Manifest", new String(Manifest.encode(entries), StandardCharsets.UTF_8));
    }
}
