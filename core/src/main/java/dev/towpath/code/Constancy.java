package dev.towpath.code;

import java.lang.invoke.VarHandle;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Judges whether an object can change, by its class and by what it holds, as deep as it goes.
final class Constancy {
    /// JDK classes whose objects never change, or whose changes no step can see.
    private static final Set<String> CONSTANT = Set.of(
            "java.lang.String",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Short",
            "java.lang.Byte",
            "java.lang.Character",
            "java.lang.Boolean",
            "java.lang.Double",
            "java.lang.Float",
            "java.lang.Class",
            "java.lang.Object",
            "java.lang.Void",
            "java.lang.Module",
            "java.lang.StackWalker",
            "java.lang.ScopedValue",
            "java.math.BigInteger",
            "java.math.BigDecimal",
            "java.math.MathContext",
            "java.util.UUID",
            "java.util.Locale",
            "java.util.Currency",
            "java.util.HexFormat",
            "java.util.regex.Pattern",
            "java.util.OptionalInt",
            "java.util.OptionalLong",
            "java.util.OptionalDouble",
            "java.util.Base64$Encoder",
            "java.util.Base64$Decoder",
            "java.net.URI",
            "java.net.URL",
            "java.io.File",
            "java.net.InetSocketAddress",
            "java.net.Inet4Address",
            "java.net.Inet6Address",
            "java.awt.Color",
            "java.awt.Font",
            "java.awt.BasicStroke",
            "java.lang.invoke.MethodHandles$Lookup",
            "java.nio.file.attribute.FileTime",
            "java.lang.Runtime$Version",
            "java.util.Locale$LanguageRange");
    private static final Set<String> CONSTANT_KINDS = Set.of(
            "java.lang.System$Logger",
            "java.util.logging.Logger",
            "org.slf4j.Logger",
            "org.slf4j.Marker",
            "org.apache.logging.log4j.Logger",
            "org.apache.commons.logging.Log",
            "java.lang.invoke.MethodHandle",
            "java.util.concurrent.atomic.AtomicIntegerFieldUpdater",
            "java.util.concurrent.atomic.AtomicLongFieldUpdater",
            "java.util.concurrent.atomic.AtomicReferenceFieldUpdater",
            "java.util.stream.Collector",
            "javax.xml.namespace.QName",
            "org.jboss.logging.Logger",
            "java.lang.invoke.MethodType",
            "java.lang.constant.ConstantDesc",
            "java.lang.reflect.Type",
            "java.nio.charset.Charset",
            "java.nio.file.Path",
            "java.nio.file.PathMatcher",
            "java.time.ZoneId",
            "dev.towpath.Digest",
            "dev.towpath.FileRef",
            "dev.towpath.FolderRef",
            "dev.towpath.TreeRef");

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    /// Why an object can change.
    ///
    /// @return null if it can not
    @Nullable
    String problem(@Nullable Object value) {
        if (value == null || value instanceof Enum<?> || !seen.add(value)) return null;
        var type = value.getClass();
        if (type.isArray()) {
            return Array.getLength(value) == 0 ? null : "it holds an array, whose elements can be set";
        }
        if (value instanceof VarHandle handle) {
            return handle.coordinateTypes().isEmpty() ? "it holds a handle of a static variable" : null;
        }
        if (isConstantKind(type)) return null;
        if (type.isHidden()) return ofLambda(value);
        return isJdk(type) ? ofJdk(value, type) : ofFields(value, type);
    }

    private static boolean isConstantKind(Class<?> type) {
        if (CONSTANT.contains(type.getName()) || isTime(type)) return true;
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            if (CONSTANT_KINDS.contains(at.getName())) return true;
            for (var face : at.getInterfaces()) {
                if (isConstantKind(face)) return true;
            }
        }
        return false;
    }

    private static boolean isTime(Class<?> type) {
        var name = type.getName();
        return name.startsWith("java.time.") && !name.contains("Builder") && isJdk(type) && !type.isInterface();
    }

    private static boolean isJdk(Class<?> type) {
        var loader = type.getClassLoader();
        return loader == null || loader.equals(ClassLoader.getPlatformClassLoader());
    }

    private @Nullable String ofLambda(Object lambda) {
        return isJdk(lambda.getClass()) ? null : ofFields(lambda, lambda.getClass());
    }

    private @Nullable String ofJdk(Object value, Class<?> type) {
        if (value instanceof Comparator<?>) return null;
        if (value instanceof Optional<?> optional) return problem(optional.orElse(null));
        if (value instanceof Map.Entry<?, ?> entry && isUnmodifiable(type)) return ofEntry(entry);
        if (value instanceof Map<?, ?> map && isUnmodifiable(type)) {
            for (var entry : map.entrySet()) {
                var problem = ofEntry(entry);
                if (problem != null) return problem;
            }
            return null;
        }
        if (value instanceof Collection<?> collection && isUnmodifiable(type)) {
            for (var element : collection) {
                var problem = problem(element);
                if (problem != null) return inside(type, problem);
            }
            return null;
        }
        return "it holds a " + type.getName() + ", which can change";
    }

    private @Nullable String ofEntry(Map.Entry<?, ?> entry) {
        var problem = problem(entry.getKey());
        return problem == null ? problem(entry.getValue()) : problem;
    }

    /// The collection behind an unmodifiable view can be changed by whoever has it. A step has it only from another
    /// static field, which is judged where it is read.
    private static boolean isUnmodifiable(Class<?> type) {
        var name = type.getName();
        return name.startsWith("java.util.ImmutableCollections$")
                || name.startsWith("java.util.Collections$Unmodifiable")
                || name.startsWith("java.util.Collections$Empty")
                || name.startsWith("java.util.Collections$Singleton")
                || name.equals("java.util.Collections$CopiesList")
                || name.equals("java.util.KeyValueHolder")
                || name.equals("java.util.AbstractMap$SimpleImmutableEntry");
    }

    /// Anything else is constant if nothing in it can be set, and all it holds is constant.
    private @Nullable String ofFields(Object value, Class<?> type) {
        for (Class<?> at = type; at != null && at != Object.class && at != Record.class; at = at.getSuperclass()) {
            if (isJdk(at)) return "it holds a " + shown(type) + ", which is a " + at.getName() + " and can change";
            if (at.getName().startsWith("com.google.common.collect.") && value instanceof Collection<?> collection) {
                return at.getSimpleName().startsWith("Immutable") ? ofElements(collection) : changes(type);
            }
            for (var field : at.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())) continue;
                if (!Modifier.isFinal(field.getModifiers())) {
                    return "it holds a " + shown(type) + ", whose field '" + field.getName() + "' is not final";
                }
                if (field.getType().isPrimitive()) continue;
                var problem = ofField(value, field);
                if (problem != null) return inside(type, problem);
            }
        }
        return null;
    }

    private @Nullable String ofElements(Collection<?> elements) {
        for (var element : elements) {
            var problem = problem(element);
            if (problem != null) return problem;
        }
        return null;
    }

    private @Nullable String ofField(Object value, Field field) {
        try {
            field.setAccessible(true);
            return problem(field.get(value));
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            return "its field '" + field.getName() + "' can not be looked at";
        }
    }

    private static String changes(Class<?> type) {
        return "it holds a " + shown(type) + ", which can change";
    }

    private static String inside(Class<?> type, String problem) {
        return "in its " + shown(type) + ", " + problem;
    }

    private static String shown(Class<?> type) {
        return type.isHidden() ? "lambda with captured variables" : type.getSimpleName();
    }
}
