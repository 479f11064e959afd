package dev.towpath.value;

import java.io.Closeable;
import java.io.File;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.nio.file.Path;
import java.util.Calendar;
import java.util.Date;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.BaseStream;

/// Why a type can not be a value, and what to use instead.
final class Refusals {
    /// @param why follows "… can not be a value: "
    record Refusal(String why, String advice) {}

    static final Refusal NESTED_OPTIONAL =
            new Refusal("an Optional inside an Optional has two kinds of nothing", "Use one Optional.");
    static final Refusal ENDLESS = new Refusal(
            "it contains itself with ever larger type arguments", "Give the inner component a type without them.");
    static final Refusal RESERVED = new Refusal(
            "a component named $type clashes with the name of the case", "Give the component another name.");

    private Refusals() {}

    static Refusal notOpen(Class<?> type) {
        return new Refusal(
                "its module " + type.getModule() + " does not let its constructor or accessors be called",
                "Add 'opens " + type.getPackageName() + "' to its module-info.java.");
    }

    static Refusal caseOf(Class<?> sealed) {
        return new Refusal(
                "it is a case of the sealed " + sealed.getSimpleName() + " but neither a record nor an enum",
                "Make it a record, an enum or a sealed interface of these.");
    }

    static Refusal openCase(Class<?> sub, Class<?> sealed) {
        return new Refusal(
                "the type arguments of " + sealed.getSimpleName() + " do not fix those of its case "
                        + sub.getSimpleName(),
                "Remove the case's own type parameters.");
    }

    static Refusal sameName(Class<?> one, Class<?> two) {
        return new Refusal(
                "two of its cases have the same simple name, " + one.getName() + " and " + two.getName(),
                "Give one of them another name: it is written into the value.");
    }

    static Refusal raw(Class<?> type) {
        return new Refusal(
                "it is raw, without type arguments",
                "Say what is in it, for instance " + example(type) + "; a method's signature has to name it.");
    }

    private static String example(Class<?> type) {
        var parameters = type.getTypeParameters().length;
        return type.getSimpleName() + "<" + "String, ".repeat(parameters - 1) + "String>";
    }

    static Refusal of(Type type) {
        return switch (type) {
            case Class<?> c -> ofClass(c);
            case TypeVariable<?> v ->
                new Refusal(
                        "the type variable " + v.getName() + " is not bound",
                        "Use a concrete type in the method's signature, or a value whose type binds it.");
            case WildcardType _ ->
                new Refusal(
                        "a wildcard does not say which type it is",
                        "Name the type: List<Box>, not List<? extends Box> or List<?>.");
            case GenericArrayType _ -> new Refusal("an array can be changed", "Use List.");
            default -> new Refusal("its kind is unknown", "Use a record.");
        };
    }

    private static Refusal ofClass(Class<?> type) {
        if (Path.class.isAssignableFrom(type) || type == File.class)
            return new Refusal(
                    "a path means something else on another machine and says nothing about the content",
                    "Use FileRef for a file, FolderRef for a folder, TreeRef for what is read where it lies.");
        if (type.isArray())
            return new Refusal(
                    "an array can be changed, only byte[] is accepted",
                    "Use List<" + element(type.getComponentType()) + ">.");
        if (type == Object.class || type == Number.class || type == CharSequence.class || type == Comparable.class)
            return new Refusal("it does not say what is in it", "Use the concrete type, for instance String or Long.");
        if (type == Void.class)
            return new Refusal("there is nothing in it", "Return something, for instance a count or a FileRef.");
        if (Iterable.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type)) return ofCollection(type);
        return ofOther(type);
    }

    private static String element(Class<?> type) {
        return type.isArray()
                ? "List<" + element(type.getComponentType()) + ">"
                : TypeNames.boxed(type).getSimpleName();
    }

    private static Refusal ofCollection(Class<?> type) {
        var kind = type.isInterface() ? "its order is not one that can be written" : "it is one implementation of many";
        if (Map.class.isAssignableFrom(type))
            return new Refusal(kind, "Use Map (sorted by key) or SequencedMap (in its own order).");
        if (java.util.Set.class.isAssignableFrom(type))
            return new Refusal(kind, "Use Set (sorted) or SequencedSet (in its own order).");
        return new Refusal(
                type.isInterface() ? "it does not say whether order counts" : kind, "Use List, Set or SequencedSet.");
    }

    private static Refusal ofOther(Class<?> type) {
        if (type == Pattern.class)
            return new Refusal("two equal patterns are not equal", "Use String and compile it in the step.");
        if (Date.class.isAssignableFrom(type) || Calendar.class.isAssignableFrom(type))
            return new Refusal("it can be changed", "Use java.time, for instance Instant or LocalDate.");
        if (StringBuilder.class == type || StringBuffer.class == type)
            return new Refusal("it can be changed", "Use String.");
        if (BaseStream.class.isAssignableFrom(type))
            return new Refusal("a stream can be read once, by one reader", "Collect it into a List.");
        if (Closeable.class.isAssignableFrom(type) || AutoCloseable.class.isAssignableFrom(type))
            return new Refusal(
                    "an open resource ends with the process that opened it",
                    "Write to attempt.newFile(name) and pass the FileRef; the next step opens it.");
        if (Throwable.class.isAssignableFrom(type))
            return new Refusal("an exception is no result", "Throw it, or return a record that says what went wrong.");
        if (type == Class.class || type == ClassLoader.class || type == Thread.class)
            return new Refusal("it belongs to one process", "Pass a name.");
        if (type.isInterface())
            return new Refusal(
                    "it is an interface that anybody may implement",
                    "Make it sealed with records or enums as its cases, or use a record.");
        return new Refusal("it is a class that is no record", "Make it a record: then its content is its components.");
    }
}
