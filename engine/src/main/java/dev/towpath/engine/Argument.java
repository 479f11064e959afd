package dev.towpath.engine;

import dev.towpath.value.EncodedJson;

/// One argument of a task, still encoded.
sealed interface Argument {
    /// The same value for every unit of the task; decoded once for all tasks of a step where its type is immutable.
    record Whole(InputValue value) implements Argument {}

    /// For `each`: unit `u` gets element `u`.
    record Element(EncodedJson.Elements list, InputValue.Shape shape) implements Argument {}

    /// For `batch`: unit `u` gets the elements from `u * size` on, at most `size`, as a list.
    record Chunk(EncodedJson.Elements list, InputValue.Shape shape, int size) implements Argument {}

    /// The [dev.towpath.Attempt] itself.
    record Self() implements Argument {}
}
