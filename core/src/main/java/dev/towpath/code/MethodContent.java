package dev.towpath.code;

import java.lang.classfile.attribute.CodeAttribute;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;

/// Reads one method's byte code: its canonical form and what it reaches in one pass.
///
/// It works on the raw code with a table of lengths. Class-file elements for each instruction would cost several times
/// as much, and a definition is checked at every start.
final class MethodContent {
    private static final int FLAGS =
            AccessFlag.STATIC.mask() | AccessFlag.SYNCHRONIZED.mask() | AccessFlag.ABSTRACT.mask();
    private static final int LDC = 18;
    private static final int LDC2_W = 20;
    private static final int GOTO = 167;
    private static final int TABLESWITCH = 170;
    private static final int LOOKUPSWITCH = 171;
    private static final int GETSTATIC = 178;
    private static final int INVOKEVIRTUAL = 182;
    private static final int INVOKEINTERFACE = 185;
    private static final int INVOKEDYNAMIC = 186;
    private static final int NEW = 187;
    private static final int WIDE = 196;
    private static final int MULTIANEWARRAY = 197;
    private static final int GOTO_W = 200;
    private static final int JSR_W = 201;

    private final Reach reach;
    private final MethodFacts method;
    private final Symbols symbols;
    private final Canon canon = new Canon();
    private final List<Finding> findings = new ArrayList<>();
    private byte[] code = {};
    private int[] numberAt = {};

    MethodContent(Reach reach, MethodFacts method) {
        this.reach = reach;
        this.method = method;
        this.symbols = new Symbols(reach, method);
    }

    Node.Content read() {
        canon.text("method").type(method.owner(), reach);
        if (method.isLambda()) canon.hole(method.hole());
        else canon.text(method.name());
        canon.number(method.model().flags().flagsMask() & FLAGS);
        canon.add(reach.types(method.descriptor()));
        canon.add(reach.types(method.signature()));
        Annotations.write(method.model(), canon, reach);
        if (method.is(AccessFlag.NATIVE)) {
            var flag = new Finding.Flag.Opaque("native code");
            findings.add(new Finding(flag, method.label(), method.owner().sourceFile()));
        }
        var attribute = method.code();
        if (attribute != null) readCode(attribute);
        return canon.content(findings);
    }

    private void readCode(CodeAttribute attribute) {
        code = attribute.codeArray();
        numberAt = new int[code.length + 1];
        var count = 0;
        for (var at = 0; at < code.length; at += Opcodes.length(code, at)) numberAt[at] = count++;
        numberAt[code.length] = count;
        for (var at = 0; at < code.length; at += Opcodes.length(code, at)) instruction(at);
        for (var handler : attribute.exceptionHandlers()) {
            canon.number(numberAt[attribute.labelToBci(handler.tryStart())])
                    .number(numberAt[attribute.labelToBci(handler.tryEnd())])
                    .number(numberAt[attribute.labelToBci(handler.handler())]);
            canon.add(reach.types(handler.catchType()
                    .map(type -> "L" + type.asInternalName() + ";")
                    .orElse("")));
        }
    }

    private void instruction(int at) {
        var opcode = code[at] & 0xff;
        if (opcode >= LDC && opcode <= LDC2_W) {
            var index = opcode == LDC ? code[at + 1] & 0xff : Opcodes.u2(code, at + 1);
            var onlyNamed = symbols.isClass(index) && isHarmlessUse(at + Opcodes.length(code, at));
            operand(at, onlyNamed ? NEW : LDC, index);
        } else if (opcode >= GETSTATIC && opcode <= NEW || opcode == 189 || opcode == 192 || opcode == 193) {
            operand(at, opcode, Opcodes.u2(code, at + 1));
        } else if (opcode == MULTIANEWARRAY) {
            operand(at, opcode, Opcodes.u2(code, at + 1));
            canon.number(code[at + 3]);
        } else if (opcode >= GOTO_W && opcode <= JSR_W) {
            canon.number(opcode - GOTO_W + GOTO).number(numberAt[at + Opcodes.s4(code, at + 1)]);
        } else if (opcode >= 153 && opcode <= 168 || opcode == 198 || opcode == 199) {
            canon.number(opcode).number(numberAt[at + Opcodes.s2(code, at + 1)]);
        } else if (opcode == TABLESWITCH || opcode == LOOKUPSWITCH) {
            switching(at, opcode);
        } else {
            canon.raw(code, at, Opcodes.length(code, at));
        }
    }

    private void operand(int at, int opcode, int index) {
        var symbol = symbols.of(opcode, index);
        canon.number(opcode).add(symbol);
        if (symbol.flags().isEmpty()) return;
        var place = method.lineAt(at);
        for (var flag : symbol.flags()) findings.add(new Finding(flag, method.label(), place));
    }

    private void switching(int at, int opcode) {
        var from = Opcodes.aligned(at);
        canon.number(opcode).number(numberAt[at + Opcodes.s4(code, from)]);
        if (opcode == TABLESWITCH) {
            var low = Opcodes.s4(code, from + 4);
            var high = Opcodes.s4(code, from + 8);
            canon.number(low).number(high);
            for (var i = 0; i <= high - low; i++) canon.number(numberAt[at + Opcodes.s4(code, from + 12 + 4 * i)]);
        } else {
            var pairs = Opcodes.s4(code, from + 4);
            canon.number(pairs);
            for (var i = 0; i < pairs; i++) {
                canon.number(Opcodes.s4(code, from + 8 + 8 * i));
                canon.number(numberAt[at + Opcodes.s4(code, from + 12 + 8 * i)]);
            }
        }
    }

    /// `Foo.class.getName()` and `assert` only name the class.
    private boolean isHarmlessUse(int at) {
        return at < code.length && (code[at] & 0xff) == INVOKEVIRTUAL && symbols.isNaming(Opcodes.u2(code, at + 1));
    }

    /// How long instructions are, and how numbers lie in them.
    static final class Opcodes {
        private static final int OPERAND_1 = 1;
        private static final int OPERAND_2 = 2;

        private Opcodes() {}

        static int length(byte[] code, int at) {
            var opcode = code[at] & 0xff;
            return switch (opcode) {
                case TABLESWITCH -> {
                    var from = aligned(at);
                    yield from + 12 + 4 * (s4(code, from + 8) - s4(code, from + 4) + 1) - at;
                }
                case LOOKUPSWITCH -> {
                    var from = aligned(at);
                    yield from + 8 + 8 * s4(code, from + 4) - at;
                }
                case WIDE -> (code[at + 1] & 0xff) == 132 ? 6 : 4;
                case INVOKEINTERFACE, INVOKEDYNAMIC, GOTO_W, JSR_W -> 5;
                case MULTIANEWARRAY -> 4;
                default -> 1 + operands(opcode);
            };
        }

        private static int operands(int opcode) {
            if (opcode == 16 || opcode == LDC || opcode == 169 || opcode == 188) return OPERAND_1;
            if (opcode >= 21 && opcode <= 25 || opcode >= 54 && opcode <= 58) return OPERAND_1;
            if (opcode == 17 || opcode == 19 || opcode == LDC2_W || opcode == 132) return OPERAND_2;
            if (opcode >= 153 && opcode <= 168 || opcode >= GETSTATIC && opcode <= NEW) return OPERAND_2;
            return opcode == 189 || opcode == 192 || opcode == 193 || opcode == 198 || opcode == 199 ? OPERAND_2 : 0;
        }

        static int aligned(int at) {
            return at + 4 & ~3;
        }

        static int u2(byte[] code, int at) {
            return (code[at] & 0xff) << 8 | code[at + 1] & 0xff;
        }

        static int s2(byte[] code, int at) {
            return (short) u2(code, at);
        }

        static int s4(byte[] code, int at) {
            return u2(code, at) << 16 | u2(code, at + 2);
        }
    }
}
