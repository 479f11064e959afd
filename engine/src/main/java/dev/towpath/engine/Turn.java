package dev.towpath.engine;

import dev.towpath.Digest;
import dev.towpath.RunId;
import dev.towpath.engine.machine.Effect;
import dev.towpath.plan.Node;
import dev.towpath.spi.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What one round of the loop has decided: to be written as a whole, and then to be done. Filled by the loop, then only
/// read.
///
/// @param id of the events, unique
/// @param values entries that are no run's own
/// @param loose entries about runs that do not change by them; gone if another process was faster
/// @param parts one for each run that has changed
/// @param starts of attempts, in order
/// @param jobs done after the commit, whatever becomes of the runs
/// @param fresh the small values that are on disk afterwards
record Turn(
        String id,
        List<Entry> values,
        List<Loose> loose,
        List<Part> parts,
        List<Start> starts,
        List<Runnable> jobs,
        List<Digest> fresh) {
    /// An attempt that has its place.
    record Start(Live run, Task task) {
        /// Whether it may happen before the turn is on disk, because nobody outside sees it.
        boolean isAhead() {
            var policies = Node.policies(run.node(task.node()));
            return run.pipelined && !run.isDoubtful && policies != null && policies.effect() == dev.towpath.Effect.PURE;
        }

        /// False if another process has taken the run.
        boolean begin(Attempts attempts) {
            if (run.isFenced()) return false;
            attempts.start(task);
            return true;
        }
    }

    /// What concerns one run. If another process has taken the run, none of this happens.
    ///
    /// @param first the sequence number of the first event; 0 if there are no events
    /// @param epoch of the events
    /// @param isClaim whether with these events the run is taken, so that others may be at the same
    record Part(Live run, List<Entry> entries, long first, int epoch, boolean isClaim, After after) {}

    /// An entry about a run without an event of it.
    ///
    /// @param answer to who asked for it; null if nobody did
    record Loose(RunId run, Entry entry, @Nullable CompletableFuture<Boolean> answer) {}

    /// What follows from a commit.
    ///
    /// @param effects as the rules have decided
    /// @param jobs what the shell has to do besides
    /// @param replies to those who have asked
    record After(List<Effect> effects, List<Runnable> jobs, List<Reply<?>> replies) {
        After {
            effects = List.copyOf(effects);
            jobs = List.copyOf(jobs);
            replies = List.copyOf(replies);
        }
    }

    /// Somebody has asked, and is told when it is true.
    record Reply<T>(CompletableFuture<T> answer, T value) {
        void give() {
            answer.complete(value);
        }

        void refuse(RuntimeException why) {
            answer.completeExceptionally(why);
        }
    }

    boolean isEmpty() {
        return values.isEmpty() && loose.isEmpty() && parts.isEmpty() && starts.isEmpty() && jobs.isEmpty();
    }

    /// All that is to be written of the runs that nobody else has taken.
    void addTo(List<Entry> entries) {
        entries.addAll(values);
        for (var one : loose) entries.add(one.entry());
        for (var part : parts) if (!part.run().isFenced()) entries.addAll(part.entries());
    }

    /// The events that it holds of a run that is not fenced; null if there are none.
    @Nullable
    Part part(RunId run) {
        for (var part : parts)
            if (part.run().id().equals(run) && !part.run().isFenced() && part.first() > 0) return part;
        return null;
    }

    /// Leaves out that messages to a run are taken that has no part in this. False if there are none.
    boolean withoutLoose(RunId run) {
        return loose.removeIf(one -> one.run().equals(run) && one.entry() instanceof Entry.Taken);
    }

    /// Leaves out what is written to a run that does not exist: who asked for it is told. False if there is nothing.
    boolean withoutPosts(RunId run) {
        return loose.removeIf(one -> {
            var isPost = one.run().equals(run) && one.entry() instanceof Entry.Post;
            var answer = one.answer();
            if (isPost && answer != null) answer.completeExceptionally(EngineException.unknown(run));
            return isPost;
        });
    }

    /// Leaves out that messages to a run are taken that are gone. False if there are none.
    ///
    /// @param there the messages that are not gone
    boolean withoutMessages(RunId run, Set<Long> there) {
        var left = false;
        for (var part : parts)
            if (part.run().id().equals(run))
                left |= part.entries()
                        .removeIf(entry -> entry instanceof Entry.Taken(_, var no) && !there.contains(no));
        return left;
    }

    /// Nothing of this happens: those who asked are told.
    void refuse(RuntimeException why) {
        for (var part : parts) for (var reply : part.after().replies()) reply.refuse(why);
    }

    /// An empty one.
    static Turn of(String id) {
        return new Turn(
                id,
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
    }
}
