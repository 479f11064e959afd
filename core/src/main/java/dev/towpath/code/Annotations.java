package dev.towpath.code;

import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.util.Comparator;
import java.util.Set;

/// Writes the annotations that something can read while a step runs: a codec, a bound, a library.
final class Annotations {
    /// For people or for the compiler, without effect on what is computed.
    private static final Set<String> COSMETIC = Set.of("Ldev/towpath/Describe;", "Ldev/towpath/Shared;");

    private Annotations() {}

    static void write(AttributedElement element, Canon canon, Reach reach) {
        element.findAttribute(Attributes.runtimeVisibleAnnotations())
                .ifPresent(attribute -> attribute.annotations().stream()
                        .filter(annotation -> counts(annotation.className().stringValue()))
                        .sorted(Comparator.comparing(
                                annotation -> annotation.className().stringValue()))
                        .forEach(annotation -> write(annotation, canon, reach)));
    }

    private static boolean counts(String type) {
        return !COSMETIC.contains(type) && !type.startsWith("Ljava/lang/");
    }

    private static void write(Annotation annotation, Canon canon, Reach reach) {
        canon.text("@").add(reach.types(annotation.className().stringValue()));
        annotation.elements().stream()
                .sorted(Comparator.comparing(element -> element.name().stringValue()))
                .forEach(element -> write(element, canon, reach));
    }

    private static void write(AnnotationElement element, Canon canon, Reach reach) {
        canon.text(element.name().stringValue());
        write(element.value(), canon, reach);
    }

    private static void write(AnnotationValue value, Canon canon, Reach reach) {
        canon.number(value.tag());
        // No switch over types, for a quick start: see Symbols.
        if (value instanceof AnnotationValue.OfConstant constant) {
            canon.text(String.valueOf(constant.resolvedValue()));
        } else if (value instanceof AnnotationValue.OfEnum constant) {
            canon.add(reach.types(constant.className().stringValue()));
            canon.text(constant.constantName().stringValue());
        } else if (value instanceof AnnotationValue.OfClass type) {
            canon.add(reach.types(type.className().stringValue()));
        } else if (value instanceof AnnotationValue.OfAnnotation nested) {
            write(nested.annotation(), canon, reach);
        } else if (value instanceof AnnotationValue.OfArray array) {
            canon.number(array.values().size());
            for (var part : array.values()) write(part, canon, reach);
        }
    }
}
