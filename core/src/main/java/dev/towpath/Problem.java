package dev.towpath;

import org.jspecify.annotations.Nullable;

/// One thing that is wrong with a definition or an input.
///
/// @param code a stable word such as `captured-variable`
/// @param what one sentence: what is wrong
/// @param at `File.java:12` of the offending instruction, or a key of an input; null if there is none
/// @param wiredAt `File.java:12` of the line that wires the step; null if none is involved
/// @param advice one sentence: what to do
public record Problem(
        String code,
        String what,
        @Nullable String at,
        @Nullable String wiredAt,
        String advice) {
    /// The problem in one line, for people.
    @Override
    public String toString() {
        var place = at == null ? "" : at + ": ";
        var wired = wiredAt == null || wiredAt.equals(at) ? "" : " (wired at " + wiredAt + ")";
        return place + what + wired + ". " + advice;
    }
}
