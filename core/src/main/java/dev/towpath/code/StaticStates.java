package dev.towpath.code;

import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.lang.classfile.FieldModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Judges static fields, and the fields of enum constants: whether what they hold is the same for every step, in
/// whichever process it runs. Objects are judged as they are now, which initialises the class if its field's type does
/// not tell enough.
final class StaticStates {
    private static final String SHARED = "Ldev/towpath/Shared;";
    private static final Set<String> CONSTANT_TYPES = Set.of(
            "Ljava/lang/String;",
            "Ljava/lang/Integer;",
            "Ljava/lang/Long;",
            "Ljava/lang/Double;",
            "Ljava/lang/Float;",
            "Ljava/lang/Boolean;",
            "Ljava/lang/Character;",
            "Ljava/lang/Short;",
            "Ljava/lang/Byte;",
            "Ljava/util/regex/Pattern;",
            "Ljava/time/Duration;",
            "Ljava/time/Instant;",
            "Ljava/time/LocalDate;",
            "Ljava/time/LocalDateTime;",
            "Ljava/time/ZonedDateTime;",
            "Ljava/time/format/DateTimeFormatter;",
            "Ljava/util/UUID;",
            "Ljava/net/URI;",
            "Ljava/util/Locale;",
            "Ljava/lang/Class;",
            "Ljava/util/HexFormat;",
            "Ljava/lang/System$Logger;",
            "Ljava/util/logging/Logger;",
            "Lorg/slf4j/Logger;");

    private final ClassModels models;
    private final Map<FieldModel, Verdict> known = new HashMap<>();

    StaticStates(ClassModels models) {
        this.models = models;
    }

    /// Judges a static field, or one that every constant of an enum has.
    Verdict verdict(ClassFacts owner, FieldModel field) {
        return known.computeIfAbsent(field, _ -> judge(owner, field));
    }

    private Verdict judge(ClassFacts owner, FieldModel field) {
        var why = vouched(field);
        if (why != null) return new Verdict.Vouched(why);
        if (is(field, AccessFlag.SYNTHETIC) || is(field, AccessFlag.ENUM)) return Verdict.CONSTANT;
        if (!is(field, AccessFlag.FINAL)) return new Verdict.NotFinal();
        var type = field.fieldType().stringValue();
        if (type.length() == 1 || CONSTANT_TYPES.contains(type)) return Verdict.CONSTANT;
        return look(owner, field);
    }

    private Verdict look(ClassFacts owner, FieldModel model) {
        var constancy = new Constancy();
        try {
            var type = Class.forName(
                    owner.name().replace('/', '.'), false, models.code().loader());
            var field = type.getDeclaredField(model.fieldName().stringValue());
            field.setAccessible(true);
            if (!is(model, AccessFlag.STATIC)) return ofConstants(type, field, constancy);
            var value = field.get(null);
            if (value == null && !isSetToNull(owner, model)) {
                return new Verdict.Unknown(
                        "its class is being initialised right now",
                        "Define the pipeline in a method and not in a static field");
            }
            return verdict(constancy.problem(value));
        } catch (InaccessibleObjectException e) {
            return new Verdict.Unknown(String.valueOf(e.getMessage()), "Open the package in module-info.java");
        } catch (ReflectiveOperationException | LinkageError e) {
            var cause = e instanceof ExceptionInInitializerError && e.getCause() != null ? e.getCause() : e;
            return new Verdict.Unknown(cause.toString(), "Make the class load");
        }
    }

    private static Verdict ofConstants(Class<?> type, Field field, Constancy constancy) throws IllegalAccessException {
        var constants = type.getEnumConstants();
        for (var constant : constants == null ? new Object[0] : constants) {
            var problem = constancy.problem(field.get(constant));
            if (problem != null) return new Verdict.Mutable(problem);
        }
        return Verdict.CONSTANT;
    }

    private static Verdict verdict(@Nullable String problem) {
        return problem == null ? Verdict.CONSTANT : new Verdict.Mutable(problem);
    }

    /// Null is the value of a field that is set to null, and of one whose class is half initialised.
    private static boolean isSetToNull(ClassFacts owner, FieldModel field) {
        var initialiser = owner.method("<clinit>()V");
        var code = initialiser == null ? null : initialiser.code();
        if (code == null) return true;
        var nothing = false;
        for (var element : code) {
            if (element instanceof ConstantInstruction constant) {
                nothing = constant.opcode() == Opcode.ACONST_NULL;
            } else if (element instanceof FieldInstruction put
                    && put.opcode() == Opcode.PUTSTATIC
                    && put.name().equalsString(field.fieldName().stringValue())) {
                return nothing;
            } else if (element instanceof Instruction) {
                nothing = false;
            }
        }
        return true;
    }

    private static @Nullable String vouched(FieldModel field) {
        var annotations = field.findAttribute(Attributes.runtimeVisibleAnnotations());
        if (annotations.isEmpty()) return null;
        for (var annotation : annotations.get().annotations()) {
            if (!annotation.className().equalsString(SHARED)) continue;
            for (var element : annotation.elements()) {
                if (element.value() instanceof AnnotationValue.OfString why) return why.stringValue();
            }
        }
        return null;
    }

    private static boolean is(FieldModel field, AccessFlag flag) {
        return (field.flags().flagsMask() & flag.mask()) != 0;
    }
}
