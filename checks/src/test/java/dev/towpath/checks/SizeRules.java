package dev.towpath.checks;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/// The limits of the guide's table of sizes.
final class SizeRules {
    private static final int LONGEST_METHOD = 60;
    private static final int USUAL_METHOD = 25;
    private static final int LONGEST_FILE = 600;
    private static final int USUAL_FILE = 300;
    private static final int MOST_PARAMETERS = 6;
    private static final double MOST_PUBLIC = 0.5;
    private static final double LEAST_TESTS = 0.8;
    private static final int FEW = 8;

    private static final Set<String> PUBLIC_BY_PURPOSE = Set.of("core", "spi", "testkit", "examples");

    private SizeRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule("method-lines", SizeRules::longMethods),
                new Rule("method-lines-usually", SizeRules::manyLongMethods),
                new Rule("file-lines", SizeRules::longFiles),
                new Rule("file-lines-usually", SizeRules::manyLongFiles),
                new Rule("parameters", SizeRules::manyParameters),
                new Rule("public-share", SizeRules::muchIsPublic),
                new Rule("test-ratio", SizeRules::fewTests));
    }

    private record Sized(String subject, String where, long lines) {}

    private static List<Sized> methods() {
        return Checkout.IT.sources().stream()
                .flatMap(source -> source.methods().stream()
                        .map(method -> new Sized(
                                subject(source, method), source.at(method.tree()), source.linesOf(method.tree()))))
                .toList();
    }

    private static String subject(Source source, Source.Method method) {
        var name = method.tree().getName().contentEquals("<init>")
                ? method.type().getSimpleName()
                : method.tree().getName();
        return source.name() + "#" + name;
    }

    private static List<Sized> files() {
        return Checkout.IT.sources().stream()
                .map(source -> new Sized(
                        source.name(), source.name() + ":1", source.lines().size()))
                .toList();
    }

    private static List<Violation> longMethods() {
        return over(
                methods(), LONGEST_METHOD, "method-lines", "the method has %d lines, at most 60: give a part a name");
    }

    private static List<Violation> longFiles() {
        return over(
                files(), LONGEST_FILE, "file-lines", "the file has %d lines, at most 600: move out what has a name");
    }

    private static List<Violation> over(List<Sized> all, int limit, String rule, String advice) {
        return all.stream()
                .filter(one -> one.lines() > limit)
                .map(one -> new Violation(rule, one.subject(), one.where(), advice.formatted(one.lines())))
                .toList();
    }

    private static List<Violation> manyLongMethods() {
        return mostly(methods(), USUAL_METHOD, "method-lines-usually", "methods");
    }

    private static List<Violation> manyLongFiles() {
        return mostly(files(), USUAL_FILE, "file-lines-usually", "files");
    }

    /// 19 in 20 stay within the usual size.
    private static List<Violation> mostly(List<Sized> all, int usual, String rule, String what) {
        var longer = all.stream()
                .filter(one -> one.lines() > usual)
                .sorted(Comparator.comparingLong(Sized::lines).reversed())
                .toList();
        if (longer.size() * 20 <= all.size()) return List.of();
        var longest = longer.stream()
                .limit(FEW)
                .map(one -> one.where() + " (" + one.lines() + ")")
                .collect(Collectors.joining(", "));
        return List.of(new Violation(
                rule,
                what,
                "all " + what,
                "%d of %d are over %d lines, at most 1 in 20. The longest: %s"
                        .formatted(longer.size(), all.size(), usual, longest)));
    }

    private static List<Violation> manyParameters() {
        var found = new ArrayList<Violation>();
        for (var source : Checkout.IT.sources()) {
            for (var method : source.methods()) {
                var count = method.tree().getParameters().size();
                var canonical = method.type().getKind() == Tree.Kind.RECORD
                        && method.tree().getName().contentEquals("<init>");
                if (count > MOST_PARAMETERS && !canonical) {
                    var advice =
                            "%d parameters, at most 6: make a record of those that belong together".formatted(count);
                    found.add(new Violation("parameters", subject(source, method), source.at(method.tree()), advice));
                }
            }
        }
        return found;
    }

    private static List<Violation> muchIsPublic() {
        var byModule = Checkout.IT
                .main()
                .filter(source -> !PUBLIC_BY_PURPOSE.contains(source.module()))
                .flatMap(source ->
                        source.topLevelTypes().stream().map(type -> new Shown(source.module(), isPublic(type))))
                .collect(Collectors.groupingBy(Shown::module));
        var found = new ArrayList<Violation>();
        byModule.forEach((module, types) -> {
            var shown = types.stream().filter(Shown::open).count();
            // A module that only begins has few types, and its entry is one of them.
            if (types.size() >= FEW && shown > MOST_PUBLIC * types.size()) {
                var advice = "%d of %d top-level types are public, at most half: hide what no other module names"
                        .formatted(shown, types.size());
                found.add(new Violation("public-share", module, module, advice));
            }
        });
        return found;
    }

    private record Shown(String module, boolean open) {}

    private static boolean isPublic(ClassTree type) {
        return type.getModifiers().getFlags().contains(Modifier.PUBLIC);
    }

    /// The suites of `testkit`, and its simulation of the engine, are tests that others run too.
    private static List<Violation> fewTests() {
        var tests = lines(source -> source.kind() == Source.Kind.TEST || isSuite(source));
        var code = lines(source -> source.kind() == Source.Kind.MAIN && !isSuite(source));
        if (tests >= LEAST_TESTS * code) return List.of();
        var advice = "%d test lines for %d lines of code: %.2f, at least %.1f"
                .formatted(tests, code, (double) tests / code, LEAST_TESTS);
        return List.of(new Violation("test-ratio", "all", "all modules", advice));
    }

    private static boolean isSuite(Source source) {
        return source.kind() == Source.Kind.MAIN
                && source.module().equals("testkit")
                && (source.name().contains("Conformance") || source.name().contains("/simulation/"));
    }

    private static long lines(Predicate<Source> wanted) {
        return Checkout.IT.sources().stream()
                .filter(wanted)
                .mapToLong(Source::codeLines)
                .sum();
    }
}
