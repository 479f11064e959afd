package dev.towpath.code;

import org.jspecify.annotations.Nullable;

/// A method by name, as byte code names it.
///
/// @param kind how it is called
/// @param owner the class's binary name with dots, for instance `pipes.SelectCats$Box`
/// @param name the method's name; `<init>` for a constructor
/// @param descriptor the erased types, for instance `(Ljava/lang/String;I)V`
public record MethodRef(Kind kind, String owner, String name, String descriptor) {
    /// How a method is called.
    public enum Kind {
        /// A static method: all values are arguments.
        STATIC,
        /// An instance method of a class: the first value is the receiver.
        VIRTUAL,
        /// An instance method of an interface: the first value is the receiver.
        INTERFACE,
        /// A constructor.
        NEW
    }

    /// Whether `javac` made this method from a lambda's body, so that it has no generic signature.
    public boolean isLambda() {
        return name.startsWith("lambda$");
    }

    // Written out: what a record has by itself is made at run time, and the first of its kind takes 30 ms in a command
    // that has just started.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MethodRef method
                && kind == method.kind
                && owner.equals(method.owner)
                && name.equals(method.name)
                && descriptor.equals(method.descriptor);
    }

    @Override
    public int hashCode() {
        return (owner.hashCode() * 31 + name.hashCode()) * 31 + descriptor.hashCode();
    }

    /// The class's simple name and the method's, for people.
    @Override
    public String toString() {
        var simple = owner.substring(Math.max(owner.lastIndexOf('.'), owner.lastIndexOf('$')) + 1);
        return isLambda() ? simple + " lambda" : kind == Kind.NEW ? "new " + simple : simple + "." + name;
    }
}
