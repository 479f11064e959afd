package dev.towpath;

import dev.towpath.value.TypeVariables;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The cases of a sealed type, and whether a `choose` names each of them once.
///
/// @param all the records and enums that its values can be of
record SealedCases(String name, Class<?> type, Set<Class<?>> all, Findings findings, String line) {
    /// The cases of a type; null, and noted, if it is not sealed.
    static @Nullable SealedCases of(Type type, String name, Findings findings, String line) {
        if (type == ValueTypes.Unknown.TYPE) return null;
        var raw = raw(type);
        if (raw != null && isBranching(raw)) {
            var all = new LinkedHashSet<Class<?>>();
            collect(raw, all);
            return new SealedCases(name, raw, all, findings, line);
        }
        findings.add(
                "not-sealed",
                "'" + name + "' decides on " + type.getTypeName() + ", which is not a sealed interface",
                line,
                "Declare it as a sealed interface with a record for each case, or use 'when' with a condition");
        return null;
    }

    private static @Nullable Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> c -> c;
            case ParameterizedType p -> (Class<?>) p.getRawType();
            default -> null;
        };
    }

    /// An enum whose constants have bodies is sealed, too, but is one case.
    private static boolean isBranching(Class<?> type) {
        return type.isSealed() && !type.isEnum();
    }

    private static void collect(Class<?> type, Set<Class<?>> all) {
        for (var permitted : type.getPermittedSubclasses()) {
            if (isBranching(permitted)) collect(permitted, all);
            else all.add(permitted);
        }
    }

    /// A value of one case, with the type arguments that the sealed type fixes.
    static Type narrow(Class<?> one, Type type) {
        var receiver = TypeVariables.receiver(one);
        if (!(type instanceof ParameterizedType) || !(receiver instanceof ParameterizedType)) return one;
        for (var above : one.getGenericInterfaces())
            if (raw(above) == raw(type)) return TypeVariables.result(new Type[] {above}, new Type[] {type}, receiver);
        return one;
    }

    /// The cases that can be wired; what is wrong with the others is noted.
    <C> List<Case<? extends C, ?>> check(List<? extends @Nullable Case<? extends C, ?>> cases) {
        var valid = new ArrayList<Case<? extends C, ?>>();
        var seen = new HashSet<Class<?>>();
        for (var one : cases)
            if (one != null && isValid(one, seen)) valid.add(one);
            else if (one == null) add("null-value", "a case is null", "Use Case.of(Type.class, value -> …)");
        if (cases.isEmpty()) {
            add("missing-case", "there is no case at all", "Add a case for each of " + names(all));
            return List.of();
        }
        var missing = new LinkedHashSet<>(all);
        missing.removeAll(seen);
        if (!missing.isEmpty())
            add(
                    "missing-case",
                    "no case for " + names(missing),
                    "Add Case.of(" + names(missing).split(", ", 2)[0] + ".class, …)");
        return valid;
    }

    @SuppressWarnings("ConstantValue") // callers may pass null all the same
    private boolean isValid(Case<?, ?> one, Set<Class<?>> seen) {
        var type = one.type();
        if ((Object) type == null || (Object) one.block() == null) {
            add("null-value", "a case has no class or no block", "Use Case.of(Type.class, value -> …)");
            return false;
        }
        if (!all.contains(type)) {
            var advice = isBranching(type)
                    ? "Name the records behind it, each in a case of its own"
                    : "Name one of " + names(all);
            add("not-a-case", type.getSimpleName() + " is no case of " + this.type.getSimpleName(), advice);
            seen.add(type);
            return false;
        }
        if (seen.add(type)) return true;
        add("duplicate-case", "two cases for " + type.getSimpleName(), "Take one of them out");
        return false;
    }

    private void add(String code, String what, String advice) {
        findings.add(code, "'" + name + "' over " + type.getSimpleName() + ": " + what, line, advice);
    }

    private static String names(Set<Class<?>> types) {
        return types.stream().map(Class::getSimpleName).collect(Collectors.joining(", "));
    }
}
