package dev.towpath.engine;

import dev.towpath.RunId;
import dev.towpath.spi.CommitUnknown;
import dev.towpath.spi.Conflict;
import dev.towpath.spi.Entry;
import dev.towpath.spi.InboxRow;
import dev.towpath.spi.Journal;
import dev.towpath.spi.KeyTaken;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes what turns have decided: one at a time on the loop's thread, or all that waits together on a thread of its
/// own. A run that another process has taken is fenced, and the rest is written without it.
final class Committer {
    /// How often a commit is tried whose reply is lost each time.
    private static final int UNKNOWN = 5;

    private final Journal journal;
    private final Executor writer;
    private final Loop.Sender mail;
    // guarded by this
    private List<Turn> waiting = new ArrayList<>();
    private boolean writing;

    Committer(Journal journal, Executor writer, Loop.Sender mail) {
        this.journal = journal;
        this.writer = writer;
        this.mail = mail;
    }

    /// Writes a turn. What is fenced in it was not written.
    ///
    /// @throws dev.towpath.spi.StoreException if nothing was written and nothing can be
    void write(Turn turn) {
        write(List.of(turn));
    }

    /// Hands a turn to the writer's thread; the loop is told.
    void later(Turn turn) {
        synchronized (this) {
            waiting.add(turn);
            if (writing) return;
            writing = true;
        }
        writer.execute(this::writeWaiting);
    }

    private void writeWaiting() {
        for (var group = next(); !group.isEmpty(); group = next()) {
            write(group);
            mail.sendAtOnce(new Mail.Written(group.size()));
        }
    }

    private synchronized List<Turn> next() {
        var group = waiting;
        waiting = new ArrayList<>();
        writing = !group.isEmpty();
        return group;
    }

    private void write(List<Turn> group) {
        var unknown = 0;
        for (var entries = entries(group); !entries.isEmpty(); entries = entries(group)) {
            try {
                journal.commit(entries);
                return;
            } catch (Conflict e) {
                if (resolved(e, group)) return;
            } catch (KeyTaken e) {
                fence(keyed(e.key(), group), e);
            } catch (CommitUnknown e) {
                if (isWritten(group)) return;
                if (++unknown == UNKNOWN) throw e;
            }
        }
    }

    private static List<Entry> entries(List<Turn> group) {
        var entries = new ArrayList<Entry>();
        for (var turn : group) turn.addTo(entries);
        return group.size() == 1 ? entries : lastRows(entries);
    }

    /// Of rows that replace each other only the last is written.
    private static List<Entry> lastRows(List<Entry> entries) {
        var seen = new HashSet<>();
        var last = new ArrayList<Entry>(entries.size());
        for (var entry : entries.reversed()) {
            var isLast = switch (entry) {
                case Entry.RunChanged(var run) -> seen.add(run.id());
                case Entry.StepChanged(var step) -> seen.add(new StepKey(step.run(), step.index()));
                case Entry.NewRun _,
                        Entry.Events _,
                        Entry.KeepValue _,
                        Entry.NewArtifact _,
                        Entry.StepsForgotten _,
                        Entry.Post _,
                        Entry.Taken _ -> true;
            };
            if (isLast) last.add(entry);
        }
        return last.reversed();
    }

    private record StepKey(RunId run, int index) {}

    /// Who has written what we wanted to write? We ourselves, if the reply of an earlier try was lost; else another
    /// process, and it has the run.
    private boolean resolved(Conflict conflict, List<Turn> group) {
        var run = conflict.run();
        for (var turn : group) {
            var part = turn.part(run);
            if (part == null) continue;
            if (isOurs(turn, part)) return true;
            if (journal.events(run, part.first(), 1).isEmpty()) continue; // it is about a message
            fence(part, taken(run, conflict));
            fenceClaims(group);
            return false;
        }
        // A message that is gone: a commit of ours took it, and its reply was lost; or who had the run before did.
        var there = journal.inbox().stream().map(InboxRow::no).collect(Collectors.toSet());
        var isUnknown = journal.run(run).isEmpty();
        var left = false;
        for (var turn : group) {
            if (turn.withoutLoose(run)) left = true;
            if (turn.withoutMessages(run, there)) left = true;
            if (isUnknown && turn.withoutPosts(run)) left = true;
        }
        if (!left) throw conflict; // of nothing that we have asked for
        return false;
    }

    /// Another process takes runs at this moment: it may have more of those that are taken here.
    private void fenceClaims(List<Turn> group) {
        for (var turn : group)
            for (var part : turn.parts())
                if (part.isClaim()
                        && !part.run().isFenced()
                        && !journal.events(part.run().id(), part.first(), 1).isEmpty()
                        && !isOurs(turn, part)) fence(part, taken(part.run().id(), null));
    }

    private boolean isOurs(Turn turn, Turn.Part part) {
        var there = journal.events(part.run().id(), part.first(), 1);
        if (there.isEmpty()) return false;
        var row = there.getFirst();
        return row.seq() == part.first()
                && row.epoch() == part.epoch()
                && row.id().equals(turn.id());
    }

    /// A commit is written as a whole: if one part is there, all are.
    private boolean isWritten(List<Turn> group) {
        for (var turn : group)
            for (var part : turn.parts()) if (part.first() > 0 && !part.run().isFenced()) return isOurs(turn, part);
        return false; // values and messages: doing it again is harmless
    }

    private static void fence(Turn.@Nullable Part part, RuntimeException why) {
        if (part == null) throw why;
        part.run().fence(why);
    }

    private static Turn.@Nullable Part keyed(String key, List<Turn> group) {
        for (var turn : group)
            for (var part : turn.parts())
                if (part.first() == 1
                        && key.equals(part.run().row.key())
                        && !part.run().isFenced()) return part;
        return null;
    }

    static EngineException taken(RunId run, @Nullable Exception cause) {
        return new EngineException(
                "run-taken-over",
                "another process has taken the run over",
                run.text(),
                "It goes on there: look at it with `towpath show " + run + "`.",
                cause);
    }
}
