package dev.towpath.embedded;

import dev.towpath.Failure;
import dev.towpath.RunId;
import dev.towpath.Status;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run as people and programs look at it.
///
/// @param interrupted whether it says RUNNING although the process that executed it is dead
/// @param input the input record as JSON
/// @param output the result as JSON, files as `{"path","digest","size"}`; null if there is none
/// @param steps in the plan's order; only those that execute something
/// @param reason for a run that is queued or waits: why; empty otherwise
public record RunView(
        RunId id,
        String pipeline,
        Status status,
        boolean interrupted,
        @Nullable String key,
        @Nullable RunId parent,
        Instant created,
        @Nullable Instant started,
        @Nullable Instant ended,
        String input,
        @Nullable String output,
        List<StepView> steps,
        @Nullable Failure failure,
        String reason) {
    public RunView {
        steps = List.copyOf(steps);
    }
}
