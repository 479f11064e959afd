package dev.towpath.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.value.Samples.Box;
import dev.towpath.value.Samples.Pair;
import dev.towpath.value.Samples.Result;
import dev.towpath.value.Samples.Shape;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TypeVariablesTest {
    interface Names extends Collection<String> {}

    static class Boxes extends ArrayList<Box> {
        private static final long serialVersionUID = 1L;
    }

    static final class Methods {
        static <T> T same(T value) {
            return value;
        }

        static <T> List<T> copy(Collection<? extends T> values) {
            return List.copyOf(values);
        }

        static <T> T least(List<T> values, Comparator<? super T> order) {
            return values.stream().min(order).orElseThrow();
        }

        static <T> List<T> ordered(Comparator<? super T> order) {
            return List.of();
        }

        static <K, V> Map<V, List<K>> turn(Map<K, V> map) {
            return Map.of();
        }

        static <T> Pair<T, T> two(T one, T two) {
            return new Pair<>(one, two);
        }

        static <T, L extends List<T>> Optional<T> first(L list) {
            return list.stream().findFirst();
        }

        static <T> List<T> fromArray(T[] array) {
            return Arrays.asList(array);
        }

        static <T> List<T> fromLists(List<T>[] lists) {
            return lists[0];
        }

        static <T> List<T> nothing() {
            return List.of();
        }

        static <T> Map<? extends T, Comparator<? super T>> wild(T value) {
            return Map.of();
        }

        static <T> List<T>[] arrayOf(T value) {
            throw new UnsupportedOperationException();
        }

        static <T> T[] plainArray(T value) {
            throw new UnsupportedOperationException();
        }

        static <T> List<T> inside(List<T[]> arrays) {
            return List.of();
        }

        static <T> List<T> deep(Map<String, ? extends Collection<T>> map) {
            return List.of();
        }

        static <T extends Comparable<T>> T most(Collection<? extends T> values) {
            return values.iterator().next();
        }

        static int count(List<?> list) {
            return list.size();
        }

        static <A, B> B second(Pair<A, B> pair) {
            return pair.second();
        }

        static <T> Result<T> good(T value) {
            return new Result.Good<>(value);
        }

        private Methods() {}
    }

    record Case(Method method, List<Type> given, String result) {
        @Override
        public String toString() {
            return method.getName() + given.stream().map(TypeNames::brief).toList();
        }
    }

    private static Case of(Class<?> owner, String name, String result, Type... given) {
        var method = Arrays.stream(owner.getDeclaredMethods())
                .filter(m -> m.getName().equals(name) && !m.isVarArgs())
                .filter(m -> m.getParameterCount() + (Modifier.isStatic(m.getModifiers()) ? 0 : 1) == given.length)
                .findFirst()
                .orElseThrow();
        return new Case(method, List.of(given), result);
    }

    private static Type t(TypeOf<?> type) {
        return type.type();
    }

    static Stream<Case> cases() {
        var m = Methods.class;
        return Stream.of(
                of(List.class, "of", "List<String>", String.class, String.class),
                of(m, "same", "Box", Box.class),
                of(Map.Entry.class, "getKey", "String", t(new TypeOf<Map.Entry<String, Integer>>() {})),
                of(Map.Entry.class, "getValue", "Integer", t(new TypeOf<Map.Entry<String, Integer>>() {})),
                of(Pair.class, "first", "List<Box>", t(new TypeOf<Pair<List<Box>, String>>() {})),
                of(String.class, "length", "Integer", String.class),
                of(String.class, "strip", "String", String.class),
                of(List.class, "get", "Box", t(new TypeOf<ArrayList<Box>>() {}), int.class),
                of(List.class, "get", "Box", Boxes.class, int.class),
                of(Map.class, "get", "Box", t(new TypeOf<HashMap<String, Box>>() {}), String.class),
                of(m, "same", "Integer", int.class),
                of(m, "same", "List<Box>", t(new TypeOf<List<Box>>() {})),
                of(m, "copy", "List<Box>", t(new TypeOf<List<Box>>() {})),
                of(m, "copy", "List<Box>", Boxes.class),
                of(m, "copy", "List<String>", Names.class),
                of(m, "least", "Box", t(new TypeOf<List<Box>>() {}), t(new TypeOf<Comparator<Object>>() {})),
                of(m, "ordered", "List<Box>", t(new TypeOf<Comparator<Box>>() {})),
                of(m, "turn", "Map<Box,List<String>>", t(new TypeOf<Map<String, Box>>() {})),
                of(m, "two", "Pair<Shape,Shape>", Shape.Circle.class, Shape.class),
                of(m, "two", "Pair<Shape,Shape>", Shape.class, Shape.Circle.class),
                of(m, "two", "Pair<T,T>", String.class, Box.class),
                of(m, "first", "Optional<Box>", t(new TypeOf<List<Box>>() {})),
                of(m, "fromArray", "List<String>", (Type) String[].class),
                of(m, "fromLists", "List<String>", t(new TypeOf<List<String>[]>() {})),
                of(m, "fromArray", "List<T>", int[].class),
                of(m, "count", "Integer", t(new TypeOf<List<Box>>() {})),
                of(m, "second", "Integer", t(new TypeOf<Pair<String, Integer>>() {})),
                of(m, "good", "Result<Box>", Box.class),
                of(m, "wild", "Map<? extends Box,Comparator<? super Box>>", Box.class),
                of(m, "arrayOf", "List<Box>[]", Box.class),
                of(m, "plainArray", "Box[]", Box.class),
                of(m, "plainArray", "List<Box>[]", t(new TypeOf<List<Box>>() {})),
                of(m, "inside", "List<String>", t(new TypeOf<List<String[]>>() {})),
                of(m, "inside", "List<T>", t(new TypeOf<List<String>>() {})),
                of(m, "deep", "List<Box>", t(new TypeOf<Map<String, ArrayList<Box>>>() {})),
                of(m, "deep", "List<T>", String.class),
                of(m, "most", "String", Names.class),
                of(m, "two", "Pair<List<Box>,List<Box>>", t(new TypeOf<List<Box>>() {}), Boxes.class),
                of(m, "two", "Pair<List<Box>,List<Box>>", Boxes.class, t(new TypeOf<List<Box>>() {})),
                of(m, "nothing", "List<T>"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_result_type_follows_from_the_given_types(Case one) {
        var parameters = new ArrayList<Type>();
        if (!Modifier.isStatic(one.method().getModifiers()))
            parameters.add(TypeVariables.receiver(one.method().getDeclaringClass()));
        parameters.addAll(List.of(one.method().getGenericParameterTypes()));

        var result = TypeVariables.result(
                parameters.toArray(Type[]::new),
                one.given().toArray(Type[]::new),
                one.method().getGenericReturnType());

        assertThat(TypeNames.brief(result)).isEqualTo(one.result());
        assertThat(TypeVariables.isOpen(result)).isEqualTo(one.result().matches(".*(\\b[TE]\\b|\\?).*"));
    }

    @Test
    void a_type_is_open_if_anything_in_it_is() {
        assertThat(TypeVariables.isOpen(String.class)).isFalse();
        assertThat(TypeVariables.isOpen(int.class)).isFalse();
        assertThat(TypeVariables.isOpen(byte[].class)).isFalse();
        assertThat(TypeVariables.isOpen(t(new TypeOf<Map<String, List<Box>>>() {})))
                .isFalse();
        assertThat(TypeVariables.isOpen(List.class)).isTrue();
        assertThat(TypeVariables.isOpen(List[].class)).isTrue();
        assertThat(TypeVariables.isOpen(t(new TypeOf<List<String>[]>() {}))).isFalse();
        assertThat(TypeVariables.isOpen(t(new TypeOf<Map<String, List<?>>>() {})))
                .isTrue();
        assertThat(TypeVariables.isOpen(t(new TypeOf<List<? extends Box>>() {})))
                .isTrue();
    }

    @Test
    void the_arguments_of_a_generic_sealed_type_reach_its_cases() {
        var wanted = t(new TypeOf<Result<String>>() {});
        assertThat(TypeNames.brief(TypeVariables.narrow(Result.Good.class, wanted)))
                .isEqualTo("Good<String>");
        assertThat(TypeVariables.narrow(Shape.Circle.class, Shape.class)).isEqualTo(Shape.Circle.class);
    }
}
