package dev.towpath.engine;

import dev.towpath.Failure;
import dev.towpath.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What attempts tell the engine's loop.
public sealed interface Report {
    /// Whose attempt it is.
    RunId run();

    /// Some or all units of a task have ended. Sent in portions: at the latest 20 ms after the first ended unit that
    /// was
    /// not yet reported, and when the task ends.
    ///
    /// @param last whether the task holds its place no longer
    record Ended(RunId run, Task task, List<Result> results, boolean last) implements Report {}

    /// How far an attempt says that it is; for people, never stored.
    record Progress(RunId run, int node, int unit, long done, long total) implements Report {}

    /// How one try ended.
    ///
    /// @param unit the index of the unit; -1 for a step that is not mapped
    record Result(int unit, Instant started, Instant ended, Outcome outcome) {}

    /// How a try ended.
    sealed interface Outcome {
        /// It gave a value.
        ///
        /// @param output encoded; files inside it are stored and synced already, a value above the
        ///     journal's limit too
        /// @param metrics named numbers, empty for most
        record Success(Output output, Map<String, Double> metrics) implements Outcome {}

        /// It failed.
        ///
        /// @param kind decides whether it is tried again
        /// @param errors the class names of the exception and its superclasses, the narrowest first
        record Failed(Kind kind, List<String> errors, Failure failure) implements Outcome {}

        /// It stopped because it was told to.
        record Stopped() implements Outcome {}

        /// It did not stop in time and was given up; its thread is abandoned and what it may still return is ignored.
        record Abandoned(@Nullable Failure timeOut) implements Outcome {}
    }

    /// Why a try failed.
    enum Kind {
        /// Anything that may go away: exceptions, time-out, out of memory.
        APPLICATION,
        /// A plain programming error: tried again only if the step names it.
        PROGRAMMING,
        /// The input is wrong in the user's sense: never tried again.
        BUSINESS
    }
}
