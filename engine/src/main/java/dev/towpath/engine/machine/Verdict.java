package dev.towpath.engine.machine;

import dev.towpath.Failure;

/// What somebody says of an attempt of which nobody knows whether it has happened.
public sealed interface Verdict {
    /// It has happened and gave this.
    record Done(Made made) implements Verdict {}

    /// It has not happened, or may happen again: it is started again.
    record Retry() implements Verdict {}

    /// The step, or the unit, has failed.
    record Fail(Failure failure) implements Verdict {}
}
