package dev.towpath.embedded;

import dev.towpath.engine.HistoryEvent;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// One event of a run's history.
///
/// @param seq its number in the run, from 1
/// @param type for instance `StepSucceeded`
/// @param step the step's name; null for an event of the run
/// @param units the units it is about: empty, `7`, or ranges such as `0-99,120`
/// @param detail what else it says, as short texts by name
public record EventView(
        long seq, Instant at, String type, @Nullable String step, String units, SortedMap<String, String> detail) {
    static EventView of(HistoryEvent event) {
        return new EventView(event.seq(), event.at(), event.type(), event.step(), event.units(), event.detail());
    }
}
