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
            switch (element) {
                case FieldInstruction field
                when field.name().stringValue().startsWith("$SwitchMap$") ->
                    ours = field.name().equalsString(map) && field.opcode() == Opcode.GETSTATIC;
                case FieldInstruction field -> constant = field;
                case ConstantInstruction number when number.constantValue() instanceof Integer value -> label = value;
                case ArrayStoreInstruction _ -> {
                    if (!ours || constant == null) continue;
                    canon.add(reach.types("L" + constant.owner().asInternalName() + ";"));
                    canon.text(constant.name().stringValue()).number(label);
                }
                default -> {}
            }
        }
    }
}
