package dev.towpath.value;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A record, written as an object of its components in the order of declaration.
final class RecordForm implements Form {
    /// One component.
    ///
    /// @param getter takes an object, gives an object
    record Part(RecordComponent component, Form form, MethodHandle getter, byte[] key) {
        Part(RecordComponent component, Form form, MethodHandle getter) {
            this(component, form, getter, key(component.getName()));
        }

        String name() {
            return component.getName();
        }

        /// `"name":` as it is written; names of Java are written without escapes.
        private static byte[] key(String name) {
            return ("\"" + name + "\":").getBytes(StandardCharsets.UTF_8);
        }
    }

    private final Type type;
    private final Class<?> raw;
    private final MethodHandle constructor;
    private Part[] parts = {};
    private volatile boolean modifiable;

    /// A record whose components are not known yet, so that they can contain the record itself.
    ///
    /// @param constructor takes an array of objects, gives an object
    RecordForm(Type type, Class<?> raw, MethodHandle constructor) {
        this.type = type;
        this.raw = raw;
        this.constructor = constructor;
    }

    /// To be called once, before the form is used.
    void complete(List<Part> components) {
        parts = components.toArray(Part[]::new);
    }

    @Override
    public Type type() {
        return type;
    }

    Class<?> raw() {
        return raw;
    }

    List<Part> parts() {
        return List.of(parts);
    }

    @Override
    public void write(Object value, JsonOut out) throws IOException {
        out.raw('{');
        writeParts(value, out, true);
    }

    /// Writes what comes after the opening brace, or after the case name of a sealed type.
    void writeParts(Object value, JsonOut out, boolean first) throws IOException {
        out.enter();
        var comma = !first;
        for (var part : parts) {
            if (comma) out.raw(',');
            comma = true;
            out.raw(part.key);
            try {
                Form.writePart(part.form, value(part, value), out);
            } catch (Misfit e) {
                throw e.in(part.name());
            }
        }
        out.raw('}');
        out.leave();
    }

    /// The value of a component.
    @Nullable
    Object value(Part part, Object value) {
        try {
            return (@Nullable Object) part.getter.invokeExact(value);
        } catch (ClassCastException e) {
            if (raw.isInstance(value)) throw threw(part, e);
            throw e;
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            throw threw(part, e);
        }
    }

    private static Misfit threw(Part part, Throwable e) {
        return new Misfit("the accessor " + part.name() + "() threw " + e, "Accessors of a value only return.", e);
    }

    @Override
    public Object read(JsonIn in) throws IOException {
        return read(in, null);
    }

    /// @param skipped a key that is no component; null if there is none
    Object read(JsonIn in, @Nullable String skipped) throws IOException {
        var values = new @Nullable Object[parts.length];
        var next = 0;
        in.enter();
        for (var more = in.open('{', '}', "an object"); more; more = in.more('}')) {
            if (next < parts.length && in.tryKey(parts[next].key)) {
                values[next] = readPart(parts[next], in);
                next++;
                continue;
            }
            var key = in.key();
            if (key.equals(skipped)) {
                in.skip();
                continue;
            }
            next = indexOf(key);
            if (values[next] != null) throw new Misfit("is there twice", "Leave one of them out.").in(key);
            values[next] = readPart(parts[next], in);
            next++;
        }
        in.leave();
        return make(values);
    }

    private Object readPart(Part part, JsonIn in) throws IOException {
        try {
            return part.form.read(in);
        } catch (Misfit e) {
            throw e.in(part.name());
        }
    }

    private int indexOf(String key) {
        for (var i = 0; i < parts.length; i++) if (parts[i].name().equals(key)) return i;
        throw new Misfit(TypeNames.brief(type) + " has no component of this name", Hints.FOREIGN).in(key);
    }

    /// Whether a record was made whose constructor put a collection of its own, which can change, in the place of the
    /// unmodifiable one.
    boolean isModifiable() {
        return modifiable;
    }

    @SuppressWarnings("ReferenceEquality") // the same object is meant: an equal one may be modifiable
    private void look(Object made, @Nullable Object[] values) {
        for (var i = 0; i < parts.length && !modifiable; i++) {
            if (!(parts[i].form instanceof ListForm || parts[i].form instanceof MapForm)) continue;
            var kept = value(parts[i], made);
            if (kept != values[i]
                    && kept != null
                    && !isUnmodifiable(kept.getClass().getName())) modifiable = true;
        }
    }

    private static boolean isUnmodifiable(String name) {
        return name.startsWith("java.util.ImmutableCollections$") || name.startsWith("java.util.Collections$Unmodif");
    }

    /// The record with these values; a null stands for a component that was left out.
    Object make(@Nullable Object[] values) {
        for (var i = 0; i < parts.length; i++) {
            if (values[i] != null) continue;
            values[i] = parts[i].form.absent();
            if (values[i] == null) throw new Misfit("is missing", Hints.FOREIGN).in(parts[i].name());
        }
        var made = construct(values);
        look(made, values);
        return made;
    }

    private Object construct(@Nullable Object[] values) {
        try {
            return (Object) constructor.invokeExact(values);
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            throw new Misfit(
                    "the constructor of " + TypeNames.brief(type) + " threw " + e,
                    "Give values that it accepts, or relax its checks.",
                    e);
        }
    }
}
