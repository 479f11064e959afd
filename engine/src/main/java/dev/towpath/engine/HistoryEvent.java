package dev.towpath.engine;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One event of a run's history, for people.
///
/// @param seq its number in the run, from 1
/// @param at when it was written
/// @param type for instance `StepSucceeded`
/// @param step the step's name; null for an event of the run
/// @param units the units it is about: empty, `7`, or ranges such as `0-99,120`
/// @param detail what else it says, as short texts by name
public record HistoryEvent(
        long seq, Instant at, String type, @Nullable String step, String units, SortedMap<String, String> detail) {
    public HistoryEvent {
        detail = Collections.unmodifiableSortedMap(new TreeMap<>(detail));
    }
}
