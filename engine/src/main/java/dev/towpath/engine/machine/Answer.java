package dev.towpath.engine.machine;

import dev.towpath.Failure;

/// What looking at a value gave; see [Watch].
public sealed interface Answer {
    /// The length of a list.
    record Count(int elements) implements Answer {}

    /// `true`, `false`, or the name of a case.
    record Case(String is) implements Answer {}

    /// The value itself, kept under its digest.
    record Content(Made made) implements Answer {}

    /// There is no such value: the step that gives it was skipped.
    record Skipped() implements Answer {}

    /// The value could not be read.
    record Broken(Failure failure) implements Answer {}
}
