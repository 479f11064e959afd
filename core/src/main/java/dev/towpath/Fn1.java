package dev.towpath;

import java.io.Serializable;

/// What a step does with one value: a static method, given as a method reference.
///
/// Serializable, so that the method behind a reference can be named and its code be read.
@FunctionalInterface
public interface Fn1<A, R> extends Serializable {
    /// Does the work; whatever it throws fails the attempt.
    R apply(A a) throws Exception;
}
