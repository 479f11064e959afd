package dev.towpath.testkit.simulation;

import dev.towpath.Digest;
import dev.towpath.RunId;
import dev.towpath.spi.ArtifactRow;
import dev.towpath.spi.Conflict;
import dev.towpath.spi.Entry;
import dev.towpath.spi.EventRow;
import dev.towpath.spi.InboxRow;
import dev.towpath.spi.KeyTaken;
import dev.towpath.spi.RunRow;
import dev.towpath.spi.StepRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/// What a journal in memory holds. [#check] changes nothing; [#write] takes what was checked. For one thread.
public final class Tables {
    final NavigableMap<RunId, RunRow> runs = new TreeMap<>();
    final Map<String, RunId> keys = new HashMap<>();
    final Map<RunId, NavigableMap<Integer, StepRow>> steps = new HashMap<>();
    final Map<RunId, NavigableMap<Long, EventRow>> events = new HashMap<>();
    final Map<Digest, Entry.KeepValue> values = new HashMap<>();
    final List<ArtifactRow> artifacts = new ArrayList<>();
    final NavigableMap<Long, InboxRow> inbox = new TreeMap<>();
    private long posted;

    /// Nothing.
    public Tables() {}

    /// What others have now.
    public Tables(Tables other) {
        runs.putAll(other.runs);
        keys.putAll(other.keys);
        other.steps.forEach((run, rows) -> steps.put(run, new TreeMap<>(rows)));
        other.events.forEach((run, rows) -> events.put(run, new TreeMap<>(rows)));
        values.putAll(other.values);
        artifacts.addAll(other.artifacts);
        inbox.putAll(other.inbox);
        posted = other.posted;
    }

    /// Refuses what can not be written, as the contract of `Journal` says.
    public void check(List<Entry> entries) {
        var known = new HashSet<RunId>();
        var taken = new HashSet<String>();
        var places = new HashSet<String>();
        for (var entry : entries) {
            switch (entry) {
                case Entry.NewRun(var run) -> checkNew(run, known, taken);
                case Entry.RunChanged(var run) -> requireRun(run.id(), known);
                case Entry.StepChanged(var step) -> requireRun(step.run(), known);
                case Entry.StepsForgotten(var run) -> requireRun(run, known);
                case Entry.NewArtifact(var artifact) -> requireRun(artifact.run(), known);
                case Entry.Events(var row) -> {
                    requireRun(row.run(), known);
                    var there = events.get(row.run());
                    if ((there != null && there.containsKey(row.seq())) || !places.add(row.run() + "/" + row.seq()))
                        throw Conflict.eventExists(row.run(), row.seq());
                }
                case Entry.Post(var message) -> requireRun(message.run(), known);
                case Entry.Taken(var run, var no) -> {
                    if (!inbox.containsKey(no)) throw Conflict.messageGone(run, no);
                }
                case Entry.KeepValue _ -> {}
            }
        }
    }

    private void checkNew(RunRow run, Set<RunId> known, Set<String> taken) {
        if (runs.containsKey(run.id())) throw Conflict.runExists(run.id());
        var key = run.key();
        if (key != null && (keys.containsKey(key) || !taken.add(key))) throw new KeyTaken(key);
        var parent = run.parent();
        if (parent != null) requireRun(parent, known);
        known.add(run.id());
    }

    private void requireRun(RunId run, Set<RunId> known) {
        if (!runs.containsKey(run) && !known.contains(run)) throw Conflict.noSuchRun(run);
    }

    /// Takes what was checked.
    public void write(List<Entry> entries) {
        for (var entry : entries) if (entry instanceof Entry.StepsForgotten(var run)) steps.remove(run);
        for (var entry : entries) {
            switch (entry) {
                case Entry.NewRun(var run) -> {
                    runs.put(run.id(), run);
                    var key = run.key();
                    if (key != null) keys.put(key, run.id());
                }
                case Entry.RunChanged(var run) -> runs.put(run.id(), run);
                case Entry.StepChanged(var step) ->
                    steps.computeIfAbsent(step.run(), _ -> new TreeMap<>()).put(step.index(), step);
                case Entry.StepsForgotten _ -> {}
                case Entry.Events(var row) ->
                    events.computeIfAbsent(row.run(), _ -> new TreeMap<>()).put(row.seq(), row);
                case Entry.KeepValue value -> values.putIfAbsent(value.digest(), value);
                case Entry.NewArtifact(var artifact) -> artifacts.add(artifact);
                case Entry.Post(var message) -> {
                    posted++;
                    inbox.put(posted, numbered(message, posted));
                }
                case Entry.Taken(_, var no) -> inbox.remove(no);
            }
        }
    }

    private static InboxRow numbered(InboxRow message, long no) {
        return new InboxRow(no, message.run(), message.kind(), message.body(), message.sender(), message.at());
    }
}
