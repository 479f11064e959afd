package dev.towpath.code;

import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.FieldModel;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;

/// What a class counts with, apart from its methods' code: depending on whether it is only mentioned, has instances, or
/// is made from data.
final class TypeContent {
    private static final int SHAPE_FLAGS = AccessFlag.FINAL.mask()
            | AccessFlag.INTERFACE.mask()
            | AccessFlag.ABSTRACT.mask()
            | AccessFlag.ENUM.mask()
            | AccessFlag.ANNOTATION.mask();
    private static final int FIELD_FLAGS = AccessFlag.FINAL.mask() | AccessFlag.TRANSIENT.mask();

    private final Reach reach;
    private final ClassFacts type;
    private final Canon canon = new Canon();

    TypeContent(Reach reach, ClassFacts type) {
        this.reach = reach;
        this.type = type;
    }

    Node.Content mentioned() {
        canon.text("type").type(type, reach).number(type.model().flags().flagsMask() & SHAPE_FLAGS);
        if (!type.naming().stable()) canon.text(type.naming().own());
        name(type.superName() == null ? "" : type.superName());
        canon.number(type.interfaces().size());
        for (var name : type.interfaces()) name(name);
        type.model().findAttribute(Attributes.permittedSubclasses()).ifPresent(permitted -> {
            canon.text("permits");
            for (var entry : permitted.permittedSubclasses()) name(entry.asInternalName());
        });
        if (type.is(AccessFlag.ENUM)) {
            canon.text("constants");
            for (var field : type.fields()) {
                if (is(field, AccessFlag.ENUM)) canon.text(field.fieldName().stringValue());
            }
        }
        components();
        return canon.content(List.of());
    }

    private void components() {
        type.model().findAttribute(Attributes.record()).ifPresent(record -> {
            canon.text("record").number(record.components().size());
            for (var component : record.components()) {
                canon.text(component.name().stringValue());
                canon.add(
                        reach.types(signature(component, component.descriptor().stringValue())));
                Annotations.write(component, canon, reach);
            }
        });
    }

    Node.Content instantiated() {
        canon.text("instance").type(type, reach);
        Annotations.write(type.model(), canon, reach);
        type.model().findAttribute(Attributes.signature()).ifPresent(signature -> {
            canon.add(reach.types(signature.signature().stringValue()));
            // A type token such as `new Ref<List<Box>>() {}` names what a library will decode.
            if (type.superName() != null && reach.models().find(type.superName()) == null) {
                decode(signature.signature().stringValue());
            }
        });
        for (var field : instanceFields()) {
            canon.text(field.fieldName().stringValue()).number(field.flags().flagsMask() & FIELD_FLAGS);
            canon.add(reach.types(signature(field, field.fieldType().stringValue())));
            Annotations.write(field, canon, reach);
        }
        for (var name : above()) {
            var from = reach.models().find(name);
            if (from != null) canon.reaches(reach.instance(from));
        }
        canon.reaches(reach.initialiser(type));
        StreamSupport.stream(type.methods().spliterator(), false)
                .filter(TypeContent::canBeCalledBack)
                .sorted(Comparator.comparing(MethodFacts::key))
                .forEach(method -> canon.reaches(reach.method(method)));
        return canon.content(List.of());
    }

    Node.Content decoded() {
        canon.text("decoded").type(type, reach).reaches(reach.instance(type));
        StreamSupport.stream(type.methods().spliterator(), false)
                .filter(method -> method.name().equals("<init>"))
                .sorted(Comparator.comparing(MethodFacts::key))
                .forEach(method -> canon.reaches(reach.method(method)));
        type.model().findAttribute(Attributes.permittedSubclasses()).ifPresent(permitted -> {
            for (var entry : permitted.permittedSubclasses()) decode("L" + entry.asInternalName() + ";");
        });
        for (var field : type.is(AccessFlag.ENUM) ? List.<FieldModel>of() : instanceFields()) {
            decode(signature(field, field.fieldType().stringValue()));
        }
        return canon.content(List.of());
    }

    Node.Content initialised() {
        canon.text("initialiser").type(type, reach);
        var above = reach.above(type);
        if (above != null) canon.reaches(reach.initialiser(above));
        var method = type.method("<clinit>()V");
        if (method != null) canon.reaches(reach.method(method));
        return canon.content(List.of());
    }

    private void decode(String types) {
        for (var part : reach.classesIn(types)) canon.reaches(reach.decoded(part));
    }

    private void name(String internalName) {
        canon.add(reach.types("L" + internalName + ";"));
    }

    private List<String> above() {
        var names = new ArrayList<>(type.interfaces());
        if (type.superName() != null) names.addFirst(type.superName());
        return names;
    }

    /// In an order that does not depend on the order in the file; a record's components have theirs elsewhere.
    private List<FieldModel> instanceFields() {
        return StreamSupport.stream(type.fields().spliterator(), false)
                .filter(field -> !is(field, AccessFlag.STATIC) && !is(field, AccessFlag.SYNTHETIC))
                .sorted(Comparator.comparing(field -> field.fieldName().stringValue()))
                .toList();
    }

    private static boolean canBeCalledBack(MethodFacts method) {
        return !method.is(AccessFlag.STATIC) && !method.name().equals("<init>") && !method.isLambda();
    }

    private static boolean is(FieldModel field, AccessFlag flag) {
        return (field.flags().flagsMask() & flag.mask()) != 0;
    }

    private static String signature(AttributedElement element, String otherwise) {
        return element.findAttribute(Attributes.signature())
                .map(attribute -> attribute.signature().stringValue())
                .orElse(otherwise);
    }
}
