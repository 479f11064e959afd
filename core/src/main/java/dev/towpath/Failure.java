package dev.towpath;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a run, a step or an attempt failed, for the person who must act on it.
///
/// @param code a stable word: `step-failed`, `business-error`, `time-out`, `out-of-memory`, `null-result`,
///     `exit-called`, `disk-full`, `corrupt-artifact`, `missing-code`, …
/// @param message what happened, one sentence or the exception's own message
/// @param step the step; null if it is no step's fault
/// @param unit the index of the unit; -1 if there is none
/// @param attempt the number of the last try; 0 if there was none
/// @param at `File.java:12` in the user's code; null if no such frame is known
/// @param hint what to do
/// @param error the class of the exception; null if there was none
/// @param stack the stack trace as text, causes included; empty if there is none
/// @param lastLines the last lines of the attempt's log
public record Failure(
        String code,
        String message,
        @Nullable String step,
        int unit,
        int attempt,
        @Nullable String at,
        String hint,
        @Nullable String error,
        String stack,
        List<String> lastLines) {
    public Failure {
        lastLines = List.copyOf(lastLines);
    }

    /// A failure without an exception, outside any step.
    public static Failure of(String code, String message, String hint) {
        return new Failure(code, message, null, -1, 0, null, hint, null, "", List.of());
    }
}
