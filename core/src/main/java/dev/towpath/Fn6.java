package dev.towpath;

import java.io.Serializable;

/// What a step does with 6 values: a static method, given as a method reference.
///
/// Serializable, so that the method behind a reference can be named and its code be read.
@FunctionalInterface
public interface Fn6<A, B, C, D, E, F, R> extends Serializable {
    /// Does the work; whatever it throws fails the attempt.
    R apply(A a, B b, C c, D d, E e, F f) throws Exception;
}
