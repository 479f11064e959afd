package dev.towpath.checks;

import com.sun.source.tree.ClassTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Names that say nothing, and packages that hide the map.
final class NameRules {
    private static final Pattern EMPTY_NAME = Pattern.compile("\\w*(Manager|Helper|Utils?|Impl)|Abstract\\w*");
    private static final Pattern EMPTY_PACKAGE = Pattern.compile(".*\\.(common|utils?|misc|helpers?)(\\..*)?");

    private NameRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule("type-name", NameRules::types),
                new Rule("package-name", NameRules::packages),
                new Rule("package-depth", NameRules::deepPackages));
    }

    private static List<Violation> types() {
        var found = new ArrayList<Violation>();
        for (var source : Checkout.IT.sources()) {
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitClass(ClassTree type, Void unused) {
                    if (EMPTY_NAME.matcher(type.getSimpleName()).matches()) {
                        var advice = "'" + type.getSimpleName() + "' names no thing of the domain: say what it is";
                        found.add(new Violation("type-name", source.name(), source.at(type), advice));
                    }
                    return super.visitClass(type, null);
                }
            }.scan(source.tree(), null);
        }
        return found;
    }

    private static List<Violation> packages() {
        return matching(EMPTY_PACKAGE, "package-name", "a package is named after a part of the domain");
    }

    /// Below a module's package one level of named parts, never two.
    private static List<Violation> deepPackages() {
        return matching(
                Pattern.compile("dev\\.towpath(\\.\\w+){3,}"),
                "package-depth",
                "never nest packages two deep: move it up");
    }

    private static List<Violation> matching(Pattern pattern, String rule, String advice) {
        return Checkout.IT.sources().stream()
                .filter(source -> pattern.matcher(source.packageName()).matches())
                .map(source -> new Violation(rule, source.packageName(), source.name() + ":1", advice))
                .distinct()
                .toList();
    }
}
