package dev.towpath.checks;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/// What has to be documented, and how.
final class DocumentRules {
    private static final int ARCHITECTURE_LINES = 200;

    private DocumentRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule("type-doc", DocumentRules::typesWithout),
                new Rule("method-doc", DocumentRules::methodsWithout),
                new Rule("doc-style", DocumentRules::oldComments),
                new Rule("package-info", DocumentRules::packagesWithout),
                new Rule("architecture-lines", DocumentRules::longArchitecture));
    }

    private static List<Violation> typesWithout() {
        var found = new ArrayList<Violation>();
        Checkout.IT.main().forEach(source -> {
            for (var type : source.topLevelTypes()) {
                if (!isPublic(type.getModifiers().getFlags()) || source.isDocumented(source.pathOf(type))) continue;
                found.add(new Violation(
                        "type-doc",
                        source.name(),
                        source.at(type),
                        "public type without documentation: write /// above it"));
            }
        });
        return found;
    }

    private static List<Violation> methodsWithout() {
        var found = new ArrayList<Violation>();
        Checkout.IT.main().forEach(source -> {
            var types = source.topLevelTypes();
            for (var method : source.methods()) {
                if (!types.contains(method.type()) || !owesDocumentation(method)) continue;
                if (source.isDocumented(method.path())) continue;
                var subject = source.name() + "#" + method.tree().getName();
                var advice = "public method without documentation: write /// above it, or make it less visible";
                found.add(new Violation("method-doc", subject, source.at(method.tree()), advice));
            }
        });
        return found;
    }

    private static boolean owesDocumentation(Source.Method method) {
        var type = method.type();
        var tree = method.tree();
        var open = isPublic(tree.getModifiers().getFlags()) || inInterface(type, tree);
        return isPublic(type.getModifiers().getFlags())
                && open
                && !tree.getName().contentEquals("<init>")
                && !tree.getName().contentEquals("main")
                && tree.getModifiers().getAnnotations().stream()
                        .noneMatch(annotation ->
                                annotation.getAnnotationType().toString().equals("Override"));
    }

    private static boolean inInterface(ClassTree type, MethodTree method) {
        var kind = type.getKind();
        return (kind == Tree.Kind.INTERFACE || kind == Tree.Kind.ANNOTATION_TYPE)
                && !method.getModifiers().getFlags().contains(Modifier.PRIVATE);
    }

    private static boolean isPublic(Set<Modifier> flags) {
        return flags.contains(Modifier.PUBLIC);
    }

    private static List<Violation> oldComments() {
        var found = new ArrayList<Violation>();
        for (var source : Checkout.IT.sources()) {
            var number = 0;
            for (var line : source.lines()) {
                number++;
                if (!line.strip().startsWith("/**")) continue;
                found.add(new Violation(
                        "doc-style",
                        source.name(),
                        source.name() + ":" + number,
                        "documentation is Markdown: use ///"));
            }
        }
        return found;
    }

    private static List<Violation> packagesWithout() {
        var marked = new HashSet<String>();
        Checkout.IT
                .main()
                .filter(source -> source.name().endsWith("/package-info.java"))
                .filter(source -> Checkout.text(source.name()).contains("@NullMarked"))
                .filter(source -> source.lines().getFirst().startsWith("///"))
                .forEach(source -> marked.add(folder(source)));
        return Checkout.IT
                .main()
                .map(DocumentRules::folder)
                .distinct()
                .filter(folder -> !marked.contains(folder))
                .map(folder -> new Violation(
                        "package-info",
                        folder,
                        folder,
                        "add package-info.java, @NullMarked: what it decides, what it never does, what to read first"))
                .toList();
    }

    private static String folder(Source source) {
        return source.name().substring(0, source.name().lastIndexOf('/'));
    }

    private static List<Violation> longArchitecture() {
        var lines = Checkout.text("ARCHITECTURE.md").lines().count();
        if (lines <= ARCHITECTURE_LINES) return List.of();
        var advice = "%d lines, at most 200: it is a map, details live with the code".formatted(lines);
        return List.of(new Violation("architecture-lines", "ARCHITECTURE.md", "ARCHITECTURE.md:201", advice));
    }
}
