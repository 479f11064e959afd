package dev.towpath.engine;

import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.engine.machine.Effect;
import dev.towpath.engine.machine.Message;
import dev.towpath.spi.Entry;
import dev.towpath.value.Elements;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The engine without its thread: takes what was sent, lets the rules decide, has all of it written in one commit and
/// only then does what the outside can see. Used by one thread.
final class Core {
    private final Engine.Parts parts;
    private final Values values;
    private final Looks looks;
    private final Starter starter;
    private final Reports reports;
    private final Runs runs;
    private final Neighbours neighbours;
    private final Aftermath aftermath;
    private final Writing writing;
    private final TreeMap<RunId, Live> lives = new TreeMap<>();
    private final Waiters waiters = new Waiters();
    private final Timers timers = new Timers();
    private final Set<Live> changed = new LinkedHashSet<>();
    private final Deque<Mail> own = new ArrayDeque<>();
    private final Attempts attempts;
    private Turn turn = Turn.of("");
    private int pipelined;
    /// Why nothing is done any more.
    private @Nullable RuntimeException gone;
    private long now;

    Core(Engine.Parts parts, EngineOptions options, Attempts attempts, Wires wires) {
        this.parts = parts;
        this.attempts = attempts;
        this.values = new Values(parts.journal(), parts.artifacts());
        this.looks = new Looks(values, wires.io(), wires.mail());
        var places = new Places(options);
        this.starter = new Starter(this, looks, values, places, options);
        this.reports = new Reports(this, looks, values, places, wires, options);
        this.runs = new Runs(this, looks, wires, parts, options);
        this.neighbours = new Neighbours(this, parts, options, wires);
        this.aftermath = new Aftermath(this, looks, runs, attempts, wires.written());
        this.writing = new Writing(aftermath, values, new Committer(parts.journal(), wires.writer(), wires.mail()));
    }

    /// What connects the core with the threads around it.
    ///
    /// @param io does what reads and writes, after the commit
    /// @param writer does commits, in order, while the loop goes on
    /// @param mail sends to the loop
    /// @param written told after each commit for each run in it
    /// @param plans shared with the callers' threads
    record Wires(Executor io, Executor writer, Loop.Sender mail, Consumer<RunId> written, KnownPlan.Shelf plans) {}

    Values values() {
        return values;
    }

    Timers timers() {
        return timers;
    }

    Waiters waiters() {
        return waiters;
    }

    Instant instant() {
        return Instant.ofEpochMilli(now);
    }

    /// When the next turn is due at the latest, in milliseconds since 1970.
    long nextTimer() {
        return own.isEmpty() ? timers.next() : 0;
    }

    /// Whether so much waits for the disk that nothing more is accepted until some of it is written.
    boolean isFull() {
        return writing.isFull();
    }

    /// One round: everything that was sent, one commit, all effects.
    ///
    /// @throws dev.towpath.spi.StoreException if the journal failed: nothing of this round has happened
    ///     then, and this object must not be used again
    void turn(List<Mail> mails) {
        now = parts.clock().millis();
        turn = Turn.of(parts.ids().newEvent());
        for (var timer : timers.due(now)) {
            var run = lives.get(timer.run());
            if (run != null && run.state.epoch() == timer.epoch())
                tell(run, new Message.TimerFired(timer.step(), timer.unit()));
        }
        var followUps = List.copyOf(own);
        own.clear();
        for (var mail : followUps) handle(mail);
        for (var mail : mails) handle(mail);
        starter.start();
        if (gone == null) neighbours.rest(starter.ready());
        finish();
    }

    private void finish() {
        for (var run : changed) {
            if (run.isFenced()) continue;
            var part = run.part(turn.id(), instant());
            if (part != null) turn.parts().add(part);
        }
        changed.clear();
        values.decided(turn.fresh());
        if (turn.isEmpty()) return;
        var ahead = ahead();
        writing.take(turn, pipelined > 0);
        for (var start : ahead) begin(start);
    }

    /// The attempts that need not wait for the disk.
    private List<Turn.Start> ahead() {
        if (pipelined == 0 || turn.starts().isEmpty() || !writing.hasRoom()) return List.of();
        var ahead = new ArrayList<Turn.Start>();
        for (var start : turn.starts()) if (start.isAhead()) ahead.add(start);
        turn.starts().removeAll(ahead);
        return ahead;
    }

    private void handle(Mail mail) {
        if (gone != null && !(mail instanceof Mail.Written) && !(mail instanceof Mail.Reported)) {
            mail.refuse(gone);
            return;
        }
        switch (mail) {
            case Mail.Submit submit -> runs.submit(submit);
            case Mail.Adopt adopt -> runs.adopt(adopt);
            case Mail.Replace replace -> runs.replace(replace);
            case Mail.AskChild ask -> runs.askChild(ask);
            case Mail.ChildLoaded loaded -> runs.childLoaded(loaded);
            case Mail.ChildEnded ended -> runs.childEnded(ended);
            case Mail.Written(var count) -> writing.written(count);
            case Mail.Post post -> neighbours.post(post, turn);
            case Mail.Poked _ -> neighbours.poked();
            case Mail.Died _ -> neighbours.died();
            case Mail.Inbox inbox -> neighbours.inbox(inbox, turn);
            case Mail.Swept(var more) -> neighbours.swept(more);
            case Mail.Lost _ -> lost();
            case Mail.OfRun ofRun -> ofRun(ofRun);
            case Mail.Reported(var report) -> reports.take(report);
            case Mail.Prepared prepared -> reports.prepared(prepared);
        }
    }

    private void ofRun(Mail.OfRun mail) {
        var run = lives.get(mail.run());
        if (run == null) {
            mail.unknown(this);
            return;
        }
        switch (mail) {
            case Mail.Tell(_, var message, var value, var answer) -> {
                var refusal = message instanceof Message.Decide decide ? Doubts.refusal(run, decide) : null;
                if (refusal != null) {
                    afterwards(() -> answer.completeExceptionally(refusal));
                    return;
                }
                if (value != null) looks.keep(run, value);
                tell(run, message);
                reply(run, answer, true);
            }
            case Mail.Cancel(_, var reason, var answer) -> {
                tell(run, new Message.Cancel(reason));
                reply(run, answer, true);
            }
            case Mail.Await(_, var answer) -> waiters.add(run.id(), answer);
            case Mail.Look(_, var answer) -> reply(run, answer, Optional.of(run.snapshot()));
            case Mail.OfValue ofValue -> {
                if (ofValue.epoch() == run.state.epoch()) ofValue(run, ofValue);
            }
        }
    }

    private void ofValue(Live run, Mail.OfValue mail) {
        switch (mail) {
            case Mail.Looked(_, _, var watch, var answer, var list, var keep) ->
                tell(run, looks.told(run, watch, answer, list, keep));
            case Mail.Listed(_, _, var watch, var list, var failure) ->
                starter.listed(run, watch, list, failure);
            case Mail.Gathered(_, _, var step, var list, var elements) -> {
                if (run.state.status(step) == Status.RUNNING) tell(run, reports.gathered(run, step, list, elements));
            }
            case Mail.NotGathered(_, _, var step, var failure) ->
                tell(run, new Message.GatherFailed(step, failure));
        }
    }

    /// Others may take what is executed here: nothing goes on.
    private void lost() {
        var why = new EngineException(
                "owner-lost",
                "this process could not prove to the store in time that it is alive, and has stopped its runs",
                parts.owners().me(),
                "Another process may go on with them; start a new one here.",
                null);
        gone = why;
        for (var run : List.copyOf(lives.values())) aftermath.drop(run, why);
    }

    @Nullable
    Live live(RunId run) {
        return lives.get(run);
    }

    /// The runs whose parent is this run, as far as they are executed here.
    List<Live> children(Live parent) {
        return lives.values().stream()
                .filter(run -> run.parent != null && run.parent.run().equals(parent.id()))
                .toList();
    }

    /// Something about a run has changed that decides whether it can be started.
    void update(Live run) {
        starter.update(run);
    }

    /// The list of a mapped step; null if it is being read.
    @Nullable
    Elements list(Live run, int step) {
        return starter.list(run, step);
    }

    /// This run is executed here from now on.
    void add(Live run) {
        lives.put(run.id(), run);
        if (run.pipelined) pipelined++;
        changed.add(run);
    }

    /// This run is not executed here any more.
    void remove(Live run) {
        if (!lives.remove(run.id(), run)) return;
        if (run.pipelined) pipelined--;
        starter.forget(run);
    }

    /// There may be messages, and runs that nobody executes.
    void lookAround() {
        neighbours.poked();
    }

    /// A run was taken: acts on what was written to it before.
    void readLetters(Live run) {
        neighbours.taken(run);
    }

    /// Does something after the commit, whatever becomes of the runs.
    void afterwards(Runnable job) {
        turn.jobs().add(job);
    }

    /// Does something after the commit, if the run is still ours.
    void afterwards(Live run, Runnable job) {
        run.jobs.add(job);
        changed.add(run);
    }

    /// Tells somebody something after the commit.
    <T> void reply(Live run, CompletableFuture<T> answer, T value) {
        run.reply(answer, value);
        changed.add(run);
    }

    /// A value of no run in particular.
    void keep(Entry.KeepValue value) {
        turn.values().add(value);
    }

    /// Starts an attempt after the commit.
    void start(Live run, Task task) {
        turn.starts().add(new Turn.Start(run, task));
    }

    /// An attempt that has its place begins, or gives the place back.
    void begin(Turn.Start start) {
        if (!start.begin(attempts)) starter.giveBack(start.task());
    }

    /// Handles something in the next round.
    void next(Mail mail) {
        own.add(mail);
    }

    /// Lets the rules decide what follows from a message, and answers what they ask on the way. False if nothing
    /// follows, because the news is late.
    boolean tell(Live run, Message first) {
        var messages = new ArrayDeque<Message>();
        messages.add(first);
        var any = false;
        for (var message = messages.poll(); message != null; message = messages.poll()) {
            var decision = parts.rules().turn(run.state, message, now);
            if (decision.isNothing()) continue;
            any = true;
            for (var event : decision.events()) {
                run.events.add(event);
                run.projection.observe(event, now);
                reports.observe(run, event);
            }
            for (var effect : decision.effects()) {
                var answer = atOnce(run, effect);
                if (answer != null) messages.add(answer);
            }
        }
        changed.add(run); // what was kept on the way is written also if nothing follows
        starter.update(run);
        return any;
    }

    /// Does what nobody sees and what is quick; all else waits for the commit.
    private @Nullable Message atOnce(Live run, Effect effect) {
        return switch (effect) {
            case Effect.Look(var watch) -> {
                var answer = looks.now(run, watch);
                if (answer == null) run.effects.add(effect);
                yield answer;
            }
            case Effect.Gather(var step) -> {
                var elements = new int[1];
                var list = looks.gatherNow(run, step, elements);
                if (list == null) run.effects.add(effect);
                yield list == null ? null : reports.gathered(run, step, list, elements[0]);
            }
            case Effect.Start start -> {
                starter.started(run, start);
                yield null;
            }
            case Effect.Timer _,
                    Effect.StopAttempts _,
                    Effect.SubmitChild _,
                    Effect.CancelChild _,
                    Effect.Announce _ -> {
                run.effects.add(effect);
                yield null;
            }
        };
    }

    /// A run can not go on here: those who wait for it are told why.
    void park(Live run, RuntimeException why) {
        afterwards(run, () -> {
            remove(run);
            waiters.refuse(run.id(), why);
        });
    }

    /// The engine can not go on: everybody who waits is told why.
    void abandon(RuntimeException why) {
        writing.refuse(why);
        turn.refuse(why);
        waiters.refuseAll(why);
    }
}
