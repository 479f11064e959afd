package dev.towpath.store;

import dev.towpath.Digest;
import dev.towpath.RunId;
import dev.towpath.spi.ArtifactRow;
import dev.towpath.spi.Conflict;
import dev.towpath.spi.Entry;
import dev.towpath.spi.EventRow;
import dev.towpath.spi.InboxRow;
import dev.towpath.spi.RunRow;
import dev.towpath.spi.StepRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

/// What a commit comes to, by table: a row that the same commit overwrites is never written.
///
/// @param newRuns in the order given, so that a parent comes before its children
/// @param changedRuns rows of runs that were there before
/// @param forgotten runs all of whose steps go before any are written
/// @param artifacts in the order in which they get their versions
/// @param taken messages that go
/// @param posts new messages, in the order in which they get their numbers
record Batch(
        Collection<RunRow> newRuns,
        Collection<RunRow> changedRuns,
        Collection<RunId> forgotten,
        Collection<StepRow> steps,
        List<EventRow> events,
        Collection<Entry.KeepValue> values,
        List<ArtifactRow> artifacts,
        Collection<Entry.Taken> taken,
        List<InboxRow> posts) {
    private record StepKey(RunId run, int index) {}

    /// The runs that must be there already.
    Stream<RunId> knownRuns() {
        return Stream.of(
                        newRuns.stream().flatMap(run -> Stream.ofNullable(run.parent())),
                        steps.stream().map(StepRow::run),
                        events.stream().map(EventRow::run),
                        artifacts.stream().map(ArtifactRow::run),
                        posts.stream().map(InboxRow::run))
                .flatMap(runs -> runs)
                .filter(run -> newRuns.stream().noneMatch(made -> made.id().equals(run)));
    }

    /// @throws dev.towpath.spi.Conflict if the list makes one run twice
    /// @throws IllegalStateException if a row contradicts itself
    static Batch of(List<Entry> entries) {
        var newRuns = new LinkedHashMap<RunId, RunRow>();
        var changedRuns = new LinkedHashMap<RunId, RunRow>();
        var forgotten = new LinkedHashSet<RunId>();
        var steps = new LinkedHashMap<StepKey, StepRow>();
        var events = new ArrayList<EventRow>();
        var values = new LinkedHashMap<Digest, Entry.KeepValue>();
        var artifacts = new ArrayList<ArtifactRow>();
        var taken = new ArrayList<Entry.Taken>();
        var posts = new ArrayList<InboxRow>();
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
                case Entry.StepsForgotten(var run) -> forgotten.add(run);
                case Entry.Post(var message) -> posts.add(message);
                case Entry.Taken message -> taken.add(message);
            }
        }
        return new Batch(
                newRuns.values(),
                changedRuns.values(),
                forgotten,
                steps.values(),
                events,
                values.values(),
                artifacts,
                taken,
                posts);
    }
}
