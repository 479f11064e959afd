package dev.towpath.checks;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Rules about what classes do, read from the compiled classes.
final class ClassRules {
    private static final String MACHINE = "dev.towpath.engine.machine";

    /// What the machine may not touch: the outside world, threads, and the engine around it.
    private static final Pattern IMPURE = Pattern.compile(
            "java\\.(io|nio|net|sql|util\\.concurrent)\\..*|javax\\..*|dev\\.towpath\\.(engine|spi)\\.[A-Z].*"
                    + "|java\\.lang\\.(Thread|Process|Runtime)\\b.*|java\\.time\\.(Clock|InstantSource)");

    /// Where time, ids, chance and files enter. They are parameters everywhere but in a `main`.
    private static final Pattern SOURCES_OF_CHANCE = Pattern.compile("java\\.time\\.[A-Za-z]+\\.now\\(\\)"
            + "|java\\.time\\.(Clock\\.system\\w*|InstantSource\\.system)\\(.*"
            + "|java\\.lang\\.System\\.(nanoTime|currentTimeMillis)\\(\\)"
            + "|java\\.lang\\.Math\\.random\\(\\)"
            + "|java\\.util\\.UUID\\.randomUUID\\(\\)"
            + "|java\\.util\\.Random\\.<init>\\(\\)"
            + "|java\\.util\\.concurrent\\.ThreadLocalRandom\\.current\\(\\)"
            + "|java\\.security\\.SecureRandom\\.<init>\\(\\)"
            + "|java\\.nio\\.file\\.(Path\\.of|Paths\\.get)\\(.*");

    private ClassRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule("machine-is-pure", ClassRules::impureMachine),
                new Rule("statics-final", ClassRules::mutableStatics),
                new Rule("outside-is-a-parameter", ClassRules::hiddenWorld),
                new Rule("package-cycle", ClassRules::cycles));
    }

    private static List<Violation> impureMachine() {
        var found = new TreeSet<Violation>();
        for (var type : Compiled.IT.classes()) {
            if (!type.getPackageName().equals(MACHINE)) continue;
            for (var dependency : type.getDirectDependenciesFromSelf()) {
                var target = dependency.getTargetClass().getBaseComponentType().getName();
                if (!IMPURE.matcher(target).matches()) continue;
                var advice = "the machine is pure, it may not use " + target + ": take a value, return an effect";
                found.add(new Violation("machine-is-pure", type.getName(), Compiled.at(type), advice));
            }
        }
        return List.copyOf(found);
    }

    private static List<Violation> mutableStatics() {
        var found = new ArrayList<Violation>();
        for (var type : Compiled.IT.classes()) {
            for (JavaField field : type.getFields()) {
                var modifiers = field.getModifiers();
                var open = modifiers.contains(JavaModifier.STATIC) && !modifiers.contains(JavaModifier.FINAL);
                if (!open || modifiers.contains(JavaModifier.SYNTHETIC)) continue;
                var advice = "static field " + field.getName() + " is not final: no mutable static state";
                found.add(new Violation("statics-final", field.getFullName(), Compiled.at(type), advice));
            }
        }
        return found;
    }

    private static List<Violation> hiddenWorld() {
        var found = new TreeSet<Violation>();
        for (var type : Compiled.IT.classes()) {
            if (hasMain(outermost(type))) continue;
            for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                var target = access.getTarget().getFullName();
                if (!SOURCES_OF_CHANCE.matcher(target).matches()) continue;
                var advice = target.replaceAll("\\(.*", "") + " only in a class with a main: take it as a parameter";
                var where = Compiled.file(type) + ":" + access.getLineNumber();
                found.add(
                        new Violation("outside-is-a-parameter", outermost(type).getName(), where, advice));
            }
        }
        return List.copyOf(found);
    }

    private static JavaClass outermost(JavaClass type) {
        var outer = type;
        while (outer.getEnclosingClass().isPresent())
            outer = outer.getEnclosingClass().get();
        return outer;
    }

    private static boolean hasMain(JavaClass type) {
        return type.getMethods().stream()
                .anyMatch(method ->
                        method.getName().equals("main") && method.getModifiers().contains(JavaModifier.STATIC));
    }

    /// Each group of packages that reach each other is one violation.
    private static List<Violation> cycles() {
        var graph = PackageGraph.of(Compiled.IT.classes());
        var found = new ArrayList<Violation>();
        for (Set<String> group : graph.cycles()) {
            var advice = "these packages use each other: " + graph.reasons(group) + ". Move what both need down";
            found.add(new Violation("package-cycle", String.join("+", group), String.join(", ", group), advice));
        }
        return found;
    }
}
