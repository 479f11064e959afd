package dev.towpath.code;

import java.lang.classfile.Attributes;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One method of the user's.
final class MethodFacts {
    private final ClassFacts owner;
    private final MethodModel model;
    private final String name;
    private final String descriptor;
    private final Hole hole = new Hole();
    private @Nullable Node node;

    MethodFacts(ClassFacts owner, MethodModel model) {
        this.owner = owner;
        this.model = model;
        this.name = model.methodName().stringValue();
        this.descriptor = model.methodType().stringValue();
    }

    /// The method as a part of the graph, made when first asked for.
    Node node(Supplier<Node> making) {
        var known = node;
        if (known == null) {
            known = making.get();
            node = known;
        }
        return known;
    }

    /// Stands for its name where that is not stable.
    Hole hole() {
        return hole;
    }

    ClassFacts owner() {
        return owner;
    }

    MethodModel model() {
        return model;
    }

    String name() {
        return name;
    }

    String descriptor() {
        return descriptor;
    }

    /// Name and descriptor: unique within the class.
    String key() {
        return name + descriptor;
    }

    /// The generic signature; empty if there is none.
    String signature() {
        return model.findAttribute(Attributes.signature())
                .map(attribute -> attribute.signature().stringValue())
                .orElse("");
    }

    boolean is(AccessFlag flag) {
        return (model.flags().flagsMask() & flag.mask()) != 0;
    }

    /// Whether `javac` made it from a lambda's body, under a name that depends on what else is in the file.
    boolean isLambda() {
        return is(AccessFlag.SYNTHETIC) && name.startsWith("lambda$");
    }

    /// For people.
    String label() {
        return switch (name) {
            case "<init>" -> "new " + owner.simpleName();
            case "<clinit>" -> "static initialiser of " + owner.simpleName();
            default -> isLambda() ? "lambda in " + owner.simpleName() : owner.simpleName() + "." + name;
        };
    }

    @Nullable
    CodeAttribute code() {
        return model.findAttribute(Attributes.code()).orElse(null);
    }

    /// `File.java:12` of the instruction at an index; without the line if the class was compiled without lines.
    String lineAt(int bci) {
        var line = 0;
        var code = code();
        if (code != null) {
            var from = -1;
            for (var table : code.findAttributes(Attributes.lineNumberTable())) {
                for (var info : table.lineNumbers()) {
                    if (info.startPc() > bci || info.startPc() < from) continue;
                    from = info.startPc();
                    line = info.lineNumber();
                }
            }
        }
        return line == 0 ? owner.sourceFile() : owner.sourceFile() + ":" + line;
    }

    String firstLine() {
        return lineAt(0);
    }

    /// The names of the first parameters.
    ///
    /// @return empty if the class was compiled without them
    List<String> parameterNames(int count) {
        var code = code();
        if (code == null) return List.of();
        var names = new ArrayList<String>();
        var types = model.methodTypeSymbol().parameterList();
        var slot = is(AccessFlag.STATIC) ? 0 : 1;
        for (var i = 0; i < count && i < types.size(); i++) {
            var name = localName(code, slot);
            if (name != null) names.add(name);
            var type = types.get(i).descriptorString();
            slot += type.equals("J") || type.equals("D") ? 2 : 1;
        }
        return names.size() == count ? names : List.of();
    }

    private static @Nullable String localName(CodeAttribute code, int slot) {
        for (var table : code.findAttributes(Attributes.localVariableTable())) {
            for (var local : table.localVariables()) {
                if (local.slot() == slot && local.startPc() == 0)
                    return local.name().stringValue();
            }
        }
        return null;
    }
}
