package dev.towpath.value;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Types as text, for instance `java.util.List<pipes.SelectCats$Box>`: a primitive is written as its box.
public final class TypeNames {
    private static final Map<String, Class<?>> PRIMITIVES = Map.of(
            "boolean", boolean.class,
            "byte", byte.class,
            "char", char.class,
            "short", short.class,
            "int", int.class,
            "long", long.class,
            "float", float.class,
            "double", double.class,
            "void", void.class);

    private TypeNames() {}

    /// The text of a type. Of a type variable it is the name, which can not be parsed again.
    public static String print(Type type) {
        return switch (type) {
            case Class<?> c when c.isArray() -> component(c.getComponentType()) + "[]";
            case Class<?> c -> boxed(c).getName();
            case ParameterizedType p -> {
                var arguments = Arrays.stream(p.getActualTypeArguments()).map(TypeNames::print);
                yield print(p.getRawType()) + "<" + arguments.collect(Collectors.joining(",")) + ">";
            }
            case GenericArrayType a -> print(a.getGenericComponentType()) + "[]";
            case WildcardType w when w.getLowerBounds().length > 0 -> "? super " + print(w.getLowerBounds()[0]);
            case WildcardType w when w.getUpperBounds()[0] == Object.class -> "?";
            case WildcardType w -> "? extends " + print(w.getUpperBounds()[0]);
            case TypeVariable<?> v -> v.getName();
            default -> type.getTypeName();
        };
    }

    private static String component(Class<?> type) {
        return type.isPrimitive() ? type.getName() : print(type);
    }

    /// The text of a type for people: class names without package and enclosing classes.
    static String brief(Type type) {
        return print(type).replaceAll("[\\p{javaJavaIdentifierPart}.]*[.$]\\d*(?=\\p{javaJavaIdentifierStart})", "");
    }

    /// The class of boxed values of a primitive; any other class itself.
    static Class<?> boxed(Class<?> type) {
        return type.isPrimitive()
                ? java.lang.invoke.MethodType.methodType(type).wrap().returnType()
                : type;
    }

    /// The type of a text that [#print] made.
    ///
    /// @throws IllegalArgumentException if the text is not a type or a class is missing
    public static Type parse(String text, ClassLoader loader) {
        var parser = new Parser(text, loader);
        var type = parser.type();
        if (parser.at < text.length()) throw parser.wrong("the end");
        return type;
    }

    private static final class Parser {
        private final String text;
        private final ClassLoader loader;
        private int at;

        Parser(String text, ClassLoader loader) {
            this.text = text;
            this.loader = loader;
        }

        Type type() {
            if (take("? extends ")) return new Wildcard(type(), null);
            if (take("? super ")) return new Wildcard(Object.class, type());
            if (take("?")) return new Wildcard(Object.class, null);
            var start = at;
            while (at < text.length() && "<>,[".indexOf(text.charAt(at)) < 0) at++;
            Type type = named(text.substring(start, at));
            if (take("<")) type = new GenericType((Class<?>) type, arguments());
            while (take("[]")) type = type instanceof Class<?> c ? c.arrayType() : new ArrayOf(type);
            return type;
        }

        private List<Type> arguments() {
            var arguments = new ArrayList<Type>();
            do {
                arguments.add(type());
            } while (take(","));
            if (!take(">")) throw wrong("',' or '>'");
            return arguments;
        }

        private boolean take(String token) {
            if (!text.startsWith(token, at)) return false;
            at += token.length();
            return true;
        }

        private Class<?> named(String name) {
            var primitive = PRIMITIVES.get(name);
            if (primitive != null) return text.startsWith("[]", at) ? primitive : boxed(primitive);
            try {
                return Class.forName(name, false, loader);
            } catch (ClassNotFoundException e) {
                throw new IllegalArgumentException("class '" + name + "' of the type '" + text + "' is missing", e);
            }
        }

        IllegalArgumentException wrong(String wanted) {
            return new IllegalArgumentException("'" + text + "' is no type: " + wanted + " expected at index " + at);
        }
    }
}
