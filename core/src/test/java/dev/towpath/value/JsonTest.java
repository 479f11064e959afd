package dev.towpath.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

class JsonTest {
    @Test
    void a_tree_has_the_plainest_java_types() {
        var tree = (Map<?, ?>) Json.parse("""
            {"text": "a", "int": 1, "long": 9223372036854775807, "big": 9223372036854775808,
             "real": 1.50, "yes": true, "nothing": null, "list": [1, [], {}]}
            """);

        assertThat(tree.get("text")).isEqualTo("a");
        assertThat(tree.get("int")).isEqualTo(1L);
        assertThat(tree.get("long")).isEqualTo(Long.MAX_VALUE);
        assertThat(tree.get("big")).isEqualTo(new BigInteger("9223372036854775808"));
        assertThat(tree.get("real")).isEqualTo(new BigDecimal("1.50"));
        assertThat(tree.get("yes")).isEqualTo(true);
        assertThat(tree.get("nothing")).isNull();
        assertThat(tree.get("list")).isEqualTo(List.of(1L, List.of(), Map.of()));
        assertThat(String.join(" ", tree.keySet().stream().map(Object::toString).toList()))
                .isEqualTo("text int long big real yes nothing list");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"a": 1,}                | 1 | 9  | a key in quotes
        {"a": 1, "a": 2}         | 1 | 10 | 'a' is there twice
        {"a" 1}                  | 1 | 6  | ':'
        [1 2]                    | 1 | 4  | a number where ',' or ']'
        [1, 2                    | 1 | 6  | the end
        nul                      | 1 | 1  | 'n' where a value
        nan                      | 1 | 1  | 'n' where a value
        01                       | 1 | 1  | no JSON number
        1.                       | 1 | 1  | no JSON number
        +1                       | 1 | 1  | '+' where a value
        .5                       | 1 | 1  | '.' where a value
        {'a': 1}                 | 1 | 2  | a key in quotes
        {"é😀": x}               | 1 | 9  | 'x' where a value
        "a                       | 1 | 3  | middle of a value
        1e99999999999            | 1 | 1  | exponent is out of range
        ``                       | 1 | 1  | the end where a value
        1 2                      | 1 | 3  | the end is expected
        """)
    void what_is_no_json_is_refused_with_line_and_column(String json, int line, int column, String what) {
        assertThatThrownBy(() -> Json.parse(json))
                .asInstanceOf(type(InvalidJson.class))
                .satisfies(e -> {
                    assertThat(e.what()).contains(what);
                    assertThat(e.code()).isEqualTo("invalid-json");
                    assertThat(e.line()).as("line").isEqualTo(line);
                    assertThat(e.column()).as("column").isEqualTo(column);
                    assertThat(e.at()).isEqualTo("line " + line + ", column " + column);
                });
    }

    @Test
    void the_line_and_the_key_of_an_error_are_named() {
        assertThatThrownBy(() -> Json.parse("{\n  \"a\": [\n    1,\n    tru\n  ]\n}"))
                .asInstanceOf(type(InvalidJson.class))
                .satisfies(e -> {
                    assertThat(e.at()).isEqualTo("line 4, column 5");
                    assertThat(e.what()).contains("'a[1]'");
                });
    }

    @Test
    void hostile_texts_are_refused_quickly() {
        assertThatThrownBy(() -> Json.parse("[".repeat(1_000_000)))
                .isInstanceOf(InvalidJson.class)
                .hasMessageContaining("nested deeper");
        assertThatThrownBy(() -> Json.parse("9".repeat(1_000_000)))
                .isInstanceOf(InvalidJson.class)
                .hasMessageContaining("more than 1000 digits");
        assertThatThrownBy(() -> Json.parse(new byte[] {'"', (byte) 0xC0, (byte) 0x80, '"'}))
                .isInstanceOf(InvalidJson.class)
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void a_byte_order_mark_is_skipped() {
        assertThat(Json.parse("\uFEFF{}".getBytes(StandardCharsets.UTF_8))).isEqualTo(Map.of());
    }

    @Test
    void a_tree_is_written_without_space_or_indented() {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("b", List.of(1, 2.5, "x\n"));
        tree.put("a", Map.of());
        tree.put("none", null);
        tree.put("list", Set.of());
        tree.put("colour", Samples.Colour.GREEN);
        tree.put("builder", new StringBuilder("text"));

        assertThat(new String(Json.write(tree), StandardCharsets.UTF_8))
                .isEqualTo("{\"b\":[1,2.5,\"x\\n"
                        + "\"],\"a\":{},\"none\":null,\"list\":[],\"colour\":\"GREEN\",\"builder\":\"text\"}");
        assertThat(Json.pretty(tree)).isEqualTo("""
            {
              "b": [
                1,
                2.5,
                "x\\n"
              ],
              "a": {},
              "none": null,
              "list": [],
              "colour": "GREEN",
              "builder": "text"
            }
            """);
    }

    @Test
    void every_kind_of_number_is_written() {
        var numbers = Arrays.<Object>asList(
                (byte) 1, (short) 2, 3, 4L, 1.5f, 2.5, new BigInteger("5"), new BigDecimal("6.0"), Double.NaN, true);
        assertThat(new String(Json.write(numbers), StandardCharsets.UTF_8))
                .isEqualTo("[1,2,3,4,1.5,2.5,5,6.0,\"NaN\",true]");
    }

    @Test
    void what_has_no_json_is_refused_with_its_place() {
        assertThatThrownBy(() -> Json.write(Map.of("a", List.of(1, new Object()))))
                .asInstanceOf(type(UnencodableValue.class))
                .satisfies(e -> {
                    assertThat(e.at()).isEqualTo("a[1]");
                    assertThat(e.what()).contains("is a Object");
                });
        assertThatThrownBy(() -> Json.write("\uD83D")).isInstanceOf(UnencodableValue.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void random_trees_come_back_equal(long seed) {
        var random = new Random(seed);
        for (var i = 0; i < 200; i++) {
            var tree = tree(random, 4);
            assertThat(Json.parse(Json.write(tree)))
                    .as("seed %d, tree %d", seed, i)
                    .isEqualTo(tree);
            assertThat(Json.parse(Json.pretty(tree)))
                    .as("seed %d, tree %d", seed, i)
                    .isEqualTo(tree);
        }
    }

    /// A parser that many use is the judge.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void damaged_json_is_accepted_and_refused_as_another_parser_does(long seed) {
        var random = new Random(seed);
        for (var i = 0; i < 1_500; i++) {
            var json = Json.write(tree(random, 3));
            for (var n = random.nextInt(3); n > 0; n--) damage(json, random);
            var what = "seed %d, case %d: %s".formatted(seed, i, new String(json, StandardCharsets.UTF_8));
            Object expected;
            try {
                expected = judge(json);
            } catch (JacksonException | NumberFormatException e) {
                assertThatThrownBy(() -> Json.parse(json)).as(what).isInstanceOf(InvalidJson.class);
                continue;
            }
            if (hasHalfPairs(expected)) continue;
            assertThat(Json.parse(json)).as(what).isEqualTo(expected);
        }
    }

    private static void damage(byte[] json, Random random) {
        var marks = "{}[]\",:\\0-+eE. \nntu/\u0001";
        var b = random.nextInt(4) == 0 ? random.nextInt(0x80) : marks.charAt(random.nextInt(marks.length()));
        json[random.nextInt(json.length)] = (byte) b;
    }

    private static boolean hasHalfPairs(Object tree) {
        return switch (tree) {
            case String text -> !StandardCharsets.UTF_8.newEncoder().canEncode(text);
            case List<?> list -> list.stream().anyMatch(JsonTest::hasHalfPairs);
            case Map<?, ?> map ->
                map.keySet().stream().anyMatch(JsonTest::hasHalfPairs)
                        || map.values().stream().anyMatch(JsonTest::hasHalfPairs);
            case null, default -> false;
        };
    }

    private static Object judge(byte[] json) {
        // It overlooks some of these after a number.
        for (var b : json)
            if (b >= 0 && b < ' ' && b != '\n' && b != '\t' && b != '\r') throw new NumberFormatException("control");
        var factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        try (var parser = factory.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            var tree = read(parser);
            if (parser.nextToken() != null) throw new tools.jackson.core.exc.StreamReadException(parser, "more");
            return tree;
        }
    }

    private static Object read(JsonParser parser) {
        var token = parser.currentToken();
        if (token == null) throw new tools.jackson.core.exc.StreamReadException(parser, "nothing");
        return switch (token) {
            case START_OBJECT -> {
                var map = new LinkedHashMap<String, Object>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    var key = parser.currentName();
                    parser.nextToken();
                    map.put(key, read(parser));
                }
                yield map;
            }
            case START_ARRAY -> {
                var list = new ArrayList<Object>();
                while (parser.nextToken() != JsonToken.END_ARRAY) list.add(read(parser));
                yield list;
            }
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> {
                var number = parser.getBigIntegerValue();
                yield number.bitLength() < 64 ? (Object) number.longValue() : number;
            }
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new IllegalStateException(token.toString());
        };
    }

    private static Object tree(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 6 : 9)) {
            case 0 -> random.nextLong();
            case 1 -> (long) random.nextInt(20);
            case 2 -> new BigDecimal(BigInteger.valueOf(random.nextLong()), 1 + random.nextInt(40));
            case 3 -> random.nextBoolean();
            case 4 -> null;
            case 5 -> text(random);
            case 6 -> {
                var list = new ArrayList<Object>();
                for (var i = random.nextInt(4); i > 0; i--) list.add(tree(random, depth - 1));
                yield list;
            }
            default -> {
                var map = new LinkedHashMap<String, Object>();
                for (var i = random.nextInt(4); i > 0; i--) map.put(text(random), tree(random, depth - 1));
                yield map;
            }
        };
    }

    private static String text(Random random) {
        var letters = "ab\"\\/\n\t\u0001éß漢€";
        var text = new StringBuilder();
        for (var i = random.nextInt(8); i > 0; i--) text.append(letters.charAt(random.nextInt(letters.length())));
        return random.nextInt(5) == 0 ? text + "😀" : text.toString();
    }
}
