package dev.towpath;

import dev.towpath.code.MethodRef;
import dev.towpath.code.Proof;
import dev.towpath.code.Prover;
import dev.towpath.code.StepMethod;
import dev.towpath.code.UserCodes;
import dev.towpath.plan.Node;
import dev.towpath.value.InvalidType;
import dev.towpath.value.TypeNames;
import dev.towpath.value.TypeVariables;
import java.io.Serializable;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Finds the methods behind the steps of one pipeline: their code, proved to be isolated, and the types they give.
///
/// Each place in the code is looked at once per types of values given, each method proved once.
final class WiredMethods {
    /// How the method of a step is called.
    enum Shape {
        ONCE,
        EACH,
        BATCH
    }

    /// What is known of a step's method.
    ///
    /// @param code null if it was refused
    /// @param result what the step gives; a list for a mapped step
    record Wired(Node.@Nullable Code code, Type result) {
        static final Wired REFUSED = new Wired(null, ValueTypes.Unknown.TYPE);
    }

    private record Use(Class<?> function, Shape shape, List<Type> given) {
        boolean isSame(Class<?> function, Shape shape, List<Type> given) {
            return this.function == function && this.shape == shape && this.given.equals(given);
        }
    }

    private final Findings findings;
    private final ValueTypes types;
    private final Prover prover;
    private final Map<Use, Wired> uses = new HashMap<>();
    private final Set<Problem> reported = new HashSet<>();
    private final Map<String, String> shared = new TreeMap<>();
    private @Nullable Use last;
    private Wired lastFound = Wired.REFUSED;

    WiredMethods(Class<?> definedBy, ValueTypes types, Findings findings) {
        this.findings = findings;
        this.types = types;
        this.prover = Prover.of(UserCodes.of(definedBy));
    }

    /// The reasons given for shared fields in the reach of all methods found.
    Map<String, String> shared() {
        return shared;
    }

    /// Finds a step's method, given values of these types.
    Wired find(Shape shape, @Nullable String step, Serializable function, List<Type> given, String line) {
        if (last != null && last.isSame(function.getClass(), shape, given)) return lastFound;
        var use = new Use(function.getClass(), shape, given);
        var known = uses.get(use);
        lastFound = known != null ? known : look(shape, step, StepMethod.of(function), given, line);
        uses.put(use, lastFound);
        last = use;
        return lastFound;
    }

    private Wired look(Shape shape, @Nullable String step, StepMethod found, List<Type> given, String line) {
        var refused = found.problems();
        if (!refused.isEmpty()) {
            for (var problem : refused) findings.add(problem, step, line);
            return Wired.REFUSED;
        }
        var method = found.method();
        Signature signature;
        try {
            signature = Signature.of(method, found.loader());
        } catch (ReflectiveOperationException | LinkageError | TypeNotPresentException e) {
            findings.add(
                    "missing-class",
                    "step '" + step + "': " + method + " can not be loaded: " + e,
                    line,
                    "Add what is missing to the class path");
            return Wired.REFUSED;
        }
        var proof = prove(method, signature, given);
        for (var problem : proof.problems()) if (reported.add(problem)) findings.add(problem, step, line);
        checkAttempt(step, signature, given, line);
        var result = result(shape, step, method, signature, given, line);
        shared.putAll(proof.shared());
        var code = new Node.Code(method, proof.code(), proof.notes(), signature.title());
        return new Wired(code, result);
    }

    private Proof prove(MethodRef method, Signature signature, List<Type> given) {
        var classes = new ArrayList<>(given);
        classes.add(signature.result());
        return prover.prove(method, ValueTypes.classNames(classes));
    }

    private void checkAttempt(@Nullable String step, Signature signature, List<Type> given, String line) {
        if (given.isEmpty() || given.getLast() != Attempt.class) return;
        if (signature.parameters()[signature.parameters().length - 1] == Attempt.class) return;
        findings.add(
                "attempt-misplaced",
                "step '" + step + "' is given the attempt, and its method's last parameter is no Attempt",
                line,
                "Leave p.attempt() out, or let the method's last parameter be an Attempt");
    }

    private Type result(
            Shape shape, @Nullable String step, MethodRef method, Signature signature, List<Type> given, String line) {
        var generic = method.isLambda() ? signature.genericType() : null;
        if (generic != null) {
            findings.add(
                    "generic-lambda",
                    "step '" + step + "' is a lambda with the generic type " + generic.getSimpleName()
                            + ", and a lambda's class file does not tell what it is generic in",
                    line,
                    "Make it a static method of a fixed number of parameters and name it: Type::method");
            return ValueTypes.Unknown.TYPE;
        }
        var bound = bind(shape, signature, given);
        if (bound == ValueTypes.Unknown.TYPE) return bound;
        if (TypeVariables.isOpen(bound)) {
            findings.add(
                    "open-type",
                    "step '" + step + "' gives " + TypeNames.print(bound) + ", which names no complete type here",
                    line,
                    "Declare " + method + " with a complete type, for instance List<String> and not List or List<T>");
            return ValueTypes.Unknown.TYPE;
        }
        var output = output(shape, bound);
        var refused = types.refusal(output);
        if (refused == null) return output;
        findings.add(
                refused.code(),
                "step '" + step + "' gives a value that can not be kept: " + text(refused),
                line,
                refused.hint());
        return ValueTypes.Unknown.TYPE;
    }

    private static Type bind(Shape shape, Signature signature, List<Type> given) {
        if (!TypeVariables.isOpen(signature.result())) return signature.result();
        var parameters = signature.parameters();
        var values = given.toArray(Type[]::new);
        if (Arrays.asList(values).contains(ValueTypes.Unknown.TYPE)) return ValueTypes.Unknown.TYPE;
        if (shape == Shape.EACH) values[0] = ValueTypes.element(values[0]);
        return TypeVariables.result(parameters, values, signature.result());
    }

    private static Type output(Shape shape, Type result) {
        return switch (shape) {
            case ONCE -> result;
            case EACH -> ValueTypes.list(result);
            case BATCH -> ValueTypes.list(ValueTypes.element(result));
        };
    }

    /// What is wrong with a type, and with which part of it.
    static String text(InvalidType refused) {
        var at = refused.at();
        return at == null || refused.what().contains(at) ? refused.what() : refused.what() + " (" + at + ")";
    }
}
