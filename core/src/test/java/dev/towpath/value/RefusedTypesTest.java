package dev.towpath.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.File;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RefusedTypesTest {
    static final class Bean {}

    interface Open {}

    sealed interface Mixed {
        record Fine() implements Mixed {}

        final class Odd implements Mixed {}
    }

    sealed interface Twice {
        record Same() implements Twice {}

        final class Inner {
            record Same() implements Twice {}

            private Inner() {}
        }
    }

    sealed interface Loose {
        record Case<T>(T value) implements Loose {}
    }

    sealed interface Reserved {
        record Clash(String $type) implements Reserved {}
    }

    record Growing<T>(Optional<Growing<List<T>>> next) {}

    record Holder<T>(T value, List<T> more) {}

    record Deep(Map<String, List<Optional<Path>>> paths) {}

    record Refused(Type type, String at, String why, String advice) {
        @Override
        public String toString() {
            return TypeNames.print(type);
        }
    }

    private static Refused of(Type type, String why, String advice) {
        return new Refused(type, TypeNames.print(type), why, advice);
    }

    private static Refused of(TypeOf<?> type, String why, String advice) {
        return of(type.type(), why, advice);
    }

    private static Refused at(Type type, String path, String why, String advice) {
        return new Refused(type, TypeNames.print(type) + path, why, advice);
    }

    static Stream<Refused> types() {
        return Stream.of(
                of(Path.class, "another machine", "FileRef"),
                of(File.class, "another machine", "TreeRef"),
                of(Object.class, "does not say what is in it", "concrete type"),
                of(Number.class, "does not say", "concrete type"),
                of(CharSequence.class, "does not say", "String"),
                of(void.class, "nothing in it", "Return something"),
                of(int[].class, "an array can be changed", "List<Integer>"),
                of(String[].class, "an array can be changed", "List<String>"),
                of(double[][].class, "an array can be changed", "List<List<Double>>"),
                of(List.class, "raw", "List<String>"),
                of(Map.class, "raw", "Map<String, String>"),
                of(Holder.class, "raw", "Holder<String>"),
                of(new TypeOf<List<?>>() {}, "wildcard", "Name the type"),
                of(new TypeOf<Collection<String>>() {}, "whether order counts", "List, Set"),
                of(new TypeOf<Iterable<String>>() {}, "whether order counts", "List"),
                of(new TypeOf<ArrayList<String>>() {}, "implementation", "Use List"),
                of(new TypeOf<ArrayDeque<String>>() {}, "implementation", "Use List"),
                of(new TypeOf<Queue<String>>() {}, "order", "Use List"),
                of(new TypeOf<SortedSet<String>>() {}, "order", "Use Set"),
                of(new TypeOf<TreeSet<String>>() {}, "implementation", "Use Set"),
                of(new TypeOf<SortedMap<String, String>>() {}, "order", "Use Map"),
                of(new TypeOf<HashMap<String, String>>() {}, "implementation", "Use Map"),
                of(new TypeOf<EnumMap<Samples.Colour, String>>() {}, "implementation", "Use Map"),
                of(new TypeOf<Stream<String>>() {}, "read once", "List"),
                of(InputStream.class, "open resource", "newFile"),
                of(Pattern.class, "not equal", "String"),
                of(Date.class, "can be changed", "java.time"),
                of(StringBuilder.class, "can be changed", "String"),
                of(IllegalStateException.class, "no result", "Throw it"),
                of(Class.class, "raw", "Class<String>"),
                of(Thread.class, "one process", "name"),
                of(Runnable.class, "anybody may implement", "sealed"),
                of(Open.class, "anybody may implement", "sealed"),
                of(Bean.class, "no record", "Make it a record"),
                of(new TypeOf<Optional<Optional<String>>>() {}, "two kinds of nothing", "one Optional"),
                of(new TypeOf<Optional<OptionalInt>>() {}, "two kinds of nothing", "one Optional"),
                at(Mixed.class, "", "neither a record nor an enum", "Make it a record"),
                at(Twice.class, "", "same simple name", "another name"),
                at(Loose.class, "(Case)", "do not fix", "type parameters"),
                at(Reserved.class, "(Clash)", "clashes", "another name"),
                at(Deep.class, ".paths[]", "another machine", "FileRef"),
                at(new TypeOf<Holder<Open>>() {}.type(), ".value", "anybody may implement", "sealed"),
                at(new TypeOf<List<Map<Bean, String>>>() {}.type(), "[][key]", "no record", "record"),
                at(new TypeOf<Map.Entry<String, int[]>>() {}.type(), ".value", "an array", "List<Integer>"),
                at(new TypeOf<List<? extends String>>() {}.type(), "[]", "wildcard", "Name the type"));
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_type_that_can_not_be_a_value_is_refused_with_the_place_and_advice(Refused refused) {
        assertThatThrownBy(() -> new Codecs().codec(refused.type()))
                .asInstanceOf(type(InvalidType.class))
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo("type-not-encodable");
                    assertThat(e.what()).contains("can not be a value").contains(refused.why());
                    assertThat(e.at()).startsWith(refused.at());
                    assertThat(e.hint()).contains(refused.advice()).endsWith(".");
                });
    }

    <T> List<T> open() {
        return List.of();
    }

    @Test
    void an_open_type_variable_is_refused_by_name() throws ReflectiveOperationException {
        var open = RefusedTypesTest.class.getDeclaredMethod("open").getGenericReturnType();
        assertThatThrownBy(() -> new Codecs().codec(open))
                .isInstanceOf(InvalidType.class)
                .hasMessageContaining("the type variable T is not bound");
    }

    @Test
    void a_record_that_contains_ever_larger_types_is_refused() {
        assertThatThrownBy(() -> new Codecs().codec(new TypeOf<Growing<String>>() {}.type()))
                .isInstanceOf(InvalidType.class)
                .hasMessageContaining("ever larger");
    }

    @Test
    void a_refused_type_is_refused_again() {
        var codecs = new Codecs();
        for (var i = 0; i < 2; i++)
            assertThatThrownBy(() -> codecs.codec(Set.class)).isInstanceOf(InvalidType.class);
    }
}
