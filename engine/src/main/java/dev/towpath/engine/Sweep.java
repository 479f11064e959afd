package dev.towpath.engine;

import dev.towpath.RunId;
import dev.towpath.spi.RunRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Looks for runs that nobody executes, and hands them to the loop: a few at a time, so that several processes share
/// them, the most urgent and then the oldest first. On a thread for the store; one look at a time.
final class Sweep {
    private final Engine.Parts parts;
    private final Core.Wires wires;
    private final Recovery recovery;
    private final Inbox inbox;
    /// Runs whose code is not here, or that can not be read here: others may be able to.
    private final Set<RunId> unable = new HashSet<>();

    Sweep(Engine.Parts parts, Core.Wires wires) {
        this.parts = parts;
        this.wires = wires;
        this.recovery = new Recovery(parts.journal(), parts.rules(), wires.plans());
        this.inbox = new Inbox(parts, wires);
    }

    /// Sends up to so many runs to the loop, and then that this is done.
    void take(int most) {
        var found = find(most);
        for (var row : found) take(row);
        wires.mail().send(new Mail.Swept(found.size() >= most));
    }

    private synchronized List<RunRow> find(int most) {
        var found = new ArrayList<RunRow>();
        for (var owner : parts.journal().owners())
            if (owner.isEmpty() || !parts.owners().isAlive(owner))
                found.addAll(parts.journal().unfinished(owner, most + unable.size()));
        Stream<RunRow> able = found.stream().filter(row -> !unable.contains(row.id()));
        return able.sorted(Comparator.comparingInt(RunRow::priority).reversed().thenComparing(RunRow::id))
                .limit(most)
                .toList();
    }

    private synchronized void take(RunRow row) {
        if (parts.code().load(row.bundle()) instanceof CodeLoader.Code.Ready code) {
            var loaded = loaded(row.id());
            if (loaded == null || isTaken(row)) return;
            inbox.addLetters(loaded);
            wires.mail().send(new Mail.Adopt(loaded, code, new CompletableFuture<>()));
        } else {
            unable.add(row.id());
        }
    }

    /// Null if the run can not be read: the others go on.
    private @Nullable Live loaded(RunId run) {
        try {
            return recovery.load(run);
        } catch (RuntimeException e) {
            if (Recovery.isOfStore(e)) throw e;
            unable.add(run);
            return null;
        }
    }

    /// Whether another process took a run after it was found and before all of it was loaded: what follows on what was
    /// loaded would be written over its head.
    private boolean isTaken(RunRow found) {
        return parts.journal().run(found.id()).orElse(found).epoch() > found.epoch();
    }
}
