package dev.towpath.store;

import dev.towpath.Digest;
import dev.towpath.RunId;
import dev.towpath.spi.ArtifactQuery;
import dev.towpath.spi.ArtifactRow;
import dev.towpath.spi.Conflict;
import dev.towpath.spi.Entry;
import dev.towpath.spi.EventRow;
import dev.towpath.spi.InboxRow;
import dev.towpath.spi.KeyTaken;
import dev.towpath.spi.RunRow;
import dev.towpath.spi.StepRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The rows of a [MemoryJournal]. First [#check], which changes nothing, then [#write], which can not fail.
final class MemoryTables {
    /// In the order of listings.
    private record Name(String pipeline, String step, String name) implements Comparable<Name> {
        static Name of(ArtifactRow row) {
            return new Name(row.pipeline(), row.step(), row.name());
        }

        @Override
        public int compareTo(Name other) {
            var byPipeline = pipeline.compareTo(other.pipeline);
            if (byPipeline != 0) return byPipeline;
            var byStep = step.compareTo(other.step);
            return byStep != 0 ? byStep : name.compareTo(other.name);
        }
    }

    private final NavigableMap<RunId, RunRow> runs = new TreeMap<>();
    private final Map<String, RunId> keys = new HashMap<>();
    private final Map<RunId, List<RunId>> children = new HashMap<>();
    private final Map<RunId, NavigableMap<Integer, StepRow>> steps = new HashMap<>();
    private final Map<RunId, NavigableMap<Long, EventRow>> events = new HashMap<>();
    private final Map<Digest, Entry.KeepValue> values = new HashMap<>();
    /// Oldest first: version v is at v - 1.
    private final NavigableMap<Name, List<ArtifactRow>> artifacts = new TreeMap<>();
    private final NavigableMap<Long, InboxRow> inbox = new TreeMap<>();
    private long posted;

    void check(Batch batch) {
        var known = new HashSet<RunId>();
        var taken = new HashSet<String>();
        for (var run : batch.newRuns()) {
            if (runs.containsKey(run.id())) throw Conflict.runExists(run.id());
            if (run.key() != null && (keys.containsKey(run.key()) || !taken.add(run.key())))
                throw new KeyTaken(run.key());
            if (run.parent() != null) requireRun(run.parent(), known);
            known.add(run.id());
        }
        for (var run : batch.changedRuns()) requireRun(run.id(), Set.of());
        for (var step : batch.steps()) requireRun(step.run(), known);
        for (var artifact : batch.artifacts()) requireRun(artifact.run(), known);
        checkEvents(batch, known);
        for (var message : batch.posts()) requireRun(message.run(), known);
        checkTaken(batch);
    }

    private void checkTaken(Batch batch) {
        var gone = new HashSet<Long>();
        for (var message : batch.taken()) {
            var there = inbox.get(message.no());
            if (there == null || !there.run().equals(message.run()) || !gone.add(message.no()))
                throw Conflict.messageGone(message.run(), message.no());
        }
    }

    private void checkEvents(Batch batch, Set<RunId> known) {
        record Place(RunId run, long seq) {}
        var places = new HashSet<Place>();
        for (var event : batch.events()) {
            requireRun(event.run(), known);
            var there = events.getOrDefault(event.run(), Collections.emptyNavigableMap());
            if (there.containsKey(event.seq()) || !places.add(new Place(event.run(), event.seq())))
                throw Conflict.eventExists(event.run(), event.seq());
        }
    }

    private void requireRun(RunId run, Set<RunId> known) {
        if (!runs.containsKey(run) && !known.contains(run)) throw Conflict.noSuchRun(run);
    }

    void write(Batch batch) {
        for (var run : batch.newRuns()) {
            runs.put(run.id(), run);
            if (run.key() != null) keys.put(run.key(), run.id());
            if (run.parent() != null)
                children.computeIfAbsent(run.parent(), _ -> new ArrayList<>()).add(run.id());
        }
        for (var run : batch.changedRuns()) runs.put(run.id(), run);
        for (var run : batch.forgotten()) steps.remove(run);
        for (var step : batch.steps())
            steps.computeIfAbsent(step.run(), _ -> new TreeMap<>()).put(step.index(), step);
        for (var event : batch.events())
            events.computeIfAbsent(event.run(), _ -> new TreeMap<>()).put(event.seq(), event);
        for (var value : batch.values()) values.putIfAbsent(value.digest(), value);
        for (var artifact : batch.artifacts()) {
            var versions = artifacts.computeIfAbsent(Name.of(artifact), _ -> new ArrayList<>());
            versions.add(numbered(artifact, versions.size() + 1));
        }
        for (var message : batch.taken()) inbox.remove(message.no());
        for (var message : batch.posts()) {
            posted++;
            inbox.put(posted, numbered(message, posted));
        }
    }

    private static ArtifactRow numbered(ArtifactRow row, int version) {
        return new ArtifactRow(
                row.pipeline(),
                row.step(),
                row.name(),
                version,
                row.run(),
                row.created(),
                row.size(),
                row.mediaType(),
                row.digest(),
                row.fileName(),
                row.elements());
    }

    private static InboxRow numbered(InboxRow row, long no) {
        return new InboxRow(no, row.run(), row.kind(), row.body(), row.sender(), row.at());
    }

    void clear() {
        runs.clear();
        keys.clear();
        children.clear();
        steps.clear();
        events.clear();
        values.clear();
        artifacts.clear();
        inbox.clear();
    }

    Optional<RunRow> run(RunId run) {
        return Optional.ofNullable(runs.get(run));
    }

    Optional<RunId> runByKey(String key) {
        return Optional.ofNullable(keys.get(key));
    }

    List<RunRow> newestFirst(Predicate<RunRow> wanted, int limit) {
        return runs.descendingMap().values().stream()
                .filter(wanted)
                .limit(limit)
                .toList();
    }

    List<String> owners() {
        return runs.values().stream()
                .filter(run -> !run.status().isTerminal())
                .map(RunRow::owner)
                .distinct()
                .toList();
    }

    List<RunRow> unfinished(String owner, int limit) {
        return runs.values().stream()
                .filter(run -> !run.status().isTerminal() && run.parentStep() == null)
                .filter(run -> run.owner().equals(owner))
                .sorted(Comparator.comparingInt(RunRow::priority).reversed()) // stable: the oldest first
                .limit(limit)
                .toList();
    }

    List<InboxRow> inbox() {
        return List.copyOf(inbox.values());
    }

    List<RunRow> children(RunId parent) {
        return children.getOrDefault(parent, List.of()).stream()
                .sorted()
                .flatMap(id -> run(id).stream())
                .toList();
    }

    List<StepRow> steps(RunId run) {
        return List.copyOf(
                steps.getOrDefault(run, Collections.emptyNavigableMap()).values());
    }

    List<EventRow> events(RunId run, long fromSeq, int limit) {
        return events.getOrDefault(run, Collections.emptyNavigableMap()).tailMap(fromSeq, true).values().stream()
                .limit(limit)
                .toList();
    }

    Optional<Entry.KeepValue> value(Digest digest) {
        return Optional.ofNullable(values.get(digest));
    }

    List<ArtifactRow> artifacts(ArtifactQuery query) {
        return artifacts.values().stream()
                .flatMap(versions -> of(versions, query))
                .limit(query.limit())
                .toList();
    }

    private static Stream<ArtifactRow> of(List<ArtifactRow> versions, ArtifactQuery query) {
        var found = versions.reversed().stream().filter(row -> matches(row, query));
        return query.version() < 0 ? found.limit(1) : found;
    }

    private static boolean matches(ArtifactRow row, ArtifactQuery query) {
        return (query.pipeline() == null || query.pipeline().equals(row.pipeline()))
                && (query.step() == null || query.step().equals(row.step()))
                && (query.name() == null || query.name().equals(row.name()))
                && (query.run() == null || query.run().equals(row.run()))
                && (query.version() <= 0 || query.version() == row.version());
    }
}
