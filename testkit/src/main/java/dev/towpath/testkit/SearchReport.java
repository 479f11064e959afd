package dev.towpath.testkit;

import java.time.Duration;

/// How much a search has tried without finding anything.
///
/// @param seed of its chance
/// @param histories executions of the pipeline
/// @param faults that happened in all of them
/// @param time by the real clock
public record SearchReport(long seed, int histories, int faults, Duration time) {
    /// One line.
    @Override
    public String toString() {
        return "nothing found in " + histories + " histories with " + faults + " faults, " + Times.text(time)
                + ", seed " + seed;
    }
}
