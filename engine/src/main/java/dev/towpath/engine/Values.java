package dev.towpath.engine;

import dev.towpath.Digest;
import dev.towpath.plan.Node;
import dev.towpath.plan.Ref;
import dev.towpath.spi.ArtifactStore;
import dev.towpath.spi.Entry;
import dev.towpath.spi.Journal;
import dev.towpath.value.Manifest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the bytes of values: small ones in memory or in the journal, large ones as blobs.
///
/// What is in memory is touched by the loop alone; [#read] and [#put] work on any thread.
final class Values {
    /// Where a value is.
    ///
    /// @param size of what is kept; -1 if it is not known
    /// @param path of the value inside what is kept
    record Spot(Digest digest, long size, List<String> path) {}

    private static final long CACHE_BYTES = 64L << 20;

    private final Journal journal;
    private final ArtifactStore artifacts;
    /// Values that are not on disk yet, with the turns that write them.
    private final Map<Digest, Unwritten> unwritten = new HashMap<>();
    /// Those of the turn that is being decided.
    private final List<Digest> fresh = new ArrayList<>();

    private final LinkedHashMap<Digest, byte[]> cache = new LinkedHashMap<>(256, 0.75f, true);
    private long cached;

    Values(Journal journal, ArtifactStore artifacts) {
        this.journal = journal;
        this.artifacts = artifacts;
    }

    int inlineLimit() {
        return journal.inlineLimit();
    }

    /// Where the value of a node is, decisions followed; null for the empty value.
    static @Nullable Spot find(Live run, int node, List<String> path) {
        var at = node;
        var inside = path;
        while (at != Ref.INPUT) {
            if (!(run.node(at) instanceof Node.Choice choice)) {
                var made = run.state.made(at);
                if (made == null) throw new IllegalStateException("node " + at + " of " + run.id() + " has no value");
                return new Spot(made.digest(), made.size(), inside);
            }
            var branch = run.state.branch(at);
            if (branch < 0) return null;
            var value = choice.branches().get(branch).value();
            at = value.node();
            if (!value.path().isEmpty()) {
                var longer = new ArrayList<>(value.path());
                longer.addAll(inside);
                inside = longer;
            }
        }
        return new Spot(run.row.input(), -1, inside);
    }

    private static final class Unwritten {
        private final byte[] bytes;
        private int turns;

        Unwritten(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    /// Remembers a value that the next commit writes.
    void unwritten(Digest digest, byte[] bytes) {
        unwritten.computeIfAbsent(digest, _ -> new Unwritten(bytes)).turns++;
        fresh.add(digest);
    }

    /// A turn is decided.
    ///
    /// @param into takes the values that it writes
    void decided(List<Digest> into) {
        into.addAll(fresh);
        fresh.clear();
    }

    /// The values of a turn are on disk.
    void written(List<Digest> digests) {
        for (var digest : digests) {
            var value = unwritten.get(digest);
            if (value == null) continue;
            value.turns--;
            if (value.turns > 0) continue;
            unwritten.remove(digest);
            remember(digest, value.bytes);
        }
    }

    private void remember(Digest digest, byte[] bytes) {
        if (cache.put(digest, bytes) == null) cached += bytes.length;
        for (var oldest = cache.entrySet().iterator(); cached > CACHE_BYTES && oldest.hasNext(); ) {
            cached -= oldest.next().getValue().length;
            oldest.remove();
        }
    }

    /// A small value; null if it is a blob.
    byte @Nullable [] atHand(Spot spot) {
        if (spot.size() > inlineLimit()) return null;
        var soon = unwritten.get(spot.digest());
        var bytes = soon == null ? null : soon.bytes;
        if (bytes == null) bytes = cache.get(spot.digest());
        if (bytes != null) return bytes;
        var stored = journal.value(spot.digest()).orElse(null);
        if (stored != null) remember(spot.digest(), stored);
        return stored;
    }

    /// Any value that is on disk.
    byte[] read(Digest digest) throws IOException {
        var small = journal.value(digest);
        if (small.isPresent()) return small.get();
        try (var blob = artifacts.open(digest)) {
            return blob.readAllBytes();
        }
    }

    /// The digests of files that a value on disk contains.
    List<Digest> contents(Digest digest) {
        return journal.contents(digest);
    }

    /// The digests of files that a value contains which is on disk or is written with the run's next commit.
    List<Digest> contents(Live run, Digest digest) {
        for (var entry : run.entries)
            if (entry instanceof Entry.KeepValue(var kept, _, var contents) && kept.equals(digest)) return contents;
        return contents(digest);
    }

    /// A value, as a blob if it is not small.
    Output put(byte[] bytes, List<Digest> contents) throws IOException {
        if (bytes.length <= inlineLimit()) return new Output(Digest.of(bytes), bytes, bytes.length, contents);
        var kept = artifacts.put(new ByteArrayInputStream(bytes));
        return new Output(kept.digest(), null, kept.size(), contents);
    }

    /// How large a folder is.
    long folderSize(Digest manifest) throws IOException {
        var size = 0L;
        for (var entry : Manifest.decode(read(manifest))) size += entry.size();
        return size;
    }
}
