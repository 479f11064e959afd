package dev.towpath.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.value.Samples.Box;
import dev.towpath.value.Samples.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedJsonTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"a":1,"b":2}                        | b     | 2
        {"a":{"b":{"c":[1,{"c":2}]}}}        | a.b.c | [1,{"c":2}]
        {"a":{"b":{"c":[1,{"c":2}]}}}        | a.b   | {"c":[1,{"c":2}]}
        {"x":"}\\"a\\":","a":"\\\\"}         | a     | "\\\\"
        {"x":["a",{"a":1}],"a":true}         | a     | true
        {"a":1}                              | b     | null
        {"a":null}                           | a.b.c | null
        {"a":{}}                             | a.b   | null
        {}                                   | a     | null
        { "a" : { "b" : 7 } }                | a.b   | 7
        {"größe":3}                          | größe | 3
        """)
    void a_component_is_cut_out_of_the_bytes(String json, String path, String expected) {
        var names = List.of(path.split("\\."));
        assertThat(text(EncodedJson.component(bytes(json), names))).isEqualTo(expected);
    }

    @Test
    void the_empty_path_is_the_value_itself() {
        assertThat(text(EncodedJson.component(bytes("[1]"), List.of()))).isEqualTo("[1]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1]",
                "12",
                "\"text\"",
                "{\"a\":",
                "{\"a\":\"x",
                "{\"a\":[1,2",
                "{\"a\" 1}",
                "{1:2}",
                "",
                "{\"a\":}"
            })
    void a_component_of_what_is_no_object_is_refused(String json) {
        assertThatThrownBy(() -> EncodedJson.component(bytes(json), List.of("a")))
                .isInstanceOf(UndecodableValue.class)
                .hasMessageContaining("component 'a' is not found: byte ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[1]",
                "[1,2,3]",
                "[\"a,b\",\"]\",\"\\\"\",\"\\\\\"]",
                "[[1,[2]],{\"a\":[3,\"}\"]},null,true]",
                "[{},[],\"\"]"
            })
    void the_elements_of_a_list_make_the_list_again(String json) {
        var elements = EncodedJson.elements(bytes(json));
        var all = new ArrayList<byte[]>();
        for (var i = 0; i < elements.count(); i++) all.add(elements.get(i));

        assertThat(text(EncodedJson.list(all))).isEqualTo(json);
        assertThat(text(elements.slice(0, elements.count()))).isEqualTo(json);
        assertThat(elements.count()).isEqualTo(((List<?>) Json.parse(json)).size());
    }

    @Test
    void a_slice_is_a_list() {
        var elements = EncodedJson.elements(bytes("[10,\"a,b\",[1,2],{\"k\":3}]"));
        assertThat(text(elements.slice(1, 3))).isEqualTo("[\"a,b\",[1,2]]");
        assertThat(text(elements.slice(3, 4))).isEqualTo("[{\"k\":3}]");
        assertThat(text(elements.slice(2, 2))).isEqualTo("[]");
        assertThatThrownBy(() -> elements.slice(3, 5)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> elements.get(4)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void space_between_elements_belongs_to_none() {
        var elements = EncodedJson.elements(bytes(" [ 1 , \"a \"\n,\t[ 2 ] ] "));
        assertThat(elements.count()).isEqualTo(3);
        assertThat(text(elements.get(0))).isEqualTo("1");
        assertThat(text(elements.get(1))).isEqualTo("\"a \"");
        assertThat(text(elements.get(2))).isEqualTo("[ 2 ]");
        assertThat(text(elements.slice(0, 2))).isEqualTo("[1 , \"a \"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "1", "[1", "[1,", "[1]]", "[\"a]", "[1 2]", "[,]", ""})
    void what_is_no_list_is_refused(String json) {
        assertThatThrownBy(() -> EncodedJson.elements(bytes(json)))
                .isInstanceOf(UndecodableValue.class)
                .hasMessageContaining("list is not found");
    }

    @Test
    void a_million_elements_are_found() {
        var all = new ArrayList<byte[]>();
        for (var i = 0; i < 1_000_000; i++) all.add(bytes("{\"n\":" + i + ",\"s\":\"[" + i + "]\"}"));
        var elements = EncodedJson.elements(EncodedJson.list(all));
        assertThat(elements.count()).isEqualTo(1_000_000);
        assertThat(elements.get(999_999)).isEqualTo(all.get(999_999));
        assertThat(EncodedJson.elements(elements.slice(500_000, 501_000)).get(999))
                .isEqualTo(all.get(500_999));
    }

    @Test
    void random_lists_are_taken_apart_as_the_codec_would() throws IOException {
        var store = new MemoryContents();
        var codecs = new Codecs();
        var list = codecs.codec(new TypeOf<List<Box>>() {}.type());
        for (var seed = 0L; seed < 50; seed++) {
            var random = new Random(seed);
            var boxes = new ArrayList<Box>();
            for (var i = random.nextInt(20); i > 0; i--)
                boxes.add(new Box("\"\\[]{},".repeat(random.nextInt(3)), random.nextInt(), i));
            var elements = EncodedJson.elements(list.encode(boxes, store).bytes());
            assertThat(elements.count()).as("seed %d", seed).isEqualTo(boxes.size());
            for (var i = 0; i < boxes.size(); i++) {
                assertThat(elements.get(i))
                        .as("seed %d", seed)
                        .isEqualTo(codecs.codec(Box.class)
                                .encode(boxes.get(i), store)
                                .bytes());
                assertThat(EncodedJson.component(elements.get(i), List.of("label")))
                        .as("seed %d", seed)
                        .isEqualTo(codecs.codec(String.class)
                                .encode(boxes.get(i).label(), store)
                                .bytes());
            }
        }
    }

    @Test
    void the_case_of_a_sealed_value_is_read_from_the_bytes() throws IOException {
        var codec = new Codecs().codec(Shape.class);
        var store = new MemoryContents();
        assertThat(EncodedJson.caseName(codec.encode(new Shape.Line(1), store).bytes()))
                .isEqualTo("Line");
        assertThat(EncodedJson.caseName(codec.encode(Shape.Nothing.HERE, store).bytes()))
                .isEqualTo("Nothing");
        assertThat(EncodedJson.caseName(bytes("{\"a\":{\"$type\":\"No\"},\"$type\":\"Yes\"}")))
                .isEqualTo("Yes");
        assertThat(EncodedJson.caseName(bytes("\"RED\""))).isEqualTo("RED");
        assertThatThrownBy(() -> EncodedJson.caseName(bytes("{\"a\":1}")))
                .isInstanceOf(UndecodableValue.class)
                .hasMessageContaining("case is not found");
        assertThatThrownBy(() -> EncodedJson.caseName(bytes("[1]"))).isInstanceOf(UndecodableValue.class);
    }

    @Test
    void truth_and_absence_are_read_from_the_bytes() {
        assertThat(EncodedJson.isTrue(bytes("true"))).isTrue();
        assertThat(EncodedJson.isTrue(bytes("false"))).isFalse();
        assertThat(EncodedJson.isNull(bytes("null"))).isTrue();
        assertThat(EncodedJson.isNull(bytes("\"null\""))).isFalse();
        assertThat(EncodedJson.isNull(EncodedJson.nothing())).isTrue();
    }
}
