package dev.towpath.engine;

import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.engine.machine.Effect;
import dev.towpath.engine.machine.Events;
import dev.towpath.engine.machine.Machine;
import dev.towpath.engine.machine.Message;
import dev.towpath.plan.Node;
import dev.towpath.spi.Entry;
import dev.towpath.spi.EventRow;
import dev.towpath.value.Elements;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The engine without its thread: takes what was sent, lets the rules decide, writes all of it in one commit and only
/// then does what the outside can see. Used by one thread.
final class Core {
    private final Engine.Parts parts;
    private final Attempts attempts;
    private final Values values;
    private final Looks looks;
    private final Places places;
    private final Timers timers = new Timers();
    private final Starter starter;
    private final Reports reports;
    private final Runs runs;
    private final TreeMap<RunId, Live> lives = new TreeMap<>();
    private final Map<RunId, List<CompletableFuture<Optional<RunEnd>>>> waiters = new HashMap<>();
    private final Set<Live> changed = new LinkedHashSet<>();
    private final List<Runnable> afterwards = new ArrayList<>();
    private final Deque<Mail> own = new ArrayDeque<>();
    private final Consumer<RunId> written;
    private long now;

    Core(Engine.Parts parts, EngineOptions options, Attempts attempts, Wires wires) {
        this.parts = parts;
        this.attempts = attempts;
        this.written = wires.written();
        this.values = new Values(parts.journal(), parts.artifacts());
        this.looks = new Looks(values, wires.io(), wires.mail());
        this.places = new Places(options);
        this.starter = new Starter(this, looks, values, places, options);
        this.reports = new Reports(this, looks, values, places, wires, options);
        this.runs = new Runs(this, looks, wires, parts, options);
    }

    /// What connects the core with the threads around it.
    ///
    /// @param io does what reads and writes, after the commit
    /// @param mail sends to the loop from any thread
    /// @param written told after each commit for each run in it
    /// @param plans shared with the callers' threads
    record Wires(Executor io, Consumer<Mail> mail, Consumer<RunId> written, KnownPlan.Shelf plans) {}

    Values values() {
        return values;
    }

    Instant instant() {
        return Instant.ofEpochMilli(now);
    }

    /// When the next turn is due at the latest, in milliseconds since 1970.
    long nextTimer() {
        return own.isEmpty() ? timers.next() : 0;
    }

    /// One round: everything that was sent, one commit, all effects.
    ///
    /// @throws dev.towpath.spi.StoreException if the journal failed: nothing of this round has happened
    ///     then, and this object must not be used again
    void turn(List<Mail> mails) {
        now = parts.clock().millis();
        for (var timer : timers.due(now)) {
            var run = lives.get(timer.run());
            if (run != null) tell(run, new Message.TimerFired(timer.step(), timer.unit()));
        }
        var followUps = List.copyOf(own);
        own.clear();
        for (var mail : followUps) handle(mail);
        for (var mail : mails) handle(mail);
        starter.start();
        commit();
        perform();
    }

    private void handle(Mail mail) {
        switch (mail) {
            case Mail.Submit submit -> runs.submit(submit);
            case Mail.Adopt adopt -> runs.adopt(adopt);
            case Mail.AskChild ask -> runs.askChild(ask);
            case Mail.ChildLoaded loaded -> runs.childLoaded(loaded);
            case Mail.ChildEnded ended -> runs.childEnded(ended);
            case Mail.Reported(var report) -> reports.take(report);
            case Mail.Prepared prepared -> reports.prepared(prepared);
            case Mail.Cancel(var id, var reason, var answer) -> {
                var run = lives.get(id);
                if (run != null) tell(run, new Message.Cancel(reason));
                afterwards.add(() -> answer.complete(run != null));
            }
            case Mail.Await(var id, var answer) -> {
                if (lives.containsKey(id)) wait(id, answer);
                else afterwards.add(() -> answer.complete(Optional.empty()));
            }
            case Mail.Look(var id, var answer) -> {
                var run = lives.get(id);
                afterwards.add(() -> answer.complete(Optional.ofNullable(run).map(Live::snapshot)));
            }
            case Mail.Looked(var id, var watch, var answer, var list, var keep) -> {
                var run = lives.get(id);
                if (run != null) tell(run, looks.told(run, watch, answer, list, keep));
            }
            case Mail.Listed(var id, var watch, var list, var failure) -> {
                var run = lives.get(id);
                if (run != null) starter.listed(run, watch, list, failure);
            }
            case Mail.Gathered(var id, var step, var list, var elements) -> {
                var run = lives.get(id);
                if (run != null && run.state.status(step) == Status.RUNNING)
                    tell(run, reports.gathered(run, step, list, elements));
            }
            case Mail.NotGathered(var id, var step, var failure) -> {
                var run = lives.get(id);
                if (run != null) tell(run, new Message.GatherFailed(step, failure));
            }
        }
    }

    private void wait(RunId run, CompletableFuture<Optional<RunEnd>> answer) {
        var waiting = waiters.computeIfAbsent(run, _ -> new ArrayList<>());
        waiting.removeIf(CompletableFuture::isDone); // those that did not want to wait any longer
        waiting.add(answer);
    }

    @Nullable
    Live live(RunId run) {
        return lives.get(run);
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
        changed.add(run);
    }

    /// Does something after the commit.
    void afterwards(Runnable job) {
        afterwards.add(job);
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
            var decision = Machine.turn(run.state, message, now);
            if (decision.isNothing()) continue;
            any = true;
            changed.add(run);
            for (var event : decision.events()) {
                run.events.add(event);
                run.projection.observe(event, now);
            }
            for (var effect : decision.effects()) {
                var answer = atOnce(run, effect);
                if (answer != null) messages.add(answer);
            }
        }
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

    private void commit() {
        var entries = new ArrayList<Entry>();
        var id = parts.ids().newEvent();
        for (var run : changed) if (run.isChanged()) write(run, id, entries);
        if (entries.isEmpty()) return;
        parts.journal().commit(entries);
        values.written();
    }

    private void write(Live run, String id, List<Entry> entries) {
        var first = run.seq + 1;
        run.seq += run.events.size();
        if (run.isNew) entries.add(new Entry.NewRun(run.currentRow(parts.ids().owner())));
        else if (run.projection.isRunChanged())
            entries.add(new Entry.RunChanged(run.currentRow(parts.ids().owner())));
        if (!run.events.isEmpty())
            entries.add(new Entry.Events(new EventRow(
                    run.id(), first, run.events.size(), run.state.epoch(), id, instant(), Events.pack(run.events))));
        var steps = run.projection.changedSteps();
        for (var step = steps.nextSetBit(0); step >= 0; step = steps.nextSetBit(step + 1))
            if (!(run.node(step) instanceof Node.Choice)) entries.add(new Entry.StepChanged(run.stepRow(step)));
        entries.addAll(run.entries);
        run.projection.written();
        run.entries.clear();
        run.isNew = false;
    }

    private void perform() {
        for (var run : changed) {
            var effects = List.copyOf(run.effects);
            run.effects.clear();
            for (var effect : effects) perform(run, effect);
            if (!run.events.isEmpty()) written.accept(run.id());
            run.events.clear();
        }
        changed.clear();
        var jobs = List.copyOf(afterwards);
        afterwards.clear();
        for (var job : jobs) job.run();
    }

    private void perform(Live run, Effect effect) {
        switch (effect) {
            case Effect.Look(var watch) -> looks.later(run, watch);
            case Effect.Gather(var step) -> {
                if (run.state.status(step) == Status.RUNNING) looks.gatherLater(run, step);
            }
            case Effect.Timer(var step, var unit, var at) -> timers.add(new Timers.Timer(at, run.id(), step, unit));
            case Effect.StopAttempts _ -> attempts.stop(run.id());
            case Effect.SubmitChild(var step, var unit) ->
                own.add(new Mail.AskChild(run.id(), step, unit, run.state.unitTries(step, unit) > 1));
            case Effect.CancelChild(var step, var unit) -> runs.cancelChild(run, step, unit);
            case Effect.Announce _ -> ended(run);
            case Effect.Start _ -> throw new IllegalStateException("starts have their place already");
        }
    }

    void start(Task task) {
        afterwards.add(() -> attempts.start(task));
    }

    /// A run has ended, and everybody may know.
    private void ended(Live run) {
        if (!run.state.status().isTerminal()) return;
        lives.remove(run.id());
        starter.forget(run);
        var made = run.state.output();
        var end = new RunEnd(run.id(), run.state.status(), made == null ? null : made.digest(), run.state.failure());
        var waiting = waiters.remove(run.id());
        if (waiting != null) for (var waiter : waiting) waiter.complete(Optional.of(end));
        if (run.parent != null) own.add(new Mail.ChildEnded(run.parent, end, made == null ? 0 : made.size()));
    }

    /// A run can not go on here: those who wait for it are told why.
    void park(Live run, RuntimeException why) {
        afterwards.add(() -> {
            lives.remove(run.id());
            starter.forget(run);
            var waiting = waiters.remove(run.id());
            if (waiting != null) for (var waiter : waiting) waiter.completeExceptionally(why);
        });
    }

    /// The engine can not go on: everybody who waits is told why.
    void abandon(RuntimeException why) {
        for (var waiting : waiters.values()) for (var waiter : waiting) waiter.completeExceptionally(why);
        waiters.clear();
    }
}
