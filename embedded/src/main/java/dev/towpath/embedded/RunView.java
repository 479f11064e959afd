package dev.towpath.embedded;

import dev.towpath.Failure;
import dev.towpath.RunId;
import dev.towpath.Status;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run as people and programs look at it.
///
/// @param interrupted whether it has not ended, waits for nobody, and the process that executed it is dead
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
    private static final String PAUSED = "paused";
    private static final String UNDECIDED = "undecided";
    private static final String BETWEEN_TRIES = "waits before it tries again";

    public RunView {
        steps = List.copyOf(steps);
    }

    /// Whether it starts nothing until somebody acts: it was paused, a decision is wanted, or its code is missing.
    /// Attempts may still be at work.
    public boolean isHeld() {
        return isHeld(status, reason);
    }

    static boolean isHeld(Status status, String reason) {
        return switch (status) {
            case QUEUED, WAITING -> !reason.isEmpty() && !reason.equals(BETWEEN_TRIES);
            case CREATED, RUNNING, SUCCEEDED, CACHED, SKIPPED, FAILED, CANCELLING, CANCELLED, LOST -> false;
        };
    }

    /// Whether somebody has paused it.
    public boolean isPaused() {
        return isPaused(status, reason);
    }

    static boolean isPaused(Status status, String reason) {
        return isHeld(status, reason) && reason.startsWith(PAUSED);
    }

    /// Whether it waits for somebody to say what became of a step.
    public boolean isUndecided() {
        return isUndecided(status, reason);
    }

    static boolean isUndecided(Status status, String reason) {
        return isHeld(status, reason) && reason.startsWith(UNDECIDED);
    }

    /// How many attempts are at work.
    public int inFlight() {
        var count = 0;
        for (var step : steps) {
            if (step.units() != null)
                count += step.units().getOrDefault(Status.RUNNING, 0)
                        + step.units().getOrDefault(Status.CANCELLING, 0);
            else if (step.status() == Status.RUNNING || step.status() == Status.CANCELLING) count++;
        }
        return count;
    }
}
