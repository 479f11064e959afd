package dev.towpath.testkit;

import dev.towpath.Digest;
import dev.towpath.RunId;
import dev.towpath.spi.ArtifactQuery;
import dev.towpath.spi.ArtifactRow;
import dev.towpath.spi.Conflict;
import dev.towpath.spi.Entry;
import dev.towpath.spi.EventRow;
import dev.towpath.spi.InboxRow;
import dev.towpath.spi.Journal;
import dev.towpath.spi.RunQuery;
import dev.towpath.spi.RunRow;
import dev.towpath.spi.StepRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// What survives the processes of one tested run, in memory. For one thread.
final class TestJournal implements Journal {
    private final NavigableMap<RunId, RunRow> runs = new TreeMap<>();
    private final Map<RunId, NavigableMap<Integer, StepRow>> steps = new HashMap<>();
    private final Map<RunId, NavigableMap<Long, EventRow>> events = new HashMap<>();
    private final Map<Digest, Entry.KeepValue> values = new HashMap<>();
    private final List<ArtifactRow> artifacts = new ArrayList<>();

    TestJournal() {}

    /// A copy of what another one has now.
    TestJournal(TestJournal other) {
        runs.putAll(other.runs);
        other.steps.forEach((run, rows) -> steps.put(run, new TreeMap<>(rows)));
        other.events.forEach((run, rows) -> events.put(run, new TreeMap<>(rows)));
        values.putAll(other.values);
        artifacts.addAll(other.artifacts);
    }

    @Override
    public void commit(List<Entry> entries) {
        for (var entry : entries)
            if (entry instanceof Entry.Events(var row) && of(events, row.run()).containsKey(row.seq()))
                throw Conflict.eventExists(row.run(), row.seq());
        for (var entry : entries) if (entry instanceof Entry.StepsForgotten(var run)) steps.remove(run);
        for (var entry : entries) write(entry);
    }

    private void write(Entry entry) {
        switch (entry) {
            case Entry.NewRun(var run) -> runs.put(run.id(), run);
            case Entry.RunChanged(var run) -> runs.put(run.id(), run);
            case Entry.StepChanged(var step) ->
                steps.computeIfAbsent(step.run(), _ -> new TreeMap<>()).put(step.index(), step);
            case Entry.Events(var row) ->
                events.computeIfAbsent(row.run(), _ -> new TreeMap<>()).put(row.seq(), row);
            case Entry.KeepValue value -> values.putIfAbsent(value.digest(), value);
            case Entry.NewArtifact(var artifact) -> artifacts.add(artifact);
            case Entry.StepsForgotten _ -> {}
            case Entry.Post _, Entry.Taken _ ->
                throw new IllegalStateException("nobody posts messages to the run of a test");
        }
    }

    private static <K extends Comparable<K>, V> NavigableMap<K, V> of(Map<RunId, NavigableMap<K, V>> all, RunId run) {
        return all.getOrDefault(run, Collections.emptyNavigableMap());
    }

    @Override
    public Optional<RunRow> run(RunId run) {
        return Optional.ofNullable(runs.get(run));
    }

    @Override
    public Optional<RunId> runByKey(String key) {
        return runs.values().stream()
                .filter(run -> key.equals(run.key()))
                .map(RunRow::id)
                .findFirst();
    }

    @Override
    public List<RunRow> runsStartingWith(String prefix, int limit) {
        return runs.descendingMap().values().stream()
                .filter(run -> run.id().text().startsWith(prefix))
                .limit(limit)
                .toList();
    }

    @Override
    public List<RunRow> runs(RunQuery query) {
        return runs.descendingMap().values().stream()
                .filter(run -> query.pipeline() == null || query.pipeline().equals(run.pipeline()))
                .filter(run -> query.statuses().isEmpty() || query.statuses().contains(run.status()))
                .filter(run -> query.owner() == null || query.owner().equals(run.owner()))
                .filter(run -> query.before() == null || run.id().compareTo(query.before()) < 0)
                .limit(query.limit())
                .toList();
    }

    @Override
    public List<String> owners() {
        var owners = new TreeSet<String>();
        for (var run : runs.values()) if (!run.status().isTerminal()) owners.add(run.owner());
        return List.copyOf(owners);
    }

    @Override
    public List<RunRow> unfinished(String owner, int limit) {
        return runs.values().stream()
                .filter(run -> run.owner().equals(owner) && !run.status().isTerminal() && run.parentStep() == null)
                .limit(limit)
                .toList();
    }

    @Override
    public List<InboxRow> inbox() {
        return List.of();
    }

    @Override
    public List<RunRow> children(RunId parent) {
        return runs.values().stream().filter(run -> parent.equals(run.parent())).toList();
    }

    @Override
    public List<StepRow> steps(RunId run) {
        return List.copyOf(of(steps, run).values());
    }

    @Override
    public List<EventRow> events(RunId run, long fromSeq, int limit) {
        return of(events, run).tailMap(fromSeq, true).values().stream()
                .limit(limit)
                .toList();
    }

    /// The number of the last event of a run.
    long lastSeq(RunId run) {
        var last = of(events, run).lastEntry();
        return last == null ? 0 : last.getValue().seq() + last.getValue().count() - 1;
    }

    @Override
    public Optional<byte[]> value(Digest digest) {
        return Optional.ofNullable(values.get(digest)).map(Entry.KeepValue::bytes);
    }

    @Override
    public List<Digest> contents(Digest value) {
        var kept = values.get(value);
        return kept == null ? List.of() : kept.contents();
    }

    @Override
    public List<ArtifactRow> artifacts(ArtifactQuery query) {
        return artifacts.stream()
                .filter(row -> query.run() == null || query.run().equals(row.run()))
                .limit(query.limit())
                .toList();
    }

    @Override
    public void close() {}
}
