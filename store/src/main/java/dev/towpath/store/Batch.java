package dev.towpath.store;

import dev.towpath.Digest;
import dev.towpath.RunId;
import dev.towpath.spi.ArtifactRow;
import dev.towpath.spi.Entry;
import dev.towpath.spi.EventRow;
import dev.towpath.spi.RunRow;
import dev.towpath.spi.StepRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/// What a commit comes to, by table: a row that the same commit overwrites is never written.
///
/// @param newRuns in the order given, so that a parent comes before its children
/// @param changedRuns rows of runs that were there before
/// @param artifacts in the order in which they get their versions
record Batch(
        Collection<RunRow> newRuns,
        Collection<RunRow> changedRuns,
        Collection<StepRow> steps,
        List<EventRow> events,
        Collection<Entry.KeepValue> values,
        List<ArtifactRow> artifacts) {
    private record StepKey(RunId run, int index) {}

    /// @throws dev.towpath.spi.StoreException `store-conflict` if the list makes one run twice
    /// @throws IllegalStateException if a row contradicts itself
    static Batch of(List<Entry> entries) {
        var newRuns = new LinkedHashMap<RunId, RunRow>();
        var changedRuns = new LinkedHashMap<RunId, RunRow>();
        var steps = new LinkedHashMap<StepKey, StepRow>();
        var events = new ArrayList<EventRow>();
        var values = new LinkedHashMap<Digest, Entry.KeepValue>();
        var artifacts = new ArrayList<ArtifactRow>();
        for (var entry : entries) {
            switch (entry) {
                case Entry.NewRun(var run) -> {
                    StateRules.check(run);
                    if (newRuns.putIfAbsent(run.id(), run) != null) throw Conflict.runExists(run.id());
                }
                case Entry.RunChanged(var run) -> {
                    StateRules.check(run);
                    if (newRuns.replace(run.id(), run) == null) changedRuns.put(run.id(), run);
                }
                case Entry.StepChanged(var step) -> {
                    StateRules.check(step);
                    steps.put(new StepKey(step.run(), step.index()), step);
                }
                case Entry.Events(var row) -> events.add(row);
                case Entry.KeepValue value -> values.putIfAbsent(value.digest(), value);
                case Entry.NewArtifact(var artifact) -> artifacts.add(artifact);
            }
        }
        return new Batch(newRuns.values(), changedRuns.values(), steps.values(), events, values.values(), artifacts);
    }
}
