package dev.towpath.engine;

import dev.towpath.Digest;
import dev.towpath.RunId;
import dev.towpath.spi.ArtifactQuery;
import dev.towpath.spi.ArtifactRow;
import dev.towpath.spi.CommitUnknown;
import dev.towpath.spi.Conflict;
import dev.towpath.spi.Entry;
import dev.towpath.spi.EventRow;
import dev.towpath.spi.InboxRow;
import dev.towpath.spi.Journal;
import dev.towpath.spi.KeyTaken;
import dev.towpath.spi.RunQuery;
import dev.towpath.spi.RunRow;
import dev.towpath.spi.StepRow;
import dev.towpath.spi.StoreException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A journal in memory, for tests of the engine alone. The next commit can be made to fail.
final class TinyJournal implements Journal {
    private final TreeMap<RunId, RunRow> runs = new TreeMap<>();
    private final Map<String, RunId> keys = new HashMap<>();
    private final Map<RunId, TreeMap<Integer, StepRow>> steps = new HashMap<>();
    private final Map<RunId, List<EventRow>> events = new HashMap<>();
    private final Map<Digest, Entry.KeepValue> values = new HashMap<>();
    private final List<ArtifactRow> artifacts = new ArrayList<>();
    private final TreeMap<Long, InboxRow> inbox = new TreeMap<>();
    private final List<List<Entry>> attempted = new ArrayList<>();
    private long lastMessage;
    private int commits;
    private @Nullable String hidden;
    private int lostReplies;
    private int lostCommits;
    private @Nullable StoreException failure;
    private @Nullable RunId elsewhere;
    private volatile Runnable disk = () -> {};
    private volatile Runnable found = () -> {};

    synchronized void failNext(StoreException why) {
        failure = why;
    }

    /// The answers to the next commits are lost, although they are written.
    synchronized void loseReplies(int count) {
        lostReplies = count;
    }

    /// The next commits are lost, and so are their answers.
    synchronized void loseCommits(int count) {
        lostCommits = count;
    }

    /// Every list of entries that was given to [#commit].
    synchronized List<List<Entry>> attempted() {
        return List.copyOf(attempted);
    }

    /// The next look for this key does not find it: the other process is about to write it.
    synchronized void hideKey(String key) {
        hidden = key;
    }

    /// The next look for news of this run finds none: the other process is about to write them.
    synchronized void hideNews(RunId run) {
        elsewhere = run;
    }

    /// What each commit has to wait for.
    void slow(Runnable wait) {
        disk = wait;
    }

    synchronized void loseFirstEvents(RunId run) {
        events.get(run).removeFirst();
    }

    synchronized int commits() {
        return commits;
    }

    @Override
    public void commit(List<Entry> entries) {
        disk.run();
        write(entries);
    }

    private synchronized void write(List<Entry> entries) {
        attempted.add(List.copyOf(entries));
        if (failure != null) throw failure;
        if (lostCommits > 0) {
            lostCommits--;
            throw new CommitUnknown("the connection broke", "tiny", null);
        }
        for (var entry : entries) check(entry);
        commits++;
        for (var entry : entries) write(entry);
        if (lostReplies == 0) return;
        lostReplies--;
        throw new CommitUnknown("the connection broke", "tiny", null);
    }

    private void check(Entry entry) {
        switch (entry) {
            case Entry.NewRun(var run) -> {
                if (run.key() != null && keys.containsKey(run.key())) throw new KeyTaken(run.key());
                if (runs.containsKey(run.id())) throw Conflict.runExists(run.id());
            }
            case Entry.Events(var row) -> {
                if (row.seq() <= last(row.run())) throw Conflict.eventExists(row.run(), row.seq());
            }
            case Entry.Taken(var run, var no) -> {
                if (!inbox.containsKey(no)) throw Conflict.messageGone(run, no);
            }
            case Entry.RunChanged _,
                    Entry.StepChanged _,
                    Entry.KeepValue _,
                    Entry.NewArtifact _,
                    Entry.StepsForgotten _,
                    Entry.Post _ -> {}
        }
    }

    private long last(RunId run) {
        var known = events.get(run);
        return known == null || known.isEmpty()
                ? 0
                : known.getLast().seq() + known.getLast().count() - 1;
    }

    private void write(Entry entry) {
        switch (entry) {
            case Entry.NewRun(var run) -> {
                if (run.key() != null) keys.put(run.key(), run.id());
                runs.put(run.id(), run);
            }
            case Entry.RunChanged(var run) -> runs.put(run.id(), run);
            case Entry.StepChanged(var step) ->
                steps.computeIfAbsent(step.run(), _ -> new TreeMap<>()).put(step.index(), step);
            case Entry.Events(var row) -> {
                var next = last(row.run()) + 1;
                if (row.seq() != next) throw new IllegalStateException("event " + row.seq() + " follows " + next);
                events.computeIfAbsent(row.run(), _ -> new ArrayList<>()).add(row);
            }
            case Entry.KeepValue value -> values.putIfAbsent(value.digest(), value);
            case Entry.NewArtifact(var artifact) -> artifacts.add(artifact);
            case Entry.StepsForgotten(var run) -> steps.remove(run);
            case Entry.Post(var message) -> {
                lastMessage++;
                inbox.put(
                        lastMessage,
                        new InboxRow(
                                lastMessage,
                                message.run(),
                                message.kind(),
                                message.body(),
                                message.sender(),
                                message.at()));
            }
            case Entry.Taken(_, var no) -> inbox.remove(no);
        }
    }

    @Override
    public synchronized Optional<RunRow> run(RunId run) {
        return Optional.ofNullable(runs.get(run));
    }

    @Override
    public synchronized Optional<RunId> runByKey(String key) {
        if (key.equals(hidden)) {
            hidden = null;
            return Optional.empty();
        }
        return Optional.ofNullable(keys.get(key));
    }

    @Override
    public List<RunRow> runsStartingWith(String prefix, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized List<RunRow> runs(RunQuery query) {
        return runs.descendingMap().values().stream()
                .filter(run -> query.owner() == null || query.owner().equals(run.owner()))
                .limit(query.limit())
                .toList();
    }

    private List<RunRow> open() {
        return runs.values().stream().filter(run -> !run.status().isTerminal()).toList();
    }

    @Override
    public synchronized List<String> owners() {
        return open().stream().map(RunRow::owner).distinct().toList();
    }

    /// Happens once, after somebody has found the runs that have not ended.
    void afterFound(Runnable happens) {
        found = happens;
    }

    @Override
    public synchronized List<RunRow> unfinished(String owner, int limit) {
        var rows = rows(owner, limit);
        var happens = found;
        found = () -> {};
        happens.run();
        return rows;
    }

    private List<RunRow> rows(String owner, int limit) {
        return open().stream()
                .filter(run -> run.owner().equals(owner) && run.parentStep() == null)
                .sorted(Comparator.comparingInt(RunRow::priority).reversed().thenComparing(RunRow::id))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<InboxRow> inbox() {
        return List.copyOf(inbox.values());
    }

    @Override
    public synchronized List<RunRow> children(RunId parent) {
        return runs.values().stream().filter(run -> parent.equals(run.parent())).toList();
    }

    @Override
    public synchronized List<StepRow> steps(RunId run) {
        return List.copyOf(steps.getOrDefault(run, new TreeMap<>()).values());
    }

    @Override
    public synchronized List<EventRow> events(RunId run, long fromSeq, int limit) {
        if (limit == 1 && run.equals(elsewhere)) {
            elsewhere = null;
            return List.of();
        }
        return events.getOrDefault(run, List.of()).stream()
                .filter(row -> row.seq() >= fromSeq)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Optional<byte[]> value(Digest digest) {
        return Optional.ofNullable(values.get(digest)).map(Entry.KeepValue::bytes);
    }

    @Override
    public synchronized List<Digest> contents(Digest value) {
        return Optional.ofNullable(values.get(value))
                .map(Entry.KeepValue::contents)
                .orElse(List.of());
    }

    @Override
    public synchronized List<ArtifactRow> artifacts(ArtifactQuery query) {
        return List.copyOf(artifacts);
    }

    @Override
    public void close() {}
}
