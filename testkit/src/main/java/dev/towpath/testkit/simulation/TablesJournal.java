package dev.towpath.testkit.simulation;

import dev.towpath.Digest;
import dev.towpath.RunId;
import dev.towpath.spi.ArtifactQuery;
import dev.towpath.spi.ArtifactRow;
import dev.towpath.spi.Entry;
import dev.towpath.spi.EventRow;
import dev.towpath.spi.InboxRow;
import dev.towpath.spi.Journal;
import dev.towpath.spi.RunQuery;
import dev.towpath.spi.RunRow;
import dev.towpath.spi.StepRow;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// A journal that is read from tables in memory; how they are written is for those who extend it.
public abstract class TablesJournal implements Journal {
    /// What is committed, for one answer.
    protected abstract Tables read();

    @Override
    public Optional<RunRow> run(RunId run) {
        return Optional.ofNullable(read().runs.get(run));
    }

    @Override
    public Optional<RunId> runByKey(String key) {
        return Optional.ofNullable(read().keys.get(key));
    }

    @Override
    public List<RunRow> runsStartingWith(String prefix, int limit) {
        return read().runs.descendingMap().values().stream()
                .filter(run -> run.id().text().startsWith(prefix))
                .limit(limit)
                .toList();
    }

    @Override
    public List<RunRow> runs(RunQuery query) {
        return read().runs.descendingMap().values().stream()
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
        for (var run : read().runs.values()) if (!run.status().isTerminal()) owners.add(run.owner());
        return List.copyOf(owners);
    }

    @Override
    public List<RunRow> unfinished(String owner, int limit) {
        return read().runs.values().stream()
                .filter(run -> run.owner().equals(owner) && !run.status().isTerminal() && run.parentStep() == null)
                .sorted(Comparator.comparingInt(RunRow::priority).reversed().thenComparing(RunRow::id))
                .limit(limit)
                .toList();
    }

    @Override
    public List<InboxRow> inbox() {
        return List.copyOf(read().inbox.values());
    }

    @Override
    public List<RunRow> children(RunId parent) {
        return read().runs.values().stream()
                .filter(run -> parent.equals(run.parent()))
                .toList();
    }

    @Override
    public List<StepRow> steps(RunId run) {
        return List.copyOf(
                read().steps.getOrDefault(run, Collections.emptyNavigableMap()).values());
    }

    @Override
    public List<EventRow> events(RunId run, long fromSeq, int limit) {
        return read().events.getOrDefault(run, Collections.emptyNavigableMap()).tailMap(fromSeq, true).values().stream()
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<byte[]> value(Digest digest) {
        return Optional.ofNullable(read().values.get(digest)).map(Entry.KeepValue::bytes);
    }

    @Override
    public List<Digest> contents(Digest value) {
        var kept = read().values.get(value);
        return kept == null ? List.of() : kept.contents();
    }

    @Override
    public List<ArtifactRow> artifacts(ArtifactQuery query) {
        return read().artifacts.stream()
                .filter(row -> query.run() == null || query.run().equals(row.run()))
                .limit(query.limit())
                .toList();
    }

    @Override
    public void close() {}
}
