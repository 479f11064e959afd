package dev.towpath.engine;

import dev.towpath.value.Elements;

/// One argument of a task, still encoded.
sealed interface Argument {
    /// The same value for every unit of the task; decoded once for all tasks of a step where its type is immutable.
    record Whole(InputValue value) implements Argument {}

    /// For `each`: unit `u` gets element `u`.
    record Element(Elements list, InputValue.Shape shape) implements Argument {}

    /// For `batch`: unit `u` gets the elements from `u * size` on, at most `size`, as a list.
    record Chunk(Elements list, InputValue.Shape shape, int size) implements Argument {}

    /// The [dev.towpath.Attempt] itself.
    record Self() implements Argument {}
}
