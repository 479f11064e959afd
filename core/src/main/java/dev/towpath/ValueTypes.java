package dev.towpath;

import dev.towpath.value.Codecs;
import dev.towpath.value.InvalidType;
import dev.towpath.value.Json;
import dev.towpath.value.Schemas;
import dev.towpath.value.TypeNames;
import dev.towpath.value.TypeVariables;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The types of one pipeline's values: their names in the plan, and whether they can be values at all.
final class ValueTypes {
    /// The type of what a refused line would give: nothing more is said about whatever takes it.
    enum Unknown implements Type {
        TYPE
    }

    private final Codecs codecs = new Codecs();
    private final Map<Type, String> names = new HashMap<>();
    private final Map<String, Type> types = new HashMap<>();

    /// What the plan calls a type; always the same string.
    String name(Type type) {
        if (type == Unknown.TYPE) return "?";
        var known = names.get(type);
        if (known != null) return known;
        var name = TypeNames.print(type);
        types.putIfAbsent(name, type);
        names.put(type, name);
        return name;
    }

    /// The type that the plan calls so.
    Type named(String name) {
        return types.getOrDefault(name, Unknown.TYPE);
    }

    /// Why values of a type can not be written; null if they can.
    @Nullable
    InvalidType refusal(Type type) {
        try {
            codecs.codec(type);
            return null;
        } catch (InvalidType e) {
            return e;
        }
    }

    /// The JSON Schemas of these types, by name.
    Map<String, String> schemas(Set<String> typeNames) {
        var schemas = new LinkedHashMap<String, String>();
        for (var name : typeNames)
            schemas.put(name, new String(Json.write(Schemas.of(named(name), codecs)), StandardCharsets.UTF_8));
        return schemas;
    }

    static Type list(Type element) {
        return of(List.class, element);
    }

    static Type optional(Type value) {
        return of(Optional.class, value);
    }

    /// The type of a list's elements; [Unknown] if it is no list.
    static Type element(Type list) {
        if (list == Unknown.TYPE) return list;
        var variable = List.class.getTypeParameters()[0];
        var element =
                TypeVariables.result(new Type[] {TypeVariables.receiver(List.class)}, new Type[] {list}, variable);
        return element.equals(variable) ? Unknown.TYPE : element;
    }

    /// The one type as which values of both can be read without writing them anew; null if there is none.
    static @Nullable Type common(Type one, Type other) {
        if (one == Unknown.TYPE || other == Unknown.TYPE) return Unknown.TYPE;
        if (one.equals(other)) return one;
        if (!(one instanceof ParameterizedType p) || !(other instanceof ParameterizedType q)) return null;
        var inOrder = Set.of(List.class, SequencedCollection.class, SequencedSet.class);
        var sameElements = p.getActualTypeArguments()[0].equals(q.getActualTypeArguments()[0]);
        if (!sameElements || !inOrder.contains(p.getRawType()) || !inOrder.contains(q.getRawType())) return null;
        return of(SequencedCollection.class, p.getActualTypeArguments()[0]);
    }

    /// The names of the classes in these types that are not the JDK's.
    static List<String> classNames(List<Type> given) {
        var found = new LinkedHashSet<String>();
        for (var type : given) collect(type, found);
        return found.stream().sorted().toList();
    }

    private static void collect(Type type, Set<String> found) {
        if (type instanceof ParameterizedType p) {
            collect(p.getRawType(), found);
            for (var argument : p.getActualTypeArguments()) collect(argument, found);
        } else if (type instanceof Class<?> c && c.isArray()) {
            collect(c.getComponentType(), found);
        } else if (type instanceof Class<?> c
                && !c.isPrimitive()
                && !c.getName().startsWith("java.")) {
            found.add(c.getName());
        }
    }

    private static Type of(Class<?> generic, Type argument) {
        if (argument == Unknown.TYPE) return argument;
        var variable = generic.getTypeParameters()[0];
        return TypeVariables.result(new Type[] {variable}, new Type[] {argument}, TypeVariables.receiver(generic));
    }
}
