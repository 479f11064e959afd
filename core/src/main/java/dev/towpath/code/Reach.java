package dev.towpath.code;

import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The graph of everything that can be reached in the user's classes, made as far as somebody walks. It is shared by
/// all steps, so that code they have in common is read once.
final class Reach {
    private final ClassModels models;
    private final StaticStates statics;
    private final Map<String, Symbol> types = new HashMap<>();
    private @Nullable Map<String, List<ClassFacts>> subtypes;

    Reach(UserCode code) {
        models = new ClassModels(code);
        statics = new StaticStates(models);
    }

    ClassModels models() {
        return models;
    }

    StaticStates statics() {
        return statics;
    }

    /// A method's own code.
    Node method(MethodFacts method) {
        return method.node(() -> new Node(method.label(), () -> new MethodContent(this, method).read()));
    }

    /// That a class is mentioned: its place in the hierarchy.
    Node type(ClassFacts type) {
        return node(type, "type", () -> new TypeContent(this, type).mentioned());
    }

    /// That there are instances of a class: the JDK may call back every one of its methods.
    Node instance(ClassFacts type) {
        return node(type, "instance", () -> new TypeContent(this, type).instantiated());
    }

    /// That values of a class are made from data, with all they consist of.
    Node decoded(ClassFacts type) {
        return node(type, "decoded", () -> new TypeContent(this, type).decoded());
    }

    /// What runs before the first use of a class's static fields.
    Node initialiser(ClassFacts type) {
        return node(type, "initialiser", () -> new TypeContent(this, type).initialised());
    }

    /// Every method of the user's that a virtual call may end in.
    ///
    /// @param key name and descriptor
    Node implementations(ClassFacts type, String key) {
        return node(type, "call " + key, () -> {
            var found = candidates(type, key);
            var canon = new Canon().text("implementations").number(found.size());
            for (var method : found) canon.reaches(method(method));
            return canon.content(List.of());
        });
    }

    private static Node node(ClassFacts type, String what, Supplier<Node.Content> reading) {
        var known = type.nodes().get(what);
        if (known != null) return known;
        var made = new Node("", reading);
        type.nodes().put(what, made);
        return made;
    }

    /// A descriptor or generic signature in canonical form.
    Symbol types(String text) {
        var known = types.get(text);
        if (known != null) return known;
        var canon = new Canon();
        eachPart(text, (prefix, type) -> {
            canon.text(prefix);
            if (type != null) canon.type(type, this);
        });
        var symbol = canon.symbol();
        types.put(text, symbol);
        return symbol;
    }

    /// The user's classes in a descriptor or generic signature.
    Set<ClassFacts> classesIn(String text) {
        var found = new LinkedHashSet<ClassFacts>();
        eachPart(text, (_, type) -> {
            if (type != null) found.add(type);
        });
        return found;
    }

    @FunctionalInterface
    private interface Part {
        void accept(String text, @Nullable ClassFacts type);
    }

    /// Cuts at the user's class names: `L` and a name that is known, up to a delimiter.
    private void eachPart(String text, Part part) {
        var written = 0;
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) != 'L') continue;
            var end = i + 1;
            while (end < text.length() && ";<>.:".indexOf(text.charAt(end)) < 0) end++;
            var name = text.substring(i + 1, end);
            var type = name.startsWith("java/") ? null : models.find(name);
            if (type != null) {
                part.accept(text.substring(written, i), type);
                written = end;
            }
            i = end - 1;
        }
        part.accept(text.substring(written), null);
    }

    /// The method that a class has or inherits from the user's classes and interfaces.
    @Nullable
    MethodFacts resolve(ClassFacts type, String key) {
        for (var at = type; at != null; at = above(at)) {
            var own = at.method(key);
            if (own != null) return own;
        }
        for (var at = type; at != null; at = above(at)) {
            for (var name : at.interfaces()) {
                var from = models.find(name);
                var found = from == null ? null : resolve(from, key);
                if (found != null) return found;
            }
        }
        return null;
    }

    @Nullable
    ClassFacts above(ClassFacts type) {
        var name = type.superName();
        return name == null ? null : models.find(name);
    }

    /// The first class above that is not the user's.
    String libraryAbove(ClassFacts type) {
        var at = type;
        while (true) {
            var name = at.superName();
            var next = name == null ? null : models.find(name);
            if (next == null) return name == null ? "java/lang/Object" : name;
            at = next;
        }
    }

    private List<MethodFacts> candidates(ClassFacts type, String key) {
        var found = new LinkedHashSet<MethodFacts>();
        add(found, resolve(type, key));
        var open = new ArrayList<>(List.of(type));
        var seen = new LinkedHashSet<ClassFacts>();
        while (!open.isEmpty()) {
            var at = open.removeLast();
            if (!seen.add(at)) continue;
            add(found, at.is(AccessFlag.INTERFACE) ? at.method(key) : resolve(at, key));
            open.addAll(subtypes().getOrDefault(at.name(), List.of()));
        }
        return found.stream().sorted(Comparator.comparing(this::sortKey)).toList();
    }

    private static void add(Set<MethodFacts> found, @Nullable MethodFacts method) {
        if (method != null && !method.is(AccessFlag.ABSTRACT) && !method.is(AccessFlag.STATIC)) found.add(method);
    }

    /// Numbers in names say nothing, so that classes with such names are sorted by what they do.
    private String sortKey(MethodFacts method) {
        var owner = method.owner();
        return owner.naming().stable()
                ? owner.name()
                : "~" + Long.toHexString(method(method).content().high) + owner.name();
    }

    private Map<String, List<ClassFacts>> subtypes() {
        var known = subtypes;
        if (known != null) return known;
        var made = new HashMap<String, List<ClassFacts>>();
        for (var type : models.all()) {
            if (type.superName() != null) add(made, type.superName(), type);
            for (var name : type.interfaces()) add(made, name, type);
        }
        subtypes = made;
        return made;
    }

    private static void add(Map<String, List<ClassFacts>> subtypes, @Nullable String above, ClassFacts type) {
        if (above != null && !above.startsWith("java/")) {
            subtypes.computeIfAbsent(above, _ -> new ArrayList<>()).add(type);
        }
    }
}
