package dev.towpath.code;

import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;

/// The table from an enum's constants to the labels of a `switch` that `javac` keeps in a class of its own, together
/// with those of all other switches in the file. A step counts with its own table only.
final class SwitchMap {
    private SwitchMap() {}

    static void write(Canon canon, Reach reach, ClassFacts owner, String map) {
        canon.text("switch");
        var initialiser = owner.method("<clinit>()V");
        var code = initialiser == null ? null : initialiser.code();
        if (code == null) return;
        var ours = false;
        FieldInstruction constant = null;
        var label = 0;
        for (var element : code) {
            // No switch over types, for a quick start: see Symbols.
            if (element instanceof FieldInstruction field) {
                if (!field.name().stringValue().startsWith("$SwitchMap$")) constant = field;
                else ours = field.name().equalsString(map) && field.opcode() == Opcode.GETSTATIC;
            } else if (element instanceof ConstantInstruction number
                    && number.constantValue() instanceof Integer value) {
                label = value;
            } else if (element instanceof ArrayStoreInstruction && ours && constant != null) {
                canon.add(reach.types("L" + constant.owner().asInternalName() + ";"));
                canon.text(constant.name().stringValue()).number(label);
            }
        }
    }
}
