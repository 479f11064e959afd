package dev.towpath.code;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/// Makes a method callable from its name, in whatever process its class can be loaded.
public final class StepCode {
    private StepCode() {}

    /// A handle of type `(Object[])Object`: one element per value, the receiver first where there is one. Private
    /// methods and those `javac` makes from lambdas are included. A method without a result gives null.
    ///
    /// @throws ReflectiveOperationException if the class or the method is not there, or its module does not
    ///     open its package
    public static MethodHandle load(MethodRef method, ClassLoader loader) throws ReflectiveOperationException {
        var owner = Class.forName(method.owner(), false, loader);
        var type = MethodType.fromMethodDescriptorString(method.descriptor(), loader);
        var handle = find(method, owner, type).asFixedArity();
        var generic = handle.asType(MethodType.genericMethodType(handle.type().parameterCount()));
        return generic.asSpreader(Object[].class, handle.type().parameterCount());
    }

    private static MethodHandle find(MethodRef method, Class<?> owner, MethodType type)
            throws ReflectiveOperationException {
        var lookup =
                isOpen(owner) ? MethodHandles.privateLookupIn(owner, MethodHandles.lookup()) : MethodHandles.lookup();
        return switch (method.kind()) {
            case STATIC -> lookup.findStatic(owner, method.name(), type);
            case VIRTUAL, INTERFACE -> lookup.findVirtual(owner, method.name(), type);
            case NEW -> lookup.findConstructor(owner, type);
        };
    }

    /// The JDK's packages are not open to us, and its methods are public.
    private static boolean isOpen(Class<?> owner) {
        return owner.getModule().isOpen(owner.getPackageName(), StepCode.class.getModule());
    }
}
