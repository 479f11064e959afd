package dev.towpath.code;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.reflect.AccessFlag;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One of the user's classes: its parts by name, and what was found out about it so far.
final class ClassFacts {
    private final ClassModel model;
    private final String name;
    private final @Nullable String superName;
    private final List<String> interfaces;
    private final Map<String, MethodFacts> methods = new LinkedHashMap<>();
    private final Map<String, FieldModel> fields = new LinkedHashMap<>();
    private final Naming naming;
    private final String sourceFile;
    private final Hole hole = new Hole();
    private final Map<String, Hole> fieldHoles = new HashMap<>();
    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<Integer, Symbol> symbols = new HashMap<>();

    ClassFacts(byte[] classFile) {
        model = ClassFile.of().parse(classFile);
        name = model.thisClass().asInternalName();
        superName = model.superclass().map(ClassEntry::asInternalName).orElse(null);
        interfaces = model.interfaces().stream().map(ClassEntry::asInternalName).toList();
        for (var method : model.methods()) {
            var facts = new MethodFacts(this, method);
            methods.put(facts.key(), facts);
        }
        for (var field : model.fields()) fields.put(field.fieldName().stringValue(), field);
        naming = Naming.of(model);
        sourceFile = model.findAttribute(Attributes.sourceFile())
                .map(file -> file.sourceFile().stringValue())
                .orElse(name.substring(name.lastIndexOf('/') + 1) + ".class");
    }

    ClassModel model() {
        return model;
    }

    /// The internal name, with slashes.
    String name() {
        return name;
    }

    /// The name that people know: without package and enclosing classes.
    String simpleName() {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('$')) + 1);
    }

    @Nullable
    String superName() {
        return superName;
    }

    List<String> interfaces() {
        return interfaces;
    }

    boolean is(AccessFlag flag) {
        return (model.flags().flagsMask() & flag.mask()) != 0;
    }

    Naming naming() {
        return naming;
    }

    /// Stands for its name where that is not stable.
    Hole hole() {
        return hole;
    }

    /// Stands for the name of a field that `javac` made.
    Hole hole(String fieldName) {
        return fieldHoles.computeIfAbsent(fieldName, _ -> new Hole());
    }

    String sourceFile() {
        return sourceFile;
    }

    /// @param key name and descriptor
    @Nullable
    MethodFacts method(String key) {
        return methods.get(key);
    }

    Iterable<MethodFacts> methods() {
        return methods.values();
    }

    @Nullable
    FieldModel field(String fieldName) {
        return fields.get(fieldName);
    }

    Iterable<FieldModel> fields() {
        return fields.values();
    }

    /// The nodes of this class that were made, by what they stand for.
    Map<String, Node> nodes() {
        return nodes;
    }

    /// What the entries of the constant pool stand for, as far as they were looked at.
    Map<Integer, Symbol> symbols() {
        return symbols;
    }

    /// How stable a class's name is: one more anonymous class elsewhere renames `P$1` to `P$2`.
    ///
    /// @param stable whether neither it nor a class around it is anonymous or local
    /// @param own the name in the source; empty for an anonymous class
    record Naming(boolean stable, String own) {
        static Naming of(ClassModel model) {
            var self = model.thisClass().asInternalName();
            if (self.indexOf('$') < 0) return new Naming(true, self);
            var inner = model.findAttribute(Attributes.innerClasses());
            if (inner.isEmpty()) return new Naming(true, self);
            var own = self;
            var current = self;
            while (true) {
                var wanted = current;
                var info = inner.get().classes().stream()
                        .filter(entry -> entry.innerClass().asInternalName().equals(wanted))
                        .findFirst();
                if (info.isEmpty()) return new Naming(true, self);
                if (current.equals(self)) {
                    own = info.get()
                            .innerName()
                            .map(entry -> entry.stringValue())
                            .orElse("");
                }
                if (info.get().outerClass().isEmpty()) return new Naming(false, own);
                current = info.get().outerClass().get().asInternalName();
            }
        }
    }
}
