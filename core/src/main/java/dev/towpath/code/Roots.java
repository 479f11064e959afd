package dev.towpath.code;

import java.util.ArrayList;

/// Where a walk starts: a call of the step's method, and the values that are decoded for it.
final class Roots {
    private final Reach reach;

    Roots(Reach reach) {
        this.reach = reach;
    }

    Node of(Proofs.Subject subject) {
        var method = subject.method();
        var opcode = switch (method.kind()) {
            case STATIC -> Symbols.INVOKESTATIC;
            case VIRTUAL -> Symbols.INVOKEVIRTUAL;
            case INTERFACE -> Symbols.INVOKEINTERFACE;
            case NEW -> Symbols.INVOKESPECIAL;
        };
        return new Node("", () -> {
            var canon = new Canon().text("step");
            new Symbols.Calls(reach).write(canon, opcode, internal(method.owner()), method.name(), method.descriptor());
            values(canon, subject);
            var findings = new ArrayList<Finding>();
            for (var flag : canon.symbol().flags()) findings.add(new Finding(flag, "the step", ""));
            return canon.content(findings);
        });
    }

    private void values(Canon canon, Proofs.Subject subject) {
        var method = subject.method();
        var types = new StringBuilder(method.descriptor());
        var owner = reach.models().find(internal(method.owner()));
        var facts = owner == null ? null : reach.resolve(owner, method.name() + method.descriptor());
        if (facts != null) {
            types.append(facts.signature());
        }
        if (owner != null && method.kind() != MethodRef.Kind.STATIC)
            types.append('L').append(owner.name()).append(';');
        for (var name : subject.valueTypes())
            types.append('L').append(internal(name)).append(';');
        for (var type : reach.classesIn(types.toString())) canon.reaches(reach.decoded(type));
    }

    private static String internal(String name) {
        return name.replace('.', '/');
    }
}
