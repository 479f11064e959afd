package dev.towpath;

import java.io.Serializable;

/// What a step does with 7 values: a static method, given as a method reference.
///
/// Serializable, so that the method behind a reference can be named and its code be read.
@FunctionalInterface
public interface Fn7<A, B, C, D, E, F, G, R> extends Serializable {
    /// Does the work; whatever it throws fails the attempt.
    R apply(A a, B b, C c, D d, E e, F f, G g) throws Exception;
}
