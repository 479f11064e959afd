package dev.towpath.engine;

import dev.towpath.Digest;
import dev.towpath.Failure;
import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.engine.machine.Made;
import dev.towpath.engine.machine.Message;
import dev.towpath.engine.machine.UnitResults;
import dev.towpath.plan.Node;
import dev.towpath.plan.Plan;
import dev.towpath.spi.Entry;
import dev.towpath.spi.KeyTaken;
import dev.towpath.spi.RunRow;
import dev.towpath.value.Elements;
import dev.towpath.value.EncodedJson;
import dev.towpath.value.Json;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How runs come to this engine: submitted, resumed, or asked for by a step of another run.
final class Runs {
    private static final List<Message> AGAIN = List.of(new Message.Resume());
    private static final int PLANS_KEPT = 1024;

    private final Core core;
    private final Looks looks;
    private final Core.Wires wires;
    private final Engine.Parts parts;
    private final EngineOptions options;
    private final Recovery recovery;
    private final Inbox inbox;
    /// Plans that are on disk or that the next commit writes.
    private final Set<Digest> plansKept = new HashSet<>();

    /// New runs that have a key and are not on disk.
    private final Map<String, Live> unwritten = new HashMap<>();

    Runs(Core core, Looks looks, Core.Wires wires, Engine.Parts parts, EngineOptions options) {
        this.core = core;
        this.looks = looks;
        this.wires = wires;
        this.parts = parts;
        this.options = options;
        this.recovery = new Recovery(parts.journal(), parts.rules(), wires.plans());
        this.inbox = new Inbox(parts, wires);
    }

    void submit(Mail.Submit submit) {
        var order = submit.order();
        var known = unwritten.get(order.wish().key());
        if (known != null) {
            core.reply(known, submit.answer(), known.id());
            return;
        }
        var stored = stored(order.wish().key());
        if (stored.isPresent()) core.afterwards(() -> submit.answer().complete(stored.get()));
        else core.reply(create(order), submit.answer(), order.run());
    }

    private Optional<RunId> stored(@Nullable String key) {
        return key == null ? Optional.empty() : parts.journal().runByKey(key);
    }

    private Optional<RunId> byKey(String key) {
        var fresh = unwritten.get(key);
        return fresh != null ? Optional.of(fresh.id()) : stored(key);
    }

    private Live create(Mail.Order order) {
        var wish = order.wish();
        var parent = order.parent();
        var row = new RunRow(
                order.run(),
                order.plan().plan().name(),
                Status.CREATED,
                order.bundle(),
                order.plan().digest(),
                order.inputDigest(),
                wish.durability().into(wish.options()),
                wish.priority(),
                wish.key(),
                parent == null ? order.repeats() : parent.run(),
                order.parentStep(),
                "",
                0,
                0,
                core.instant(),
                null,
                null,
                null,
                null,
                "");
        var run = new Live(row, order.plan());
        run.isNew = true;
        run.parent = parent;
        core.add(run);
        var key = wish.key();
        if (key != null) unwritten.put(key, run);
        if (plansKept.size() > PLANS_KEPT) plansKept.clear(); // known ones are left as they are
        if (plansKept.add(order.plan().digest()))
            core.keep(new Entry.KeepValue(order.plan().digest(), order.plan().json(), List.of()));
        if (order.input() != null)
            looks.keep(run, new Output(order.inputDigest(), order.input(), order.input().length, wish.contents()));
        var mode = wish.mode();
        if (!wish.queueOnly()) run.owner = parts.owners().me();
        core.tell(run, new Message.Submit(run.owner, mode.serial(), mode.batch(), order.reuse()));
        if (wish.queueOnly()) core.afterwards(run, () -> release(run));
        else code(run, order.code());
        return run;
    }

    /// Somebody else executes it.
    private void release(Live run) {
        core.remove(run);
        parts.owners().pokeAdopters();
    }

    private void code(Live run, CodeLoader.Code code) {
        switch (code) {
            case CodeLoader.Code.Ready(var loader) -> {
                run.code = run.plan.load(loader);
                core.tell(run, new Message.FindCode());
                core.update(run);
            }
            case CodeLoader.Code.Missing missing -> {
                // To stop takes no code, but the runs that it has asked for have to be told.
                if (run.state.status() != Status.CANCELLING) park(run, missing);
            }
        }
    }

    /// The run waits until somebody resumes it where its code is.
    private void park(Live run, CodeLoader.Code.Missing missing) {
        core.tell(run, new Message.MissCode(why(missing)));
        core.park(run, missing(run.id(), missing));
    }

    private static String why(CodeLoader.Code.Missing missing) {
        return missing.problems().stream().map(problem -> problem.what()).collect(Collectors.joining("; "));
    }

    static EngineException missing(RunId run, CodeLoader.Code.Missing missing) {
        return new EngineException(
                "missing-code",
                "the code of the run can not be loaded: " + why(missing),
                run.text(),
                missing.problems().stream()
                                .map(problem -> problem.advice())
                                .distinct()
                                .collect(Collectors.joining(" ")) + " Then resume the run.",
                null);
    }

    /// Goes on with a run that was loaded by another thread.
    void adopt(Mail.Adopt adopt) {
        var run = adopt.run();
        if (isStale(run) || isOver(run, adopt.then())) {
            core.afterwards(() -> adopt.answer().complete(false));
        } else {
            if (adopt.value() != null) looks.keep(run, adopt.value());
            take(run, adopt.code(), adopt.then());
            core.reply(run, adopt.answer(), true);
        }
    }

    /// Goes on with a run by other code.
    void replace(Mail.Replace replace) {
        var run = replace.run();
        if (isStale(run)) {
            core.afterwards(() -> replace.answer().complete(false));
        } else {
            take(run, replace.code(), replace.message(), List.of());
            core.reply(run, replace.answer(), true);
        }
    }

    /// Whether it had ended when it was loaded, although it went on when somebody decided to take it.
    private static boolean isOver(Live run, List<Message> then) {
        return run.state.status() == Status.SUCCEEDED
                || (run.state.status().isTerminal() && !then.contains(new Message.Resume()));
    }

    private boolean isStale(Live run) {
        return core.live(run.id()) != null || hasGoneOn(run);
    }

    /// A new run is on disk, or will never be.
    void settled(Live run) {
        var key = run.row.key();
        if (key != null) unwritten.remove(key, run);
    }

    /// Another process has the run: those who asked are told. Who has submitted a run whose key is taken wants the one
    /// that has it.
    @SuppressWarnings("unchecked") // a new run is asked for by those who submit it
    void refused(Turn.Part part, RuntimeException why) {
        var run = part.run();
        if (!(why instanceof KeyTaken taken)) {
            for (var reply : part.after().replies()) reply.refuse(why);
            askAgain(run);
            return;
        }
        askAgain(run);
        var other = parts.journal().runByKey(taken.key());
        for (var reply : part.after().replies())
            if (other.isPresent()) ((CompletableFuture<RunId>) reply.answer()).complete(other.get());
            else reply.refuse(why);
    }

    /// Who had a run before may have written to it while it was taken: the step that wants it asks again, unless its
    /// own
    /// run was taken too.
    private void askAgain(Live child) {
        var parent = child.parent;
        var run = parent == null ? null : asking(parent);
        if (parent == null || run == null) return;
        var again = run.state.unitTries(parent.step(), parent.unit()) > 1;
        core.next(new Mail.AskChild(run.id(), parent.step(), parent.unit(), again));
    }

    /// Whether another process has taken a run since it was ours.
    boolean isTaken(Live run) {
        var row = parts.journal().run(run.id());
        return row.isPresent() && row.get().epoch() > run.state.epoch();
    }

    /// Whether more is on disk than was loaded.
    private boolean hasGoneOn(Live loaded) {
        return !parts.journal().events(loaded.id(), loaded.seq + 1, 1).isEmpty();
    }

    /// From here on the run is ours, and it is told some things at once. After its end it goes on only if it is told
    /// so.
    private void take(Live run, CodeLoader.Code code, List<Message> then) {
        var me = parts.owners().me();
        take(run, code, new Message.TakeOver(me, run.state.epoch() + 1, options.interruptions()), then);
    }

    private void take(Live run, CodeLoader.Code code, Message first, List<Message> then) {
        run.owner = parts.owners().me();
        run.isClaimed = true;
        core.add(run);
        if (code instanceof CodeLoader.Code.Ready(var loader)) run.code = run.plan.load(loader);
        core.tell(run, first);
        core.readLetters(run);
        for (var message : then) core.tell(run, message);
        if (!run.state.status().isTerminal()) code(run, code);
    }

    private static String key(RunId parent, Node step, int unit) {
        return parent + "/" + parentStep(step, unit);
    }

    private static String parentStep(Node step, int unit) {
        return step.name() + "/" + unit;
    }

    /// A unit of `expand` asks for its run: a new one, or the one it has asked for before. If it was asked to stop
    /// meanwhile, so is that run.
    void askChild(Mail.AskChild ask) {
        var run = core.live(ask.run());
        if (run == null) return;
        var parent = new Live.Parent(run.id(), run.state.epoch(), ask.step(), ask.unit());
        var known = byKey(key(run.id(), run.node(ask.step()), ask.unit()));
        if (known.isPresent()) again(run, parent, known.get(), ask.again());
        else if (isStopping(run, parent)) stopped(run, parent);
        else if (run.state.unitStatus(ask.step(), ask.unit()) == Status.RUNNING) {
            var list = core.list(run, ask.step());
            if (list == null) run.asks.add(ask);
            else newChild(run, parent, list);
        }
    }

    private void again(Live run, Live.Parent parent, RunId child, boolean again) {
        run.children.put(slot(parent), child);
        var live = core.live(child);
        if (live != null) {
            live.parent = parent;
            if (isStopping(run, parent)) cancelChild(run, parent.step(), parent.unit());
        } else {
            core.afterwards(run, () -> wires.io().execute(() -> loadChild(child, parent, again)));
        }
    }

    /// The run that has asked for another one; null if it does not any more.
    private @Nullable Live asking(Live.Parent parent) {
        var run = core.live(parent.run());
        return run == null || run.state.epoch() != parent.epoch() ? null : run;
    }

    private static boolean isStopping(Live run, Live.Parent parent) {
        return run.state.unitStatus(parent.step(), parent.unit()) == Status.CANCELLING;
    }

    private void stopped(Live run, Live.Parent parent) {
        var number = run.state.unitTries(parent.step(), parent.unit());
        core.tell(run, new Message.AttemptStopped(parent.step(), parent.unit(), run.state.epoch(), number));
    }

    private void newChild(Live run, Live.Parent parent, Elements list) {
        var step = (Node.Expand) run.node(parent.step());
        var call = list.get(parent.unit());
        var name = String.valueOf(Json.parse(EncodedJson.component(call, List.of("pipeline"))));
        var plan = step.pipelines().stream().filter(p -> p.name().equals(name)).findFirst();
        var code = run.code;
        if (plan.isEmpty()) {
            failed(run, parent, unknownPipeline(step, parent.unit(), name));
        } else if (code != null) {
            try {
                var child = create(order(run, parent, plan.get(), EncodedJson.component(call, List.of("input"))));
                run.children.put(slot(parent), child.id());
            } catch (IOException e) {
                failed(run, parent, Failures.of("the input of a call can not be kept", step, e));
            }
        }
    }

    private Mail.Order order(Live run, Live.Parent parent, Plan plan, byte[] input) throws IOException {
        var code = run.code;
        if (code == null) throw new IllegalStateException("a run without code has asked for another one");
        var key = key(run.id(), run.node(parent.step()), parent.unit());
        var mode = new Mode(run.state.isSerial(), run.state.batch());
        var wish = new Submission(run.row.bundle(), plan, input, List.of(), run.row.options(), key, mode, null)
                .withPriority(run.row.priority());
        var kept = core.values().put(input, List.of());
        return new Mail.Order(
                parts.ids().newRun(core.instant()),
                wires.plans().of(plan),
                new CodeLoader.Code.Ready(code.loader()),
                run.row.bundle(),
                wish,
                kept.digest(),
                kept.bytes(),
                null,
                parent,
                parentStep(run.node(parent.step()), parent.unit()),
                null);
    }

    private static long slot(Live.Parent parent) {
        return slot(parent.step(), parent.unit());
    }

    private static long slot(int step, int unit) {
        return (long) step << 32 | unit;
    }

    private static Failure unknownPipeline(Node.Expand step, int unit, String name) {
        var known = step.pipelines().stream().map(Plan::name).collect(Collectors.joining(", "));
        return new Failure(
                "unknown-pipeline",
                "a call asks for the pipeline '" + name + "', known are: " + known,
                step.name(),
                unit,
                1,
                step.frame().at(),
                "Give it to expand, or call one of these.",
                null,
                "",
                List.of());
    }

    /// On a thread for the store.
    private void loadChild(RunId child, Live.Parent parent, boolean again) {
        Live loaded;
        try {
            loaded = recovery.load(child);
        } catch (RuntimeException e) {
            if (Recovery.isOfStore(e)) throw e;
            wires.mail().send(new Mail.ChildEnded(parent, unreadable(child, e), 0));
            return;
        }
        inbox.addLetters(loaded);
        wires.mail().send(new Mail.ChildLoaded(loaded, parent, again));
    }

    private static RunEnd unreadable(RunId child, RuntimeException why) {
        var what = "it can not be read: " + why.getMessage();
        var hint = "Look at that run with `towpath show " + child + "`, then resume this one.";
        return new RunEnd(child, Status.FAILED, null, Failure.of("run-unreadable", what, hint));
    }

    void childLoaded(Mail.ChildLoaded loaded) {
        var child = loaded.child();
        var parent = asking(loaded.parent());
        if (parent == null) return;
        var code = parent.code;
        var status = child.state.status();
        var made = child.state.output();
        var isOver = status == Status.SUCCEEDED
                || (status.isTerminal() && (!loaded.again() || isStopping(parent, loaded.parent())));
        var live = core.live(child.id());
        if (live != null) {
            live.parent = loaded.parent();
        } else if (hasGoneOn(child)) {
            core.afterwards(
                    parent, () -> wires.io().execute(() -> loadChild(child.id(), loaded.parent(), loaded.again())));
        } else if (isOver || (code == null && !isStopping(parent, loaded.parent()))) {
            var end = new RunEnd(child.id(), status, made == null ? null : made.digest(), child.state.failure());
            core.next(new Mail.ChildEnded(loaded.parent(), end, made == null ? 0 : made.size()));
        } else {
            child.parent = loaded.parent();
            if (code == null) take(child, new CodeLoader.Code.Missing(List.of()), List.of(cancelled(parent)));
            else take(child, new CodeLoader.Code.Ready(code.loader()), status.isTerminal() ? AGAIN : List.of());
        }
        if (isStopping(parent, loaded.parent()))
            cancelChild(parent, loaded.parent().step(), loaded.parent().unit());
    }

    void childEnded(Mail.ChildEnded ended) {
        var parent = ended.parent();
        var run = asking(parent);
        if (run == null) return;
        run.children.remove(slot(parent));
        var end = ended.end();
        var number = run.state.unitTries(parent.step(), parent.unit());
        if (end.status() == Status.SUCCEEDED && end.output() != null)
            core.tell(
                    run,
                    new Message.UnitsDone(
                            parent.step(),
                            run.state.epoch(),
                            given(parent.unit(), number, new Made(end.output(), ended.size()))));
        else if (end.status() == Status.CANCELLED && isStopping(run, parent)) stopped(run, parent);
        else failed(run, parent, childFailure(run.node(parent.step()), parent.unit(), end));
    }

    private UnitResults given(int unit, int number, Made made) {
        var now = new long[] {core.instant().toEpochMilli()};
        return new UnitResults(
                number, new int[] {unit}, now, now, new byte[1][], new Digest[] {made.digest()}, new long[] {made.size()
                });
    }

    private void failed(Live run, Live.Parent parent, Failure failure) {
        var now = core.instant().toEpochMilli();
        var number = run.state.unitTries(parent.step(), parent.unit());
        // A run that was asked for has used up tries of its own: it is not tried again as a whole.
        var cause = new Message.Cause(Message.Kind.BUSINESS, List.of(), failure, 0);
        core.tell(
                run,
                new Message.AttemptFailed(parent.step(), parent.unit(), run.state.epoch(), number, now, now, cause));
    }

    private static Failure childFailure(Node step, int unit, RunEnd end) {
        var failure = end.failure();
        if (failure == null) {
            var what = end.status() == Status.CANCELLED ? "was cancelled" : "gave no result";
            return new Failure(
                    "child-failed",
                    "run " + end.run() + " " + what,
                    step.name(),
                    unit,
                    1,
                    step.frame().at(),
                    "Look at that run, then resume this one.",
                    null,
                    "",
                    List.of());
        }
        return new Failure(
                failure.code(),
                "run " + end.run() + ": " + failure.message(),
                step.name(),
                unit,
                failure.attempt(),
                failure.at(),
                failure.hint(),
                failure.error(),
                failure.stack(),
                failure.lastLines());
    }

    void cancelChild(Live run, int step, int unit) {
        var child = run.children.get(slot(step, unit));
        core.next(
                child == null
                        ? new Mail.AskChild(run.id(), step, unit, false)
                        : new Mail.Cancel(child, cancelled(run).reason(), new CompletableFuture<>()));
    }

    private static Message.Cancel cancelled(Live parent) {
        return new Message.Cancel("its parent " + parent.id() + " is cancelled");
    }
}
