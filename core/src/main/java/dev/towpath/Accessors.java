package dev.towpath;

import dev.towpath.code.MethodRef;
import dev.towpath.code.StepMethod;
import dev.towpath.value.TypeNames;
import dev.towpath.value.TypeVariables;
import java.io.Serializable;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Finds the record components behind the accessors that [Value#get] is given.
final class Accessors {
    /// A component, with the type that it has in one record type.
    record Found(String name, Type type) {
        static final Found NONE = new Found("?", ValueTypes.Unknown.TYPE);
    }

    private record Use(Class<?> accessor, Type whole) {}

    private final Findings findings;
    private final Map<Use, Found> uses = new HashMap<>();

    Accessors(Findings findings) {
        this.findings = findings;
    }

    /// @param line asked only if something is wrong
    Found find(Type whole, @Nullable Serializable accessor, Supplier<String> line) {
        if (accessor == null) {
            refuse("the accessor given to 'get' is null", line);
            return Found.NONE;
        }
        var use = new Use(accessor.getClass(), whole);
        var known = uses.get(use);
        if (known != null) return known;
        var found = look(whole, StepMethod.of(accessor), line);
        uses.put(use, found);
        return found;
    }

    private Found look(Type whole, StepMethod accessor, Supplier<String> line) {
        var component = component(accessor);
        if (component == null) {
            var method = accessor.method();
            var what = accessor.origin() == StepMethod.Origin.OBJECT
                    ? "an object"
                    : method.isLambda() ? "a lambda" : method.toString();
            refuse("'get' is given " + what + ", which is no accessor of a record component", line);
            return Found.NONE;
        }
        var type = type(whole, component);
        if (type == ValueTypes.Unknown.TYPE || !TypeVariables.isOpen(type)) return new Found(component.getName(), type);
        findings.add(
                "open-type",
                "component '" + component.getName() + "' is of type " + TypeNames.print(type)
                        + ", which names no complete type here",
                line.get(),
                "Declare it with a complete type, for instance List<String> and not List or List<T>");
        return new Found(component.getName(), ValueTypes.Unknown.TYPE);
    }

    private static Type type(Type whole, RecordComponent component) {
        var declared = component.getGenericType();
        if (!TypeVariables.isOpen(declared)) return TypeVariables.result(new Type[0], new Type[0], declared);
        if (whole == ValueTypes.Unknown.TYPE) return whole;
        var receiver = TypeVariables.receiver(component.getDeclaringRecord());
        return TypeVariables.result(new Type[] {receiver}, new Type[] {whole}, declared);
    }

    private static @Nullable RecordComponent component(StepMethod accessor) {
        var method = accessor.method();
        if (accessor.origin() != StepMethod.Origin.FREE || method.kind() != MethodRef.Kind.VIRTUAL) return null;
        try {
            var owner = Class.forName(method.owner(), false, accessor.loader());
            if (!owner.isRecord() || !method.descriptor().startsWith("()")) return null;
            for (var component : owner.getRecordComponents())
                if (component.getName().equals(method.name())) return component;
            return null;
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the class of a method reference was loaded before", e);
        }
    }

    private void refuse(String what, Supplier<String> line) {
        findings.add(
                "not-an-accessor",
                what,
                line.get(),
                "Name a component, for instance Input::photo; compute everything else in a step");
    }
}
