package dev.towpath.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.value.Samples.Box;
import dev.towpath.value.Samples.Pair;
import java.lang.reflect.Type;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeNamesTest {
    private static final String SAMPLES = "dev.towpath.value.Samples$";

    static Stream<Arguments> types() {
        return Stream.of(
                Arguments.of(String.class, "java.lang.String"),
                Arguments.of(Box.class, SAMPLES + "Box"),
                Arguments.of(byte[].class, "byte[]"),
                Arguments.of(String[][].class, "java.lang.String[][]"),
                Arguments.of(new TypeOf<List<Box>>() {}.type(), "java.util.List<" + SAMPLES + "Box>"),
                Arguments.of(
                        new TypeOf<Map<String, Pair<Integer, List<Box>>>>() {}.type(),
                        "java.util.Map<java.lang.String," + SAMPLES + "Pair<java.lang.Integer,java.util.List<" + SAMPLES
                                + "Box>>>"),
                Arguments.of(
                        new TypeOf<Map.Entry<String, byte[]>>() {}.type(),
                        "java.util.Map$Entry<java.lang.String,byte[]>"),
                Arguments.of(new TypeOf<List<?>>() {}.type(), "java.util.List<?>"),
                Arguments.of(
                        new TypeOf<Supplier<? extends Box>>() {}.type(),
                        "java.util.function.Supplier<? extends " + SAMPLES + "Box>"),
                Arguments.of(
                        new TypeOf<Comparator<? super Box>>() {}.type(),
                        "java.util.Comparator<? super " + SAMPLES + "Box>"),
                Arguments.of(new TypeOf<List<String>[]>() {}.type(), "java.util.List<java.lang.String>[]"));
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_type_is_written_and_read_back_equal(Type type, String text) {
        var loader = TypeNamesTest.class.getClassLoader();
        assertThat(TypeNames.print(type)).isEqualTo(text);
        assertThat(TypeNames.parse(text, loader)).isEqualTo(type).hasSameHashCodeAs(type);
        assertThat(type).isEqualTo(TypeNames.parse(text, loader));
    }

    @Test
    void a_primitive_is_written_as_its_box() {
        assertThat(TypeNames.print(int.class)).isEqualTo("java.lang.Integer");
        assertThat(TypeNames.print(void.class)).isEqualTo("java.lang.Void");
        assertThat(TypeNames.parse("int", TypeNamesTest.class.getClassLoader())).isEqualTo(Integer.class);
    }

    @Test
    void people_see_simple_names() {
        record Local() {}
        assertThat(TypeNames.brief(new TypeOf<Map<String, List<Box>>>() {}.type()))
                .isEqualTo("Map<String,List<Box>>");
        assertThat(TypeNames.brief(new TypeOf<List<? extends Box>>() {}.type())).isEqualTo("List<? extends Box>");
        assertThat(TypeNames.brief(Local.class)).isEqualTo("Local");
        assertThat(TypeNames.brief(byte[].class)).isEqualTo("byte[]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no.such.Class",
                "java.util.List<",
                "java.util.List<>",
                "java.util.List<java.lang.String",
                "java.lang.String>",
                "java.util.List<java.lang.String>x"
            })
    void a_text_that_is_no_type_is_refused(String text) {
        assertThatThrownBy(() -> TypeNames.parse(text, TypeNamesTest.class.getClassLoader()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'");
    }
}
