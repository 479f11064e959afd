package dev.towpath.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random types with random values, from a seed.
class RoundTripTest {
    private final MemoryContents store = new MemoryContents();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void every_value_of_every_type_comes_back_equal_and_with_equal_bytes(long seed) throws IOException {
        var random = new Random(seed);
        var codecs = new Codecs();
        for (var i = 0; i < 150; i++) {
            var type = RandomValues.type(random, 4);
            var codec = codecs.codec(type);
            for (var j = 0; j < 4; j++) {
                var value = RandomValues.value(type, random, 4);
                var encoded = codec.encode(value, store);
                var what = "seed %d, type %d %s, json %s".formatted(seed, i, TypeNames.brief(type), encoded);
                var decoded = codec.decode(encoded.bytes(), store);
                assertThat(decoded).as(what).isEqualTo(value);
                assertThat(codec.encode(decoded, store)).as(what).isEqualTo(encoded);
                assertThat(codec.decode(spaced(encoded.bytes()), store))
                        .as(what)
                        .isEqualTo(value);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void damaged_bytes_are_refused_or_read_but_never_break_anything(long seed) throws IOException {
        var random = new Random(seed);
        var codecs = new Codecs();
        for (var i = 0; i < 400; i++) {
            var type = RandomValues.type(random, 3);
            var bytes = codecs.codec(type)
                    .encode(RandomValues.value(type, random, 3), store)
                    .bytes();
            if (bytes.length == 0) continue;
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            try {
                codecs.codec(type).decode(bytes, store);
            } catch (UndecodableValue e) {
                assertThat(e.getMessage()).isNotEmpty();
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", case " + i + ", " + text(bytes), e);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void equal_sets_and_maps_have_equal_bytes_whatever_their_order(long seed) throws IOException {
        var random = new Random(seed);
        var codecs = new Codecs();
        for (var i = 0; i < 60; i++) {
            var key = RandomValues.type(random, 2);
            var type = new GenericType(Map.class, List.of(key, new GenericType(Set.class, List.of(key))));
            var map = (Map<?, ?>) RandomValues.value(type, random, 4);
            var shuffled = new ArrayList<Map.Entry<?, ?>>(map.entrySet());
            Collections.shuffle(shuffled, random);
            var other = new LinkedHashMap<Object, Object>();
            for (var entry : shuffled) {
                var items = new ArrayList<Object>((Set<?>) entry.getValue());
                Collections.shuffle(items, random);
                other.put(entry.getKey(), new LinkedHashSet<>(items));
            }
            assertThat(codecs.codec(type).encode(other, store).toString())
                    .as("seed %d, case %d", seed, i)
                    .isEqualTo(codecs.codec(type).encode(map, store).toString());
        }
    }

    /// Two values are equal just if their bytes are; but sequenced sets and maps with the same elements are equal
    /// whatever
    /// their order, and that order is written.
    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33, 34})
    void equal_values_have_equal_bytes_and_different_ones_do_not(long seed) throws IOException {
        var random = new Random(seed);
        var codecs = new Codecs();
        for (var i = 0; i < 100; i++) {
            var type = RandomValues.type(random, 2);
            var what = "seed %d, type %d %s".formatted(seed, i, TypeNames.brief(type));
            var ordered = what.contains("SequencedSet") || what.contains("SequencedMap");
            var values = new ArrayList<Object>();
            var texts = new ArrayList<String>();
            for (var j = 0; j < 12; j++) {
                values.add(RandomValues.value(type, random, 2));
                texts.add(codecs.codec(type).encode(values.getLast(), store).toString());
            }
            for (var a = 0; a < values.size(); a++) {
                for (var b = 0; b < a; b++) {
                    var same = texts.get(a).equals(texts.get(b));
                    if (same || !ordered)
                        assertThat(values.get(a).equals(values.get(b))).as(what).isEqualTo(same);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {41, 42, 43})
    void bytes_that_are_cut_off_are_refused(long seed) throws IOException {
        var random = new Random(seed);
        var codecs = new Codecs();
        for (var i = 0; i < 40; i++) {
            var type = RandomValues.type(random, 3);
            var bytes = codecs.codec(type)
                    .encode(RandomValues.value(type, random, 3), store)
                    .bytes();
            if (bytes[0] == '-' || bytes[0] >= '0' && bytes[0] <= '9') continue;
            for (var n = 0; n < bytes.length; n++) {
                var part = Arrays.copyOf(bytes, n);
                assertThatThrownBy(() -> codecs.codec(type).decode(part, store))
                        .as("seed %d, case %d, %s", seed, i, text(part))
                        .isInstanceOf(UndecodableValue.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {51, 52, 53})
    void damaged_bytes_never_break_the_work_on_bytes(long seed) throws IOException {
        var random = new Random(seed);
        var codecs = new Codecs();
        for (var i = 0; i < 1_000; i++) {
            var type = RandomValues.type(random, 3);
            var bytes = codecs.codec(type)
                    .encode(RandomValues.value(type, random, 3), store)
                    .bytes();
            for (var n = random.nextInt(3); n > 0; n--)
                bytes[random.nextInt(bytes.length)] = (byte) "{}[]\",:\\ n1".charAt(random.nextInt(11));
            var what = "seed %d, case %d, %s".formatted(seed, i, text(bytes));
            for (var look : List.<Consumer<byte[]>>of(
                    RoundTripTest::component, RoundTripTest::elements, EncodedJson::caseName)) {
                try {
                    look.accept(bytes);
                } catch (UndecodableValue e) {
                    assertThat(e.what()).as(what).contains("is not found");
                } catch (RuntimeException e) {
                    throw new AssertionError(what, e);
                }
            }
        }
    }

    private static void component(byte[] json) {
        EncodedJson.component(json, List.of("first", "label"));
    }

    private static void elements(byte[] json) {
        var elements = EncodedJson.elements(json);
        for (var i = 0; i < elements.count(); i++) assertThat(elements.get(i)).isNotNull();
        assertThat(EncodedJson.elements(elements.slice(0, elements.count())).count())
                .isEqualTo(elements.count());
    }

    /// What a result was written as can be given as an input again, in a file or on the command line.
    @ParameterizedTest
    @ValueSource(longs = {61, 62, 63, 64})
    void the_encoding_of_a_value_is_accepted_as_an_input(long seed) throws IOException {
        var random = new Random(seed);
        var codecs = new Codecs();
        var here = Path.of("");
        var inputs = new InputValues(new InputPaths(new Inputs.Folders(here, here, here)));
        for (var i = 0; i < 150; i++) {
            var type = RandomValues.type(random, 3);
            var form = codecs.codec(type).form();
            var value = RandomValues.value(type, random, 3);
            var json = codecs.codec(type).encode(value, store).toString();
            var what = "seed %d, case %d, %s %s".formatted(seed, i, TypeNames.brief(type), json);
            assertThat(inputs.of(form, new Given.Tree(Json.parse(json), "file")))
                    .as(what)
                    .isEqualTo(value);
            if (json.startsWith("{") || json.startsWith("["))
                assertThat(inputs.of(form, new Given.Text(json, "option")))
                        .as(what)
                        .isEqualTo(value);
        }
    }

    @Test
    void the_generators_reach_every_kind_of_type() {
        var random = new Random(5);
        var seen = new HashSet<Class<?>>();
        for (var i = 0; i < 2_000; i++) collect(RandomValues.type(random, 4), seen);
        assertThat(seen)
                .containsAll(RandomValues.SIMPLE)
                .containsAll(RandomValues.OF_ONE)
                .containsAll(RandomValues.OF_TWO);
    }

    private static void collect(Type type, Set<Class<?>> seen) {
        if (type instanceof ParameterizedType p) {
            seen.add((Class<?>) p.getRawType());
            for (var argument : p.getActualTypeArguments()) collect(argument, seen);
        } else {
            seen.add((Class<?>) type);
        }
    }

    /// The same JSON with space wherever it may be.
    private static byte[] spaced(byte[] json) {
        var out = new StringBuilder();
        var quoted = false;
        var text = text(json);
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '"' && !(quoted && text.charAt(i - 1) == '\\' && escapes(text, i) % 2 == 1)) quoted = !quoted;
            var mark = !quoted && "{}[],:".indexOf(c) >= 0;
            out.append(mark ? " " + c + "\n\t" : c);
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static int escapes(String text, int quote) {
        var n = 0;
        while (text.charAt(quote - 1 - n) == '\\') n++;
        return n;
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
