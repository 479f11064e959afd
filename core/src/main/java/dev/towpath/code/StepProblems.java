package dev.towpath.code;

import dev.towpath.Problem;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is wrong with an object that is given as a step, in words.
final class StepProblems {
    private static final String PASS_IT =
            "Make it a static method and pass what it needs as further values, wired like its other inputs";

    private StepProblems() {}

    /// A named module decides who may call its methods.
    static List<Problem> closed(StepMethod step) {
        var module = step.capturingClass().getModule();
        if (!module.isNamed()) return List.of();
        var method = step.method();
        try {
            var loader = Objects.requireNonNullElse(step.loader(), ClassLoader.getPlatformClassLoader());
            StepCode.load(method, loader);
            return List.of();
        } catch (IllegalAccessException e) {
            var what = "the method " + method + " can not be called: module " + module.getName()
                    + " does not open its package";
            var advice = "Add 'opens " + step.capturingClass().getPackageName() + ";' to its module-info.java";
            return List.of(new Problem("module-closed", what, null, null, advice));
        } catch (ReflectiveOperationException e) {
            // Found missing where its types are asked for, with a better message.
            return List.of();
        }
    }

    static Problem captured(StepMethod step, UserCode code) {
        var lambda = LambdaFacts.of(step, code);
        var names = lambda.captured();
        var which = names.isEmpty()
                ? step.captured() == 1 ? "a variable" : step.captured() + " variables"
                : (names.size() == 1 ? "the variable " : "the variables ") + quoted(names);
        var what = "the lambda uses " + which + " of the method around it, which another process would not have";
        return new Problem("captured-variable", what, lambda.at(), null, PASS_IT);
    }

    static Problem bound(StepMethod step) {
        var method = step.method();
        var what = method.isLambda()
                ? "the lambda uses 'this', an object that another process would not have"
                : "the method " + method + " is bound to an object, which another process would not have";
        var at = method.isLambda()
                ? LambdaFacts.of(step, UserCodes.of(step.capturingClass())).at()
                : null;
        return new Problem("instance-state", what, at, null, PASS_IT);
    }

    static Problem object(StepMethod step) {
        var type = step.capturingClass();
        var name = type.isAnonymousClass() ? "an anonymous class" : "an object of class " + type.getSimpleName();
        var what = name + " is given as a step, and another process would not have the object";
        return new Problem("not-a-method", what, null, null, "Write Type::method, naming a static method");
    }

    private static String quoted(List<String> names) {
        return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(" and "));
    }

    /// What the class file tells about a lambda's method.
    ///
    /// @param captured the names of the captured variables; empty if the class was compiled without them
    /// @param at where its body begins
    record LambdaFacts(List<String> captured, @Nullable String at) {
        static LambdaFacts of(StepMethod step, UserCode code) {
            var method = step.method();
            var facts = new ClassModels(code).find(method.owner().replace('.', '/'));
            var found = facts == null ? null : facts.method(method.name() + method.descriptor());
            if (found == null) return new LambdaFacts(List.of(), null);
            return new LambdaFacts(found.parameterNames(step.captured()), found.firstLine());
        }
    }
}
