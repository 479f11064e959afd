package dev.towpath.code;

import dev.towpath.Problem;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The method behind a functional object.
///
/// It is found once per class of such objects, so asking again for the same place in the code costs next to nothing.
///
/// @param method what is called
/// @param origin what kind of object it was
/// @param captured how many variables, or a receiver, the object holds; a step may hold none
/// @param instantiatedType the erased types at this use as a descriptor, for instance
/// `(Ljava/util/List;)Ljava/lang/String;`
/// @param capturingClass the class in which the object was made
public record StepMethod(
        MethodRef method, Origin origin, int captured, String instantiatedType, Class<?> capturingClass) {
    /// What kind of object a functional object is.
    public enum Origin {
        /// `Type::method` or a lambda that needs nothing.
        FREE,
        /// `object::method`, or a lambda that uses `this`.
        BOUND,
        /// A lambda that uses variables of its surroundings.
        CAPTURING,
        /// An object of a class that someone wrote, for instance an anonymous class.
        OBJECT
    }

    private static final ClassValue<StepMethods> KNOWN = new ClassValue<>() {
        @Override
        protected StepMethods computeValue(Class<?> type) {
            return new StepMethods();
        }
    };

    /// One place per class; filled from the first object seen.
    private static final class StepMethods {
        private volatile @Nullable StepMethod found;
    }

    /// Names the method behind an object.
    public static StepMethod of(Serializable function) {
        var known = KNOWN.get(function.getClass());
        var found = known.found;
        if (found != null) return found;
        var named = name(function);
        known.found = named;
        return named;
    }

    /// The loader of the class in which the object was made; null for the JDK's.
    public @Nullable ClassLoader loader() {
        return capturingClass.getClassLoader();
    }

    /// Why the object can not be a step, whatever its method does; empty if it can.
    ///
    /// `wiredAt` is left null: the caller knows the line.
    public List<Problem> problems() {
        return switch (origin) {
            case FREE -> StepProblems.closed(this);
            case BOUND -> List.of(StepProblems.bound(this));
            case CAPTURING -> List.of(StepProblems.captured(this, UserCodes.of(capturingClass)));
            case OBJECT -> List.of(StepProblems.object(this));
        };
    }

    private static StepMethod name(Serializable function) {
        var type = function.getClass();
        var form = type.isHidden() ? SerializedForm.of(function) : null;
        return form == null ? ofObject(type) : ofLambda(form, type);
    }

    private static StepMethod ofLambda(SerializedLambda form, Class<?> type) {
        var kind = switch (form.getImplMethodKind()) {
            case MethodHandleInfo.REF_invokeStatic -> MethodRef.Kind.STATIC;
            case MethodHandleInfo.REF_newInvokeSpecial -> MethodRef.Kind.NEW;
            case MethodHandleInfo.REF_invokeInterface -> MethodRef.Kind.INTERFACE;
            default -> MethodRef.Kind.VIRTUAL;
        };
        var owner = form.getImplClass().replace('/', '.');
        var method = new MethodRef(kind, owner, form.getImplMethodName(), form.getImplMethodSignature());
        var captured = form.getCapturedArgCount();
        var receiver = kind == MethodRef.Kind.VIRTUAL || kind == MethodRef.Kind.INTERFACE;
        var origin = captured == 0 ? Origin.FREE : receiver ? Origin.BOUND : Origin.CAPTURING;
        return new StepMethod(method, origin, captured, form.getInstantiatedMethodType(), type.getNestHost());
    }

    private static StepMethod ofObject(Class<?> type) {
        var apply = Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals("apply") && !method.isBridge())
                .findFirst();
        var types = apply.map(StepMethod::descriptor).orElse("()V");
        var fields = (int) Arrays.stream(type.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .count();
        var method = new MethodRef(MethodRef.Kind.VIRTUAL, type.getName(), "apply", types);
        return new StepMethod(method, Origin.OBJECT, fields, types, type);
    }

    private static String descriptor(Method method) {
        return MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                .toMethodDescriptorString();
    }

    /// Takes a lambda's serialised form out of the stream that would write it. Asking the lambda's own `writeReplace`
    /// by reflection fails in named modules.
    private static final class SerializedForm extends ObjectOutputStream {
        private @Nullable SerializedLambda form;

        private SerializedForm() throws IOException {
            super(OutputStream.nullOutputStream());
            enableReplaceObject(true);
        }

        static @Nullable SerializedLambda of(Serializable function) {
            try (var stream = new SerializedForm()) {
                stream.writeObject(function);
                return stream.form;
            } catch (IOException e) {
                return null;
            }
        }

        @Override
        protected @Nullable Object replaceObject(Object object) {
            if (object instanceof SerializedLambda lambda) form = lambda;
            return null;
        }
    }
}
