package dev.towpath.engine;

import dev.towpath.engine.machine.Message;
import dev.towpath.spi.Entry;
import dev.towpath.spi.InboxRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The loop's part in the life with other processes on the same journal: acts on the messages in the inbox, and takes
/// runs that nobody executes.
final class Neighbours {
    /// The most runs that are taken at once.
    private static final int MOST = 256;
    /// A lot that was started in this time was small.
    private static final long SHORT_MILLIS = 200;

    private final Core core;
    private final EngineOptions options;
    private final Core.Wires wires;
    private final Inbox inbox;
    private final Sweep sweep;
    /// Messages that were acted upon: they may be read once more before they are gone.
    private final Set<Long> taken = new HashSet<>();
    /// Those of them that no later look can find.
    private final List<Long> gone = new ArrayList<>();

    private boolean reading;
    private boolean readAgain;
    private boolean sweeping;
    private boolean sweepAgain;
    private boolean more;
    private int lot;
    private long lastSweep;

    Neighbours(Core core, Engine.Parts parts, EngineOptions options, Core.Wires wires) {
        this.core = core;
        this.options = options;
        this.wires = wires;
        this.inbox = new Inbox(parts, wires);
        this.sweep = new Sweep(parts, wires);
        this.lot = 2 * options.cpuSlots();
    }

    /// There may be messages, and runs to take.
    void poked() {
        readAgain = true;
        sweepAgain = options.adopt();
    }

    /// It may have written a message and died before it could poke.
    void died() {
        readAgain = true;
        sweepAgain = options.adopt();
    }

    /// At the end of a round: looks for what is to be looked for.
    ///
    /// @param waiting how many runs wait for a place here
    void rest(int waiting) {
        if (readAgain && !reading) {
            readAgain = false;
            reading = true;
            gone.forEach(taken::remove);
            gone.clear();
            core.afterwards(() -> wires.io().execute(inbox::read));
        }
        if (sweeping || waiting >= options.cpuSlots() || !(sweepAgain || more)) return;
        var now = core.instant().toEpochMilli();
        if (more && now - lastSweep < SHORT_MILLIS) lot = Math.min(MOST, lot * 2);
        else lot = Math.max(2 * options.cpuSlots(), lot / 2);
        lastSweep = now;
        sweepAgain = false;
        sweeping = true;
        var most = lot;
        core.afterwards(() -> wires.io().execute(() -> sweep.take(most)));
    }

    void swept(boolean mayBeMore) {
        sweeping = false;
        more = mayBeMore;
        readAgain = true; // what was sent to the owners before
    }

    /// Acts on the messages about the runs that are executed here; those about runs that have ended go.
    void inbox(Mail.Inbox mail, Turn turn) {
        reading = false;
        for (var message : mail.messages()) {
            if (taken.contains(message.no())) continue;
            var run = core.live(message.run());
            if (run != null) {
                act(run, message);
                run.entries.add(taken(message));
            } else if (mail.over().contains(message.no())) {
                turn.loose().add(new Turn.Loose(message.run(), taken(message), null));
            }
        }
    }

    private Entry.Taken taken(InboxRow message) {
        taken.add(message.no());
        core.afterwards(() -> gone.add(message.no()));
        return new Entry.Taken(message.run(), message.no());
    }

    /// A run was taken: first comes what was written to it before. There may be more that nobody was poked about.
    void taken(Live run) {
        for (var message : run.letters) {
            if (taken.contains(message.no())) continue;
            if (!run.areLettersLate) act(run, message);
            run.entries.add(taken(message));
        }
        run.letters = List.of();
        readAgain = true;
    }

    private void act(Live run, InboxRow message) {
        switch (message.kind()) {
            case CANCEL -> core.tell(run, new Message.Cancel(Inbox.reason(message)));
            case PAUSE -> core.tell(run, new Message.Pause(Inbox.reason(message)));
            case RESUME -> core.tell(run, new Message.Unpause(Inbox.reason(message)));
            case DECIDE -> {
                var decided = Inbox.decide(message, run.plan);
                if (decided != null) core.tell(run, decided);
            }
        }
    }

    /// Writes a message to whoever executes a run, and wakes that up.
    void post(Mail.Post post, Turn turn) {
        var value = post.value();
        if (value != null && value.bytes() != null)
            turn.values().add(new Entry.KeepValue(value.digest(), value.bytes(), value.contents()));
        turn.loose().add(new Turn.Loose(post.message().run(), new Entry.Post(post.message()), post.answer()));
        core.afterwards(() -> post.answer().complete(true));
    }
}
