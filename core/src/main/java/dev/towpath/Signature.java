package dev.towpath;

import dev.towpath.code.MethodRef;
import dev.towpath.value.TypeVariables;
import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/// The declared types of a step's method, as its generic signature tells them.
///
/// @param parameters of an instance method the receiver comes first
/// @param title what [Describe] says on the method; empty if it says nothing
@SuppressWarnings("ArrayRecordComponent") // handed on to TypeVariables, never compared
record Signature(Type[] parameters, Type result, String title) {
    /// Reads a method's signature. Nothing of its class is initialised.
    ///
    /// @param loader null for the JDK's own
    static Signature of(MethodRef method, @Nullable ClassLoader loader) throws ReflectiveOperationException {
        var owner = Class.forName(method.owner(), false, loader);
        var type = MethodType.fromMethodDescriptorString(method.descriptor(), loader);
        return switch (method.kind()) {
            case NEW -> {
                var constructor = owner.getDeclaredConstructor(type.parameterArray());
                yield new Signature(parameters(constructor), TypeVariables.receiver(owner), title(constructor));
            }
            case STATIC -> {
                var found = find(owner, method.name(), type);
                yield new Signature(parameters(found), found.getGenericReturnType(), title(found));
            }
            case VIRTUAL, INTERFACE -> {
                var found = find(owner, method.name(), type);
                var parameters = parameters(found);
                var all = new Type[parameters.length + 1];
                all[0] = TypeVariables.receiver(found.getDeclaringClass());
                System.arraycopy(parameters, 0, all, 1, parameters.length);
                yield new Signature(all, found.getGenericReturnType(), title(found));
            }
        };
    }

    /// The first class among the types that has type parameters; null if there is none.
    @Nullable
    Class<?> genericType() {
        for (var parameter : parameters) if (isGeneric(parameter)) return (Class<?>) parameter;
        return isGeneric(result) ? (Class<?>) result : null;
    }

    private static boolean isGeneric(Type type) {
        return type instanceof Class<?> c && TypeVariables.isOpen(c);
    }

    /// Constructors of inner and local classes have parameters that their signature leaves out.
    private static Type[] parameters(Executable executable) {
        var generic = executable.getGenericParameterTypes();
        return generic.length == executable.getParameterCount() ? generic : executable.getParameterTypes();
    }

    private static String title(AnnotatedElement element) {
        var describe = element.getAnnotation(Describe.class);
        return describe == null ? "" : describe.value();
    }

    /// Like the JVM: in the class, then in its superclasses, then in all interfaces.
    private static Method find(Class<?> owner, String name, MethodType type) throws NoSuchMethodException {
        for (Class<?> c = owner; c != null; c = c.getSuperclass()) {
            var found = declared(c, name, type);
            if (found != null) return found;
        }
        for (Class<?> c = owner; c != null; c = c.getSuperclass()) {
            var found = inherited(c, name, type);
            if (found != null) return found;
        }
        var found = owner.isInterface() ? declared(Object.class, name, type) : null;
        if (found != null) return found;
        throw new NoSuchMethodException(owner.getName() + "." + name + type);
    }

    private static @Nullable Method inherited(Class<?> type, String name, MethodType descriptor) {
        for (var above : type.getInterfaces()) {
            var found = declared(above, name, descriptor);
            if (found == null) found = inherited(above, name, descriptor);
            if (found != null) return found;
        }
        return null;
    }

    private static @Nullable Method declared(Class<?> type, String name, MethodType descriptor) {
        for (var method : type.getDeclaredMethods())
            if (method.getName().equals(name)
                    && method.getReturnType() == descriptor.returnType()
                    && MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                            .equals(descriptor)) return method;
        return null;
    }
}
