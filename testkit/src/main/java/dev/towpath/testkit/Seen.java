package dev.towpath.testkit;

import dev.towpath.Status;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What can be seen of one execution.
///
/// @param output what is compared of the output; null if there is none
/// @param outside what is compared besides
/// @param text of what is outside, at that moment
record Seen<O>(
        RunResult<O> result,
        @Nullable Object output,
        @Nullable Object outside,
        String text) {
    Seen(RunResult<O> result, @Nullable Object output, @Nullable Object outside) {
        this(result, output, outside, Objects.toString(outside));
    }

    /// Whether another execution shows something else. One that waits for a decision shows nothing yet.
    boolean differs(Seen<O> other) {
        if (other.waits()) return false;
        return !hasEnded(other) || !isOutput(other) || !isOutside(other);
    }

    private boolean waits() {
        return result.status() == Status.WAITING;
    }

    boolean hasEnded(Seen<O> other) {
        return other.result.status() == result.status();
    }

    boolean isOutput(Seen<O> other) {
        return Objects.deepEquals(output, other.output);
    }

    /// The same object twice is no copy: then its text at the time tells.
    @SuppressWarnings("ReferenceEquality")
    boolean isOutside(Seen<O> other) {
        if (outside == other.outside) return text.equals(other.text);
        return Objects.deepEquals(outside, other.outside);
    }
}
