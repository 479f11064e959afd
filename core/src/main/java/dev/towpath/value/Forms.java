package dev.towpath.value;

import dev.towpath.Call;
import dev.towpath.FileRef;
import dev.towpath.FolderRef;
import dev.towpath.TreeRef;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.FileSystem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Makes the form of one type, and of all types in it, or refuses it with the place and advice.
final class Forms {
    /// A record that contains itself with larger type arguments each time would go on for ever.
    private static final int MOST_ARGUMENTS = 100;

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private final Type root;
    private final FileSystem files;
    private final Codecs codecs;

    /// Records and sealed types, which may contain themselves.
    private final Map<Type, Form> named = new HashMap<>();

    /// With how many different type arguments each record is seen.
    private final Map<Class<?>, Integer> arguments = new HashMap<>();

    private boolean immutable = true;

    Forms(Type root, FileSystem files, Codecs codecs) {
        this.root = root;
        this.files = files;
        this.codecs = codecs;
    }

    Codec codec() {
        var form = form(root, "");
        var records = named.values().stream().filter(RecordForm.class::isInstance);
        return new Codec(form, immutable, records.map(RecordForm.class::cast).toList());
    }

    private Form form(Type type, String path) {
        return switch (type) {
            case Class<?> c -> ofClass(TypeNames.boxed(c), path);
            case ParameterizedType p -> ofGeneric(p, (Class<?>) p.getRawType(), path);
            default -> throw refused(type, path, Refusals.of(type));
        };
    }

    private Form ofClass(Class<?> type, String path) {
        if (type == byte[].class) immutable = false;
        var scalar = Scalar.of(type);
        if (scalar != null) return scalar;
        if (type.isEnum()) return new EnumForm(type);
        if (type == FileRef.class) return new FileForm();
        if (type == FolderRef.class) return new FolderForm();
        if (type == TreeRef.class) return new TreeForm(files);
        if (type == OptionalInt.class) return new OptionalForm(type, Scalar.INT);
        if (type == OptionalLong.class) return new OptionalForm(type, Scalar.LONG);
        if (type == OptionalDouble.class) return new OptionalForm(type, Scalar.DOUBLE);
        if (type == Call.class) return new CallForm(type, codecs);
        if (type.getTypeParameters().length > 0) throw refused(type, path, Refusals.raw(type));
        return ofNamed(type, type, path);
    }

    private Form ofGeneric(ParameterizedType type, Class<?> raw, String path) {
        var arguments = type.getActualTypeArguments();
        for (var kind : ListForm.Kind.values())
            if (raw == kind.type()) return new ListForm(type, kind, form(arguments[0], path + "[]"));
        if (raw == Map.class || raw == SequencedMap.class) {
            var key = form(arguments[0], path + "[key]");
            return new MapForm(type, raw == SequencedMap.class, key, form(arguments[1], path + "[]"));
        }
        if (raw == Map.Entry.class)
            return new EntryForm(type, form(arguments[0], path + ".key"), form(arguments[1], path + ".value"));
        if (raw == Optional.class) {
            var value = form(arguments[0], path);
            if (value instanceof OptionalForm) throw refused(type, path, Refusals.NESTED_OPTIONAL);
            return new OptionalForm(type, value);
        }
        if (raw == Call.class) return new CallForm(type, codecs);
        return ofNamed(type, raw, path);
    }

    private Form ofNamed(Type type, Class<?> raw, String path) {
        var known = named.get(type);
        if (known != null) return known;
        if (raw.isRecord()) return ofRecord(type, raw, path);
        if (raw.isInterface() && raw.isSealed()) return ofSealed(type, raw, path);
        throw refused(type, path, Refusals.of(raw));
    }

    private Form ofRecord(Type type, Class<?> raw, String path) {
        if (arguments.merge(raw, 1, Integer::sum) > MOST_ARGUMENTS) throw refused(raw, path, Refusals.ENDLESS);
        var components = raw.getRecordComponents();
        var form = new RecordForm(type, raw, constructor(type, raw, components, path));
        named.put(type, form);
        var parts = new ArrayList<RecordForm.Part>();
        for (var component : components) {
            var at = path + "." + component.getName();
            parts.add(new RecordForm.Part(
                    component, form(bound(component.getGenericType(), type), at), getter(component, at)));
        }
        form.complete(parts);
        return form;
    }

    private static Type bound(Type declared, Type owner) {
        return owner instanceof ParameterizedType p
                ? TypeVariables.substitute(declared, TypeVariables.arguments(p))
                : declared;
    }

    private MethodHandle constructor(Type type, Class<?> raw, RecordComponent[] components, String path) {
        var parameters = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            var constructor = raw.getDeclaredConstructor(parameters);
            constructor.setAccessible(true);
            return LOOKUP.unreflectConstructor(constructor)
                    .asFixedArity()
                    .asSpreader(Object[].class, parameters.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            throw refused(type, path, Refusals.notOpen(raw));
        }
    }

    private MethodHandle getter(RecordComponent component, String path) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return LOOKUP.unreflect(accessor).asType(MethodType.methodType(Object.class, Object.class));
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            throw refused(component.getDeclaringRecord(), path, Refusals.notOpen(component.getDeclaringRecord()));
        }
    }

    private Form ofSealed(Type type, Class<?> raw, String path) {
        var form = new SealedForm(type);
        named.put(type, form);
        addCases(form, type, raw, path);
        return form;
    }

    private void addCases(SealedForm form, Type type, Class<?> raw, String path) {
        for (var sub : raw.getPermittedSubclasses()) {
            var narrow = TypeVariables.narrow(sub, type);
            if (sub.isInterface() && sub.isSealed()) {
                addCases(form, narrow, sub, path);
                continue;
            }
            if (!sub.isRecord() && !sub.isEnum()) throw refused(sub, path, Refusals.caseOf(raw));
            var at = path + "(" + sub.getSimpleName() + ")";
            if (TypeVariables.isOpen(narrow)) throw refused(narrow, at, Refusals.openCase(sub, raw));
            var added = new SealedForm.Case(sub, form(narrow, at));
            var earlier = form.cases().get(added.name());
            if (earlier != null && earlier.raw() != sub)
                throw refused(type, path, Refusals.sameName(earlier.raw(), sub));
            refuseReserved(added, at);
            form.add(added);
        }
    }

    private void refuseReserved(SealedForm.Case added, String path) {
        if (added.form() instanceof RecordForm && hasReserved(added.raw()))
            throw refused(added.raw(), path, Refusals.RESERVED);
    }

    private static boolean hasReserved(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .anyMatch(c -> c.getName().equals(SealedForm.TYPE));
    }

    private InvalidType refused(@Nullable Type type, String path, Refusals.Refusal refusal) {
        var shown = TypeNames.print(type == null ? root : type);
        return new InvalidType(
                shown + " can not be a value: " + refusal.why(), TypeNames.print(root) + path, refusal.advice());
    }
}
