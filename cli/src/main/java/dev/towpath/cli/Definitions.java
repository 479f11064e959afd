package dev.towpath.cli;

import dev.towpath.InvalidPipeline;
import dev.towpath.Pipeline;
import dev.towpath.Problem;
import dev.towpath.TowpathException;
import dev.towpath.code.BundleLoader;
import dev.towpath.code.StackPlaces;
import dev.towpath.value.Nearest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The pipelines of a bundle: what its public static methods without parameters return that give a `Pipeline`.
final class Definitions {
    private static final byte[] DESCRIPTOR = "()Ldev/towpath/Pipeline;".getBytes(StandardCharsets.US_ASCII);

    private final String shown;
    private final BundleLoader loader;

    /// What one method gave.
    sealed interface Defined {
        /// The class's simple name and the method's.
        String method();

        record Good(String method, Pipeline<?, ?> pipeline) implements Defined {}

        record Bad(String method, List<Problem> problems) implements Defined {}
    }

    /// @param shown what was asked for, as the user wrote it
    Definitions(String shown, BundleLoader loader) {
        this.shown = shown;
        this.loader = loader;
    }

    /// The one that is meant.
    ///
    /// @param name of the pipeline or the method; null if nobody said
    /// @throws BadDefinition if there is none, or more than one and none is named, or the one is not valid
    Pipeline<?, ?> one(@Nullable String onlyClass, @Nullable String name) {
        var all = all(onlyClass);
        var meant = name == null
                ? all
                : all.stream().filter(one -> isNamed(one, name)).toList();
        if (meant.isEmpty()) throw noneNamed(name == null ? "" : name, all);
        if (meant.size() > 1) throw several(meant);
        return switch (meant.getFirst()) {
            case Defined.Good good -> good.pipeline();
            case Defined.Bad bad -> throw new BadDefinition(bad.problems());
        };
    }

    /// Whether a name means this one; a method that gave no pipeline has only its own name.
    private static boolean isNamed(Defined one, String name) {
        if (one.method().equals(name) || one.method().endsWith("." + name)) return true;
        return one instanceof Defined.Good good && good.pipeline().name().equals(name);
    }

    private BadDefinition noneNamed(String name, List<Defined> all) {
        var broken = new ArrayList<Problem>();
        for (var one : all) if (one instanceof Defined.Bad bad) broken.addAll(bad.problems());
        if (!broken.isEmpty()) return new BadDefinition(broken);
        var names = names(all);
        return new BadDefinition(
                "unknown-pipeline",
                "there is no pipeline '" + name + "'",
                shown,
                Nearest.question(name, names) + "There are: " + String.join(", ", names) + ".");
    }

    private BadDefinition several(List<Defined> all) {
        var broken = new ArrayList<Problem>();
        for (var one : all) if (one instanceof Defined.Bad bad) broken.addAll(bad.problems());
        if (broken.size() > 0 && names(all).isEmpty()) return new BadDefinition(broken);
        return new BadDefinition(
                "several-pipelines",
                "there are " + all.size() + " pipelines: " + String.join(", ", names(all)),
                shown,
                "Say which one with --pipeline NAME.");
    }

    private static List<String> names(List<Defined> all) {
        return all.stream()
                .map(one -> switch (one) {
                    case Defined.Good good -> good.pipeline().name();
                    case Defined.Bad bad -> bad.method() + " (not valid)";
                })
                .toList();
    }

    /// All of them, by class and method.
    ///
    /// @param onlyClass looks in this class only; null for all
    /// @throws BadDefinition if there is none, or two have one name
    List<Defined> all(@Nullable String onlyClass) {
        var found = new ArrayList<Defined>();
        for (var method : methods(onlyClass)) found.add(define(method));
        if (found.isEmpty()) throw none(onlyClass);
        var byName = new HashMap<String, Defined.Good>();
        for (var one : found) {
            if (!(one instanceof Defined.Good good)) continue;
            var other = byName.put(good.pipeline().name(), good);
            if (other != null) throw twice(other, good);
        }
        return found;
    }

    private BadDefinition none(@Nullable String onlyClass) {
        return new BadDefinition(
                "no-pipeline",
                (onlyClass == null ? shown : "class " + onlyClass) + " defines no pipeline",
                shown,
                "Write a public static method without parameters that returns Pipeline, for instance"
                        + " `public static Pipeline<Input, String> pipeline()`.");
    }

    private BadDefinition twice(Defined.Good one, Defined.Good other) {
        return new BadDefinition(
                "duplicate-pipeline",
                "two pipelines are called '" + one.pipeline().name() + "': " + one.method() + " and " + other.method(),
                shown,
                "Give each a name of its own.");
    }

    private List<Method> methods(@Nullable String onlyClass) {
        var methods = new ArrayList<Method>();
        for (var name : loader.classNames()) {
            if (onlyClass != null && !name.equals(onlyClass)) continue;
            var bytes = loader.classFile(name);
            if (bytes == null || !mentions(bytes)) continue;
            for (var method : load(name).getDeclaredMethods()) {
                var modifiers = method.getModifiers();
                if (method.getReturnType() == Pipeline.class
                        && method.getParameterCount() == 0
                        && Modifier.isPublic(modifiers)
                        && Modifier.isStatic(modifiers)
                        && !method.isSynthetic()) methods.add(method);
            }
        }
        methods.sort((a, b) -> name(a).compareTo(name(b)));
        return methods;
    }

    /// Most classes of a jar need not be loaded to know that they define nothing.
    private static boolean mentions(byte[] classFile) {
        for (var i = 0; i + DESCRIPTOR.length <= classFile.length; i++) {
            var j = 0;
            while (j < DESCRIPTOR.length && classFile[i + j] == DESCRIPTOR[j]) j++;
            if (j == DESCRIPTOR.length) return true;
        }
        return false;
    }

    private Class<?> load(String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new BadDefinition(
                    "class-not-loaded",
                    "class " + name + " can not be loaded: " + Messages.of(e),
                    shown,
                    "Put what it needs on --class-path.");
        }
    }

    private static String name(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    private Defined define(Method method) {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        try {
            thread.setContextClassLoader(loader);
            method.setAccessible(true);
            var pipeline = (Pipeline<?, ?>) method.invoke(null);
            if (pipeline != null) return new Defined.Good(name(method), pipeline);
            return new Defined.Bad(
                    name(method),
                    List.of(new Problem(
                            "no-pipeline", name(method) + " returned null", shown, null, "Return what define gives.")));
        } catch (InvocationTargetException e) {
            return new Defined.Bad(name(method), problems(method, e.getCause() == null ? e : e.getCause()));
        } catch (ExceptionInInitializerError e) {
            return new Defined.Bad(name(method), problems(method, e.getCause() == null ? e : e.getCause()));
        } catch (ReflectiveOperationException | LinkageError e) {
            return new Defined.Bad(name(method), problems(method, e));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private List<Problem> problems(Method method, Throwable thrown) {
        if (thrown instanceof InvalidPipeline invalid) return invalid.problems();
        var place = StackPlaces.of(thrown, loader);
        if (thrown instanceof TowpathException known) {
            return List.of(new Problem(
                    known.code(), known.what(), known.at() == null ? place : known.at(), null, known.hint()));
        }
        if (thrown instanceof VirtualMachineError broken) throw broken;
        var what = name(method) + " threw " + thrown.getClass().getSimpleName()
                + (thrown.getMessage() == null ? "" : ": " + thrown.getMessage());
        return List.of(new Problem(
                "definition-failed", what, place == null ? shown : place, null, "Correct it; no step was executed."));
    }

    /// The names of all, with what is known of the good ones.
    static Map<String, String> byName(List<Defined> all) {
        var names = new java.util.TreeMap<String, String>();
        for (var one : all)
            if (one instanceof Defined.Good good) names.put(good.pipeline().name(), good.method());
        return names;
    }
}
