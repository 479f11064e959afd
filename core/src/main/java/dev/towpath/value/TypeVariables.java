package dev.towpath.value;

import java.lang.reflect.Type;

/// Binds the type variables of a method's generic signature from the types that an edge gives.
public final class TypeVariables {
    private TypeVariables() {}

    /// The result type with every variable replaced that can be inferred.
    ///
    /// @param parameters the declared parameter types; of an instance method the first is [#receiver]
    /// @param given the types of the values, as many
    /// @param result the declared result type
    public static Type result(Type[] parameters, Type[] given, Type result) {
        throw new UnsupportedOperationException("not written yet");
    }

    /// The type of `this` in an instance method of the class: the class with its own type variables.
    public static Type receiver(Class<?> owner) {
        throw new UnsupportedOperationException("not written yet");
    }

    /// Whether a type variable, a wildcard or a raw type is left anywhere in the type.
    public static boolean isOpen(Type type) {
        throw new UnsupportedOperationException("not written yet");
    }
}
