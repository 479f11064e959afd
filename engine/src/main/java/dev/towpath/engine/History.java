package dev.towpath.engine;

import dev.towpath.Digest;
import dev.towpath.Failure;
import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.plan.Plan;
import dev.towpath.spi.Journal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what a journal keeps of a run, without an engine: events and units are stored packed and are expanded here.
public final class History {
    private final Journal journal;

    /// @param journal read only
    public History(Journal journal) {
        this.journal = journal;
    }

    /// The events of a run from a sequence number on, oldest first.
    public List<HistoryEvent> events(RunId run, Plan plan, long fromSeq, int limit) {
        throw new UnsupportedOperationException("not written yet: " + journal + run + plan + fromSeq + limit);
    }

    /// The units of a mapped step, by index; empty as long as the step has not been given its list.
    ///
    /// @param node the index of the step
    public List<UnitFacts> units(RunId run, Plan plan, int node) {
        throw new UnsupportedOperationException("not written yet: " + journal + run + plan + node);
    }

    /// What is known of a unit.
    ///
    /// @param attempts tries so far
    /// @param started of the last try
    /// @param output the digest of its value; null if there is none
    /// @param value its encoding; null if it is kept by its digest
    @SuppressWarnings("ArrayRecordComponent") // read from the journal for one caller
    public record UnitFacts(
            int index,
            Status status,
            int attempts,
            @Nullable Instant started,
            @Nullable Instant ended,
            @Nullable Failure failure,
            @Nullable Digest output,
            byte @Nullable [] value) {}
}
