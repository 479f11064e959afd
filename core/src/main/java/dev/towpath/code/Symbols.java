package dev.towpath.code;

import dev.towpath.code.Finding.Flag;
import java.lang.classfile.constantpool.AnnotationConstantValueEntry;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.ConstantDynamicEntry;
import java.lang.classfile.constantpool.ConstantPool;
import java.lang.classfile.constantpool.DoubleEntry;
import java.lang.classfile.constantpool.DynamicConstantPoolEntry;
import java.lang.classfile.constantpool.FloatEntry;
import java.lang.classfile.constantpool.InvokeDynamicEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.constantpool.MethodTypeEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.invoke.MethodHandleInfo;
import java.lang.reflect.AccessFlag;
import java.util.Set;

/// Resolves the operands of one method's instructions. Each entry of a class's constant pool is looked at once per way
/// of using it.
final class Symbols {
    static final int GETSTATIC = 178;
    static final int PUTSTATIC = 179;
    static final int GETFIELD = 180;
    static final int PUTFIELD = 181;
    static final int INVOKEVIRTUAL = 182;
    static final int INVOKESPECIAL = 183;
    static final int INVOKESTATIC = 184;
    static final int INVOKEINTERFACE = 185;
    static final int INVOKEDYNAMIC = 186;
    static final int LDC = 18;

    private static final Set<String> NAMING =
            Set.of("desiredAssertionStatus", "getName", "getSimpleName", "getTypeName", "getPackageName", "toString");
    private static final int CONTEXTS = 4;

    private final Reach reach;
    private final ClassFacts owner;
    private final ConstantPool pool;
    private final Calls calls;
    private final FieldUses fields;
    private final int context;

    Symbols(Reach reach, MethodFacts method) {
        this.reach = reach;
        this.owner = method.owner();
        this.pool = owner.model().constantPool();
        this.calls = new Calls(reach);
        this.fields = new FieldUses(reach, method);
        this.context = method.name().equals("<clinit>") ? 1 : method.name().equals("<init>") ? 2 : 0;
    }

    Symbol of(int opcode, int index) {
        var key = (index << 8 | opcode) * CONTEXTS + context;
        var known = owner.symbols().get(key);
        if (known != null) return known;
        var canon = new Canon();
        write(canon, opcode, pool.entryByIndex(index));
        var symbol = canon.symbol();
        owner.symbols().put(key, symbol);
        return symbol;
    }

    boolean isClass(int index) {
        return pool.entryByIndex(index) instanceof ClassEntry;
    }

    /// Whether an entry is a method of `Class` that only tells a name.
    boolean isNaming(int index) {
        return pool.entryByIndex(index) instanceof MemberRefEntry member
                && member.owner().asInternalName().equals("java/lang/Class")
                && NAMING.contains(member.name().stringValue());
    }

    // Chains of instanceof, here and below: a switch over types needs a class that is made at run time, and a command
    // that has just started would wait for it.
    private void write(Canon canon, int opcode, PoolEntry entry) {
        if (entry instanceof MemberRefEntry member) member(canon, opcode, member);
        else if (entry instanceof InvokeDynamicEntry dynamic) dynamic(canon, dynamic);
        else if (entry instanceof ClassEntry type) type(canon, type, opcode == LDC);
        else constant(canon, entry);
    }

    private void type(Canon canon, ClassEntry entry, boolean asValue) {
        var name = entry.asInternalName();
        var descriptor = name.startsWith("[") ? name : "L" + name + ";";
        canon.add(reach.types(descriptor));
        if (!asValue) return;
        for (var type : reach.classesIn(descriptor)) canon.reaches(reach.decoded(type));
    }

    private void member(Canon canon, int opcode, MemberRefEntry member) {
        var type = member.owner().asInternalName();
        var name = member.name().stringValue();
        var descriptor = member.type().stringValue();
        if (opcode <= PUTFIELD) fields.write(canon, opcode, type, name, descriptor);
        else calls.write(canon, opcode, type, name, descriptor);
    }

    private void constant(Canon canon, PoolEntry entry) {
        canon.number(entry.tag());
        if (entry instanceof StringEntry text) canon.text(text.stringValue());
        else if (entry instanceof MethodTypeEntry types)
            canon.add(reach.types(types.descriptor().stringValue()));
        else if (entry instanceof MethodHandleEntry handle) handle(canon, handle);
        else if (entry instanceof ClassEntry type) type(canon, type, false);
        else if (entry instanceof FloatEntry number) canon.number(Float.floatToRawIntBits(number.floatValue()));
        else if (entry instanceof DoubleEntry number) {
            canon.text(Long.toString(Double.doubleToRawLongBits(number.doubleValue())));
        } else if (entry instanceof ConstantDynamicEntry dynamic) dynamic(canon, dynamic);
        else if (entry instanceof AnnotationConstantValueEntry number) {
            canon.text(String.valueOf(number.constantValue()));
        } else throw new IllegalStateException("not a constant: " + entry);
    }

    private void dynamic(Canon canon, DynamicConstantPoolEntry entry) {
        var type = entry.type().stringValue();
        canon.text(entry.name().stringValue()).add(reach.types(type));
        // The object made implements this type: if it is the user's, its default methods can be called back.
        for (var made : reach.classesIn(type.substring(type.indexOf(')') + 1))) {
            if (made.is(AccessFlag.INTERFACE)) canon.reaches(reach.instance(made));
        }
        var bootstrap = entry.bootstrap();
        handle(canon, bootstrap.bootstrapMethod());
        canon.number(bootstrap.arguments().size());
        for (var argument : bootstrap.arguments()) constant(canon, argument);
    }

    private void handle(Canon canon, MethodHandleEntry handle) {
        var opcode = opcodeOf(handle.kind());
        canon.number(handle.kind());
        member(canon, opcode, handle.reference());
    }

    private static int opcodeOf(int kind) {
        return switch (kind) {
            case MethodHandleInfo.REF_getField -> GETFIELD;
            case MethodHandleInfo.REF_getStatic -> GETSTATIC;
            case MethodHandleInfo.REF_putField -> PUTFIELD;
            case MethodHandleInfo.REF_putStatic -> PUTSTATIC;
            case MethodHandleInfo.REF_invokeVirtual -> INVOKEVIRTUAL;
            case MethodHandleInfo.REF_invokeInterface -> INVOKEINTERFACE;
            case MethodHandleInfo.REF_invokeStatic -> INVOKESTATIC;
            default -> INVOKESPECIAL;
        };
    }

    /// Resolves calls.
    static final class Calls {
        private final Reach reach;

        Calls(Reach reach) {
            this.reach = reach;
        }

        void write(Canon canon, int opcode, String type, String name, String descriptor) {
            var facts = reach.models().find(type);
            if (facts == null) {
                canon.text(type).text(name).add(reach.types(descriptor));
                library(canon, type, name, descriptor);
                return;
            }
            var key = name + descriptor;
            var target = reach.resolve(facts, key);
            canon.type(facts, reach);
            if (target != null && target.isLambda()) canon.hole(target.hole());
            else canon.text(name);
            canon.add(reach.types(descriptor));
            if (name.equals("<init>")) canon.reaches(reach.instance(facts));
            if (target == null) library(canon, reach.libraryAbove(facts), name, descriptor);
            if (opcode == INVOKEVIRTUAL || opcode == INVOKEINTERFACE) {
                canon.reaches(reach.implementations(facts, key));
            } else if (target != null) {
                canon.reaches(reach.method(target));
            }
        }

        private static void library(Canon canon, String type, String name, String descriptor) {
            var flag = LibraryCalls.flag(type, name, descriptor);
            if (flag != null) canon.flag(named(flag, type, name));
            if (!Platform.has(type)) canon.flag(new Flag.UsesLibrary());
        }

        private static Flag named(Flag flag, String type, String name) {
            if (!(flag instanceof Flag.Refused(var code, var what, var advice))) return flag;
            var method = type.substring(type.lastIndexOf('/') + 1) + "." + name;
            return new Flag.Refused(code, "calls " + method + ", which " + what, advice);
        }
    }
}
