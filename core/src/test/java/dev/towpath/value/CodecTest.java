package dev.towpath.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.towpath.Call;
import dev.towpath.Digest;
import dev.towpath.FileRef;
import dev.towpath.FolderRef;
import dev.towpath.TreeRef;
import dev.towpath.value.Samples.Box;
import dev.towpath.value.Samples.Chain;
import dev.towpath.value.Samples.Colour;
import dev.towpath.value.Samples.Node;
import dev.towpath.value.Samples.Pair;
import dev.towpath.value.Samples.Shape;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodecTest {
    record Found(List<Box> boxes, Optional<Box> best) {}

    record Strict(int size) {
        Strict {
            if (size < 1) throw new IllegalArgumentException("size must be 1 or more, was " + size);
        }
    }

    record Loud(String name) {
        @Override
        public String name() {
            throw new IllegalStateException("no name today");
        }
    }

    record Copying(List<String> names) {
        Copying {
            names = new ArrayList<>(names);
        }
    }

    record Kept(List<String> names) {
        Kept {
            names = List.copyOf(names);
        }
    }

    record Looking(Map<String, Integer> bySize) {}

    private final MemoryContents store = new MemoryContents();
    private final Codecs codecs = new Codecs();

    private String encode(Type type, Object value) throws IOException {
        return codecs.codec(type).encode(value, store).toString();
    }

    private Object decode(Type type, String json) throws IOException {
        return codecs.codec(type).decode(json.getBytes(StandardCharsets.UTF_8), store);
    }

    private void assertUnencodable(Type type, Object value, String at, String what) {
        assertThatThrownBy(() -> encode(type, value))
                .asInstanceOf(type(UnencodableValue.class))
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo("value-not-encodable");
                    assertThat(e.at()).isEqualTo(at);
                    assertThat(e.what()).contains(what);
                    assertThat(e.hint()).endsWith(".");
                });
    }

    private void assertUndecodable(Type type, String json, String at, String what) {
        assertThatThrownBy(() -> decode(type, json))
                .asInstanceOf(type(UndecodableValue.class))
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo("value-not-decodable");
                    assertThat(e.at()).isEqualTo(at);
                    assertThat(e.what()).contains(what);
                });
    }

    @Test
    void a_null_is_refused_with_its_place() {
        assertUnencodable(Found.class, null, null, "the value is null in a Found");
        assertUnencodable(Found.class, new Found(null, Optional.empty()), "boxes", "'boxes' is null");
        assertUnencodable(
                Found.class,
                new Found(
                        List.of(new Box("a", 1, 1), new Box("b", 1, 1), new Box("c", 1, 1), new Box(null, 1, 1)),
                        Optional.empty()),
                "boxes[3].label",
                "'boxes[3].label' is null");
        assertUnencodable(
                Found.class, new Found(Arrays.asList(new Box("a", 1, 1), null), Optional.empty()), "boxes[1]", "null");
        assertUnencodable(Found.class, new Found(List.of(), null), "best", "null");
    }

    @Test
    void a_null_in_a_map_is_refused_with_its_key() {
        var map = new HashMap<String, Integer>();
        map.put("a", null);
        assertUnencodable(new TypeOf<Map<String, Integer>>() {}.type(), map, "[a]", "null");
        map.clear();
        map.put(null, 1);
        assertUnencodable(new TypeOf<Map<String, Integer>>() {}.type(), map, "[key null]", "null");
        assertUnencodable(
                new TypeOf<Map<String, List<Box>>>() {}.type(),
                Map.of("k", List.of(new Box(null, 0, 0))),
                "[k][0].label",
                "null");
    }

    @Test
    void what_an_unchecked_cast_put_into_a_list_is_refused_with_its_place() {
        var list = new TypeOf<List<String>>() {}.type();
        assertUnencodable(list, List.of("a", 1), "[1]", "is a Integer, not a String");
        assertUnencodable(list, "no list", null, "is a String, not a List<String>");
        assertUnencodable(Box.class, new Found(List.of(), Optional.empty()), null, "is a Found, not a Box");
        assertUnencodable(Shape.class, new Box("a", 1, 1), null, "is a Box, not a Shape");
        assertUnencodable(Colour.class, "RED", null, "is a String, not a Colour");
    }

    @Test
    void half_a_surrogate_pair_is_refused() {
        assertUnencodable(String.class, "ab\uD83D", null, "\\ud83d) at index 2");
        assertUnencodable(String.class, "\uDE00\uD83D", null, "half of a surrogate pair");
        assertUnencodable(Box.class, new Box("\uD83Dx", 1, 1), "label", "half of a surrogate pair");
        assertUnencodable(char.class, '\uD83D', null, "half of a surrogate pair");
        assertUndecodable(String.class, "\"\\ud83d\"", null, "half of a surrogate pair");
        assertUndecodable(String.class, "\"\\ude00\\ud83d\"", null, "half of a surrogate pair");
    }

    @Test
    void a_locale_without_a_tag_of_its_own_is_refused() {
        assertUnencodable(Locale.class, Locale.of("no", "NO", "NY"), null, "language tag");
    }

    @Test
    void two_equal_keys_of_an_identity_map_are_refused() {
        var map = new IdentityHashMap<Box, String>();
        map.put(new Box("k", 1, 1), "a");
        map.put(new Box("k", 1, 1), "b");
        assertUnencodable(new TypeOf<Map<Box, String>>() {}.type(), map, null, "a key twice");
    }

    @Test
    void an_accessor_that_throws_is_named() {
        assertUnencodable(Loud.class, new Loud("x"), "name", "the accessor name() threw");
    }

    @Test
    void a_value_nested_too_deep_is_refused_instead_of_overflowing_the_stack() {
        var chain = new Chain(Optional.empty());
        for (var i = 0; i < 100_000; i++) chain = new Chain(Optional.of(chain));
        var deep = chain;
        assertThatThrownBy(() -> encode(Chain.class, deep))
                .isInstanceOf(UnencodableValue.class)
                .hasMessageContaining("nested deeper than 500 levels");
        var json = "{\"next\":".repeat(100_000) + "null" + "}".repeat(100_000);
        assertThatThrownBy(() -> decode(Chain.class, json))
                .isInstanceOf(UndecodableValue.class)
                .hasMessageContaining("nested deeper than 500 levels");
    }

    @Test
    void a_record_may_contain_itself() throws IOException {
        var node = new Node(1, List.of(new Node(2, List.of())));
        assertThat(decode(Node.class, encode(Node.class, node))).isEqualTo(node);
        assertThat(codecs.codec(Node.class).isImmutable()).isTrue();
    }

    @Test
    void decoded_collections_can_not_be_changed() throws IOException {
        var list = (List<?>) decode(new TypeOf<List<String>>() {}.type(), "[\"a\"]");
        var set = (Set<?>) decode(new TypeOf<Set<String>>() {}.type(), "[\"a\"]");
        var map = (Map<?, ?>) decode(new TypeOf<Map<String, Integer>>() {}.type(), "{\"a\":1}");
        for (var change : List.<Callable<?>>of(() -> list.remove(0), () -> set.remove("a"), () -> map.remove("a")))
            assertThatThrownBy(change::call).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void decoded_sets_and_maps_iterate_in_the_order_of_the_bytes() throws IOException {
        assertThat((Set<?>) decode(new TypeOf<Set<Integer>>() {}.type(), "[10,9,-1]"))
                .map(Object::toString)
                .containsExactly("10", "9", "-1");
        assertThat(decode(new TypeOf<Map<String, Integer>>() {}.type(), "{\"b\":1,\"a\":2}")
                        .toString())
                .isEqualTo("{b=1, a=2}");
    }

    @Test
    void a_type_is_immutable_unless_bytes_are_in_it() {
        assertThat(codecs.codec(Found.class).isImmutable()).isTrue();
        assertThat(codecs.codec(FileRef.class).isImmutable()).isTrue();
        assertThat(codecs.codec(Shape.class).isImmutable()).isTrue();
        assertThat(codecs.codec(byte[].class).isImmutable()).isFalse();
        assertThat(codecs.codec(new TypeOf<Pair<String, List<byte[]>>>() {}.type())
                        .isImmutable())
                .isFalse();
    }

    @Test
    void a_constructor_that_makes_a_list_of_its_own_makes_the_type_mutable_once_it_is_seen() throws IOException {
        decode(Kept.class, "{\"names\":[\"a\"]}");
        assertThat(codecs.codec(Kept.class).isImmutable()).isTrue();
        decode(Looking.class, "{\"bySize\":{\"a\":1}}");
        assertThat(codecs.codec(Looking.class).isImmutable()).isTrue();
        var codec = codecs.codec(new TypeOf<List<Copying>>() {}.type());
        codec.decode("[{\"names\":[\"a\"]}]".getBytes(StandardCharsets.UTF_8), store);
        assertThat(codec.isImmutable()).isFalse();
    }

    @Test
    void json_of_others_may_have_spaces_another_order_and_absent_optionals() throws IOException {
        assertThat(decode(Box.class, " { \"y\" : 2 ,\n\t\"label\":\"\\u0061\\/\",\r \"x\":1 } "))
                .isEqualTo(new Box("a/", 1, 2));
        assertThat(decode(Found.class, "{\"boxes\":[ ]}")).isEqualTo(new Found(List.of(), Optional.empty()));
        assertThat(decode(double.class, "1")).isEqualTo(1.0);
        assertThat(decode(Shape.class, "{\"radius\":1,\"$type\":\"Circle\"}")).isEqualTo(new Shape.Circle(1));
        assertThat(decode(Shape.class, "{\"$value\":\"HERE\",\"$type\":\"Nothing\"}"))
                .isEqualTo(Shape.Nothing.HERE);
        assertThat(decode(String.class, "\"\\ud83d\\ude00\\b\\f\\n\\r\\t\\\"\""))
                .isEqualTo("😀\b\f\n\r\t\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"label":"a","x":1}                     | y       | is missing
        {"label":"a","x":1,"y":null}            | y       | null where a whole number
        {"label":"a","x":1,"y":2,"z":3}         | z       | no component of this name
        {"label":"a","x":1,"x":1,"y":2}         | x       | twice
        {"label":"a","x":"1","y":2}             | x       | a text where a whole number
        {"label":"a","x":1.5,"y":2}             | x       | is 1.5, not a whole number
        {"label":"a","x":2147483648,"y":2}      | x       | 2147483648, not a whole number of 32 bits
        {"label":"a","x":99999999999999999999,"y":2} | x  | not a whole number of 32 bits
        {"label":"a","x":01,"y":2}              | x       | no JSON number
        {"label":"a","x":-,"y":2}               | x       | no JSON number
        {"label":1,"x":1,"y":2}                 | label   | a number where a text
        {"label":"a","x":1,"y":2}}              |         | where the end
        {"label":"a","x":1,"y":2                |         | the end where
        {"label":"a                             | label   | middle of a value
        {"label":"\\q","x":1,"y":2}             | label   | escape that JSON does not know
        {"label":"\\u00g0","x":1,"y":2}         | label   | escape that JSON does not know
        {"label" "a"}                           | label   | where
        {label:1}                               |         | a key in quotes
        []                                      |         | a list where an object
        null                                    |         | null where an object
        tru                                     |         | 't' where an object
        """)
    void bytes_that_are_no_box_are_refused_with_the_place(String json, String at, String what) {
        if (at != null && json.startsWith("{\"label\" ")) assertUndecodable(Box.class, json, null, "':'");
        else assertUndecodable(Box.class, json.replace("\\\\", "\\"), at, what);
    }

    @Test
    void bytes_of_another_type_are_refused_with_the_place() {
        assertUndecodable(Found.class, "{\"boxes\":[{\"label\":\"a\",\"x\":1,\"y\":true}]}", "boxes[0].y", "a boolean");
        assertUndecodable(
                Shape.class, "{\"$type\":\"Oval\"}", "$type", "'Oval', not one of [Circle, Square, Line, Nothing]");
        assertUndecodable(Shape.class, "{\"radius\":1}", "$type", "is missing");
        assertUndecodable(Shape.class, "{\"$type\":\"Nothing\"}", "$value", "is missing");
        assertUndecodable(Colour.class, "\"BLUE\"", null, "not one of [RED, GREEN]");
        assertUndecodable(Duration.class, "\"5m\"", null, "not a duration such as PT5M");
        assertUndecodable(double.class, "\"1.5\"", null, "not a number");
        assertUndecodable(boolean.class, "truth", null, "'t' where true or false");
        assertUndecodable(new TypeOf<Set<Integer>>() {}.type(), "[1,1]", "[1]", "twice");
        assertUndecodable(new TypeOf<Map<String, Integer>>() {}.type(), "{\"a\":1,\"a\":2}", null, "twice");
        assertUndecodable(new TypeOf<Map<Integer, Integer>>() {}.type(), "[[1,1],[2]]", "[1]", "no pair");
        assertUndecodable(new TypeOf<Map.Entry<String, Integer>>() {}.type(), "[\"a\",\"b\"]", "value", "a text");
        assertUndecodable(FileRef.class, "{\"name\":\"a\",\"digest\":\"xyz\",\"size\":1}", "digest", "64 hexadecimal");
        assertUndecodable(FileRef.class, "{\"name\":\"a\"}", null, "without all of");
        assertUndecodable(new TypeOf<List<String>>() {}.type(), "[\"a\",]", "[1]", "']' where a text");
        assertUndecodable(String.class, "\"a\u0001\"", null, "control character");
    }

    @Test
    void bytes_that_are_not_utf_8_are_refused() {
        var broken = new byte[] {'"', (byte) 0xC3, '"'};
        assertThatThrownBy(() -> codecs.codec(String.class).decode(broken, store))
                .isInstanceOf(UndecodableValue.class)
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void a_constructor_that_refuses_a_value_is_quoted() {
        assertUndecodable(
                new TypeOf<List<Strict>>() {}.type(),
                "[{\"size\":1},{\"size\":0}]",
                "[1]",
                "the constructor of Strict threw java.lang.IllegalArgumentException: size must be 1 or more, was 0");
    }

    @Test
    void new_files_and_folders_are_kept_and_their_digests_are_named_sorted_and_once(@TempDir Path folder)
            throws IOException {
        var file = Files.writeString(folder.resolve("a.txt"), "same");
        Files.writeString(Files.createDirectories(folder.resolve("sub/deep")).resolve("b.txt"), "other");
        Files.writeString(folder.resolve("sub/c.txt"), "same");
        var value = new Pair<>(List.of(FileRef.of(file), FileRef.of(file)), FolderRef.of(folder.resolve("sub")));
        var type = new TypeOf<Pair<List<FileRef>, FolderRef>>() {}.type();

        var encoded = codecs.codec(type).encode(value, store);

        var manifest = Manifest.digest(List.of(
                new FolderRef.Entry("deep/b.txt", Digest.of("other"), 5),
                new FolderRef.Entry("c.txt", Digest.of("same"), 4)));
        assertThat(encoded.contents())
                .containsExactlyInAnyOrder(Digest.of("same"), Digest.of("other"), manifest)
                .isSorted();
        assertThat(encoded.contents()).allMatch(store.blobs::containsKey);
        var decoded = (Pair<?, ?>) codecs.codec(type).decode(encoded.bytes(), store);
        assertThat(((FolderRef) decoded.second()).entries())
                .extracting(FolderRef.Entry::path)
                .containsExactly("c.txt", "deep/b.txt");
        assertThat(codecs.codec(type).encode(decoded, store)).isEqualTo(encoded);
    }

    @Test
    void the_listing_of_a_tree_is_taken_when_it_is_written(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("a.txt"), "12345");
        var json = encode(TreeRef.class, TreeRef.of(folder));
        assertThat((TreeRef) decode(TreeRef.class, json)).satisfies(tree -> {
            assertThat(tree.path()).isEqualTo(folder.toAbsolutePath());
            assertThat(tree.files()).isEqualTo(1);
            assertThat(tree.size()).isEqualTo(5);
        });
    }

    @Test
    void a_failing_store_is_no_fault_of_the_value() {
        assertThatThrownBy(() -> encode(FileRef.class, FileRef.of(Path.of("no", "such", "file"))))
                .isInstanceOf(IOException.class);
    }

    @Test
    void a_call_is_written_with_its_input_and_never_read() throws IOException {
        var type = new TypeOf<List<Call<String>>>() {}.type();
        var json = encode(type, List.of(Call.to("crop", new Box("a", 1, 2))));
        assertThat(json).isEqualTo("[{\"pipeline\":\"crop\",\"input\":{\"label\":\"a\",\"x\":1,\"y\":2}}]");
        assertUndecodable(type, json, "[0]", "is a call");
        assertUnencodable(type, List.of(Call.to("crop", new Box(null, 1, 2))), "[0].input.label", "null");
        record Pathy(Path path) {}
        assertUnencodable(
                type, List.of(Call.to("crop", new Pathy(Path.of("x")))), "[0].input", "Path can not be a value");
    }

    @Test
    void a_codec_is_made_once_per_type() {
        assertThat(codecs.codec(new TypeOf<List<Box>>() {}.type()))
                .isSameAs(codecs.codec(new GenericType(List.class, List.of(Box.class))));
    }

    @Test
    void a_codec_serves_many_threads_at_once() throws Exception {
        var codec = codecs.codec(Box.class);
        try (var threads = Executors.newFixedThreadPool(8)) {
            var tasks = new ArrayList<Callable<Boolean>>();
            for (var t = 0; t < 8; t++) {
                var mark = "thread " + t;
                tasks.add(() -> {
                    for (var i = 0; i < 2_000; i++) {
                        var box = new Box(mark.repeat(i % 50), i, -i);
                        if (!codec.decode(codec.encode(box, store).bytes(), store)
                                .equals(box)) return false;
                    }
                    return true;
                });
            }
            for (var outcome : threads.invokeAll(tasks))
                assertThat(outcome.get()).isTrue();
        }
    }
}
