package dev.towpath.testkit;

import java.util.List;

/// A step or unit that was executed more than once.
///
/// @param unit the index of the unit; -1 for a step that is not mapped
/// @param times how often its code was called
/// @param why for each execution but the last one, why it was not the last
public record Repeat(String step, int unit, int times, List<String> why) {
    public Repeat {
        why = List.copyOf(why);
    }

    /// `charge was executed twice: the process died after its work, before its result was on disk`.
    @Override
    public String toString() {
        return Execution.name(step, unit) + " was executed " + Times.times(times) + ": " + String.join("; then ", why);
    }
}
