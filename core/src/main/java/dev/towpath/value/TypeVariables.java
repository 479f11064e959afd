package dev.towpath.value;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Binds the type variables of a method's generic signature from the types that an edge gives.
///
/// It infers less than `javac` does: what stays open is refused later, so a guess is never made.
public final class TypeVariables {
    /// Variables that are known exactly: `T` in `List<T>`, to which `List<Box>` is given.
    private final Map<TypeVariable<?>, Type> exact = new LinkedHashMap<>();

    /// Variables of which a subtype is known: `T` itself, to which `Box` is given. A variable with two given types of
    /// which none is the other's supertype maps to itself.
    private final Map<TypeVariable<?>, Type> atLeast = new LinkedHashMap<>();

    /// Variables of which a supertype is known: `T` in `Comparator<? super T>`.
    private final Map<TypeVariable<?>, Type> atMost = new LinkedHashMap<>();

    private TypeVariables() {}

    /// The result type with every variable replaced that can be inferred.
    ///
    /// @param parameters the declared parameter types; of an instance method the first is [#receiver]
    /// @param given the types of the values, as many
    /// @param result the declared result type
    public static Type result(Type[] parameters, Type[] given, Type result) {
        if (result instanceof Class<?> c) return TypeNames.boxed(c);
        var variables = new TypeVariables();
        for (var i = 0; i < parameters.length; i++) variables.lower(parameters[i], boxed(given[i]));
        variables.readBounds();
        return substitute(result, variables.bindings());
    }

    /// The type of `this` in an instance method of the class: the class with its own type variables.
    public static Type receiver(Class<?> owner) {
        var variables = owner.getTypeParameters();
        return variables.length == 0 ? owner : new GenericType(owner, List.of(variables));
    }

    /// Whether a type variable, a wildcard or a raw type is left anywhere in the type.
    public static boolean isOpen(Type type) {
        return switch (type) {
            case Class<?> c when c.isArray() -> isOpen(c.getComponentType());
            case Class<?> c -> c.getTypeParameters().length > 0;
            case ParameterizedType p ->
                Arrays.stream(p.getActualTypeArguments()).anyMatch(TypeVariables::isOpen);
            case GenericArrayType a -> isOpen(a.getGenericComponentType());
            default -> true;
        };
    }

    /// The type with these variables replaced; others stay.
    static Type substitute(Type type, Map<TypeVariable<?>, Type> bindings) {
        return switch (type) {
            case TypeVariable<?> v -> bindings.getOrDefault(v, v);
            case ParameterizedType p -> {
                var arguments = Arrays.stream(p.getActualTypeArguments())
                        .map(argument -> substitute(argument, bindings))
                        .toList();
                yield new GenericType((Class<?>) p.getRawType(), arguments);
            }
            case GenericArrayType a -> {
                var component = substitute(a.getGenericComponentType(), bindings);
                yield component instanceof Class<?> c ? c.arrayType() : new ArrayOf(component);
            }
            case WildcardType w
            when w.getLowerBounds().length > 0 ->
                new Wildcard(Object.class, substitute(w.getLowerBounds()[0], bindings));
            case WildcardType w -> new Wildcard(substitute(w.getUpperBounds()[0], bindings), null);
            default -> type;
        };
    }

    /// The variables of a generic class, with the arguments of one of its types.
    static Map<TypeVariable<?>, Type> arguments(ParameterizedType type) {
        var bindings = new HashMap<TypeVariable<?>, Type>();
        var variables = ((Class<?>) type.getRawType()).getTypeParameters();
        var arguments = type.getActualTypeArguments();
        for (var i = 0; i < variables.length; i++) bindings.put(variables[i], arguments[i]);
        return bindings;
    }

    /// The type as which a subtype sees one of its superclasses or interfaces; null if it is none.
    static @Nullable Type supertype(Type type, Class<?> wanted) {
        if (type instanceof ParameterizedType p) {
            var raw = (Class<?>) p.getRawType();
            if (raw == wanted) return p;
            var above = supertype(raw, wanted);
            return above == null ? null : substitute(above, arguments(p));
        }
        if (!(type instanceof Class<?> c)) return null;
        if (c == wanted) return c;
        var superclass = c.getGenericSuperclass();
        var found = superclass == null ? null : supertype(superclass, wanted);
        for (var i = 0; found == null && i < c.getGenericInterfaces().length; i++)
            found = supertype(c.getGenericInterfaces()[i], wanted);
        return found;
    }

    /// The type's variables as the parameters of a supertype fix them: `U` of `Circle<U> implements Shape<U>` is
    /// `String` where `Shape<String>` is wanted.
    static Type narrow(Class<?> subtype, Type wanted) {
        if (!(wanted instanceof ParameterizedType p)) return subtype;
        var variables = new TypeVariables();
        var above = supertype(receiver(subtype), (Class<?>) p.getRawType());
        if (above != null) variables.same(above, p);
        return substitute(receiver(subtype), variables.bindings());
    }

    private Map<TypeVariable<?>, Type> bindings() {
        var bindings = new HashMap<>(atMost);
        bindings.putAll(atLeast);
        bindings.putAll(exact);
        return bindings;
    }

    /// `given` can be passed where `declared` is wanted.
    private void lower(Type declared, Type given) {
        switch (declared) {
            case TypeVariable<?> v -> atLeast.merge(v, given, (one, two) -> wider(v, one, two));
            case ParameterizedType p -> {
                if (supertype(given, (Class<?>) p.getRawType()) instanceof ParameterizedType above)
                    eachArgument(p, above);
            }
            case GenericArrayType a -> {
                var component = componentOf(given);
                if (component != null) lower(a.getGenericComponentType(), component);
            }
            default -> {}
        }
    }

    private static @Nullable Type componentOf(Type array) {
        return switch (array) {
            case GenericArrayType a -> a.getGenericComponentType();
            case Class<?> c when c.isArray() && !c.getComponentType().isPrimitive() -> c.getComponentType();
            default -> null;
        };
    }

    private static Type wider(TypeVariable<?> variable, Type one, Type two) {
        if (one.equals(two) || isSubtype(two, one)) return one;
        return isSubtype(one, two) ? two : variable;
    }

    private static boolean isSubtype(Type sub, Type type) {
        return switch (type) {
            case Class<?> c -> supertype(sub, c) != null;
            case ParameterizedType p -> p.equals(supertype(sub, (Class<?>) p.getRawType()));
            default -> false;
        };
    }

    private void eachArgument(ParameterizedType declared, ParameterizedType given) {
        var to = declared.getActualTypeArguments();
        var from = given.getActualTypeArguments();
        for (var i = 0; i < to.length; i++) same(to[i], from[i]);
    }

    /// The two are the same type.
    private void same(Type declared, Type given) {
        switch (declared) {
            case TypeVariable<?> v -> exact.putIfAbsent(v, given);
            case ParameterizedType p -> {
                if (given instanceof ParameterizedType g && p.getRawType().equals(g.getRawType())) eachArgument(p, g);
            }
            case GenericArrayType a -> {
                var component = componentOf(given);
                if (component != null) same(a.getGenericComponentType(), component);
            }
            case WildcardType w when w.getLowerBounds().length > 0 -> upper(w.getLowerBounds()[0], given);
            case WildcardType w -> lower(w.getUpperBounds()[0], given);
            default -> {}
        }
    }

    /// `given` is a supertype of `declared`.
    private void upper(Type declared, Type given) {
        if (declared instanceof TypeVariable<?> v && given != Object.class) atMost.putIfAbsent(v, given);
    }

    /// The bounds of a variable that is known tell about others: `T` of `<T, L extends List<T>>`.
    private void readBounds() {
        for (var known : Map.copyOf(bindings()).entrySet())
            for (var bound : known.getKey().getBounds())
                if (!(known.getValue() instanceof TypeVariable<?>)) lower(bound, known.getValue());
    }

    private static Type boxed(Type type) {
        return type instanceof Class<?> c ? TypeNames.boxed(c) : type;
    }
}
