package dev.towpath.code;

import dev.towpath.code.Finding.Flag;
import java.lang.classfile.FieldModel;
import java.lang.reflect.AccessFlag;
import org.jspecify.annotations.Nullable;

/// Resolves reads and writes of fields within one method, and judges those that could carry something from one step to
/// another.
final class FieldUses {
    private final Reach reach;
    private final MethodFacts user;

    FieldUses(Reach reach, MethodFacts user) {
        this.reach = reach;
        this.user = user;
    }

    void write(Canon canon, int opcode, String type, String name, String descriptor) {
        var owner = declaring(reach.models().find(type), name);
        var field = owner == null ? null : owner.field(name);
        if (owner == null || field == null) {
            library(canon, opcode, type, name, descriptor);
        } else if (opcode == Symbols.GETSTATIC || opcode == Symbols.PUTSTATIC) {
            ofClass(canon, opcode == Symbols.PUTSTATIC, owner, field);
        } else {
            ofInstance(canon, opcode == Symbols.PUTFIELD, owner, field);
        }
    }

    private @Nullable ClassFacts declaring(@Nullable ClassFacts type, String name) {
        if (type == null || type.field(name) != null) return type;
        for (var above : type.interfaces()) {
            var found = declaring(reach.models().find(above), name);
            if (found != null) return found;
        }
        return declaring(reach.above(type), name);
    }

    private void library(Canon canon, int opcode, String type, String name, String descriptor) {
        canon.add(reach.types("L" + type + ";")).text(name).add(reach.types(descriptor));
        if (!Platform.has(type) && reach.models().find(type) == null) canon.flag(new Flag.UsesLibrary());
        if (opcode == Symbols.PUTSTATIC) {
            var simple = type.substring(type.lastIndexOf('/') + 1);
            canon.flag(new Flag.Refused(
                    "static-not-final",
                    "writes the static field " + simple + "." + name
                            + " of a library, which every step of this process would see",
                    Verdict.PASS_IT));
        }
    }

    private void ofInstance(Canon canon, boolean write, ClassFacts owner, FieldModel field) {
        var name = field.fieldName().stringValue();
        canon.type(owner, reach);
        // `val$x` is named after a local variable, `this$0` after the depth.
        if (is(field, AccessFlag.SYNTHETIC)) canon.hole(owner.hole(name));
        else canon.text(name);
        canon.add(reach.types(field.fieldType().stringValue()));
        if (!owner.is(AccessFlag.ENUM) || user.owner() == owner && user.name().equals("<init>")) return;
        add(canon, reach.statics().verdict(owner, field), write, owner, field);
    }

    private void ofClass(Canon canon, boolean write, ClassFacts owner, FieldModel field) {
        var name = field.fieldName().stringValue();
        if (name.startsWith("$SwitchMap$") && is(field, AccessFlag.SYNTHETIC)) {
            SwitchMap.write(canon, reach, owner, name);
            return;
        }
        canon.type(owner, reach).text(name).add(reach.types(field.fieldType().stringValue()));
        var initialising = user.owner() == owner && user.name().equals("<clinit>");
        if (initialising || name.equals("$assertionsDisabled") && is(field, AccessFlag.SYNTHETIC)) return;
        canon.reaches(reach.initialiser(owner));
        add(canon, reach.statics().verdict(owner, field), write, owner, field);
    }

    private static void add(Canon canon, Verdict verdict, boolean write, ClassFacts owner, FieldModel field) {
        var kind = is(field, AccessFlag.STATIC) ? "the static field" : "the field of an enum";
        var shown = new Verdict.Field(
                kind, owner.simpleName() + "." + field.fieldName().stringValue());
        var flag = verdict.flag(shown, write);
        if (flag != null) canon.flag(flag);
    }

    private static boolean is(FieldModel field, AccessFlag flag) {
        return (field.flags().flagsMask() & flag.mask()) != 0;
    }
}
