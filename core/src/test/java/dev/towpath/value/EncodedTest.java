package dev.towpath.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.Digest;
import dev.towpath.value.Samples.Box;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.SequencedCollection;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EncodedTest {
    private final MemoryContents store = new MemoryContents();

    private Encoded encode(Type type, Object value) throws IOException {
        return new Codecs().codec(type).encode(value, store);
    }

    static Stream<Arguments> collections() {
        var list = new TypeOf<List<String>>() {}.type();
        var set = new TypeOf<Set<String>>() {}.type();
        var map = new TypeOf<Map<String, Integer>>() {}.type();
        var collection = new TypeOf<SequencedCollection<String>>() {}.type();
        var backwards = new LinkedHashSet<>(List.of("c", "b", "a"));
        var turned = new LinkedHashMap<String, Integer>();
        turned.put("b", 2);
        turned.put("a", 1);
        return Stream.of(
                Arguments.of(list, List.of("a", "b"), new LinkedList<>(List.of("a", "b"))),
                Arguments.of(list, List.of("a", "b"), new ArrayList<>(List.of("a", "b"))),
                Arguments.of(list, List.of("a", "b"), Collections.unmodifiableList(Arrays.asList("a", "b"))),
                Arguments.of(list, List.of("b", "a").reversed(), List.of("a", "b")),
                Arguments.of(collection, List.of("a", "b"), new ArrayDeque<>(List.of("a", "b"))),
                Arguments.of(set, Set.of("a", "b", "c"), backwards),
                Arguments.of(set, Set.of("a", "b", "c"), new TreeSet<>(Collections.reverseOrder()) {
                    private static final long serialVersionUID = 1L;

                    {
                        addAll(backwards);
                    }
                }),
                Arguments.of(set, Set.of("a", "b", "c"), new HashSet<>(backwards)),
                Arguments.of(map, Map.of("a", 1, "b", 2), turned),
                Arguments.of(map, Map.of("a", 1, "b", 2), new TreeMap<>(turned)),
                Arguments.of(map, Map.of("a", 1, "b", 2), new HashMap<>(turned)));
    }

    @ParameterizedTest
    @MethodSource("collections")
    void the_class_of_a_collection_does_not_count(Type type, Object one, Object two) throws IOException {
        assertThat(encode(type, one)).isEqualTo(encode(type, two)).hasSameHashCodeAs(encode(type, two));
        assertThat(encode(type, one).digest()).isEqualTo(encode(type, two).digest());
    }

    @Test
    void the_digest_is_that_of_the_bytes() throws IOException {
        var encoded = encode(Box.class, new Box("a", 1, 2));
        assertThat(encoded.digest()).isEqualTo(Digest.of("{\"label\":\"a\",\"x\":1,\"y\":2}"));
    }

    @Test
    void contents_count_for_equality() {
        var bytes = "1".getBytes(StandardCharsets.UTF_8);
        var with = new Encoded(bytes, List.of(Digest.of("a")));
        assertThat(with).isNotEqualTo(new Encoded(bytes, List.of())).isNotEqualTo("1");
        assertThat(with).isEqualTo(new Encoded(bytes.clone(), List.of(Digest.of("a"))));
    }

    @Test
    void a_list_of_encoded_elements_is_the_encoding_of_the_list() throws IOException {
        var boxes = List.of(new Box("a", 1, 2), new Box("[", 3, 4), new Box("\"", 5, 6));
        var elements = new ArrayList<byte[]>();
        for (var box : boxes) elements.add(encode(Box.class, box).bytes());
        assertThat(EncodedJson.list(elements))
                .isEqualTo(encode(new TypeOf<List<Box>>() {}.type(), boxes).bytes());
    }

    @Test
    void a_failed_value_leaves_nothing_behind_in_the_codec() throws IOException {
        var codec = new Codecs().codec(new TypeOf<List<Box>>() {}.type());
        for (var i = 0; i < 3; i++) {
            assertThatThrownBy(() -> codec.encode(List.of(new Box("a", 1, 2), new Box(null, 1, 2)), store))
                    .isInstanceOf(UnencodableValue.class);
            assertThat(codec.encode(List.of(new Box("b", 3, 4)), store))
                    .hasToString("[{\"label\":\"b\",\"x\":3,\"y\":4}]");
        }
    }
}
