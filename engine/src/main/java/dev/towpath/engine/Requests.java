package dev.towpath.engine;

import dev.towpath.Digest;
import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.engine.machine.Ancestors;
import dev.towpath.engine.machine.Made;
import dev.towpath.engine.machine.Message;
import dev.towpath.engine.machine.Verdict;
import dev.towpath.plan.Node;
import dev.towpath.plan.Plan;
import dev.towpath.spi.InboxRow;
import dev.towpath.spi.RunRow;
import dev.towpath.spi.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What callers ask of an engine: looks up what that takes, on the caller's thread, and sends it to the loop. The
/// answers come after the commit that makes them true.
final class Requests {
    private static final int TRIES = 5;
    private static final String RESUMED = "resumed";

    private final Engine.Parts parts;
    private final Core.Wires wires;
    private final Recovery recovery;
    private final Inbox inbox;
    private final Replacing replacing;

    Requests(Engine.Parts parts, Core.Wires wires) {
        this.parts = parts;
        this.wires = wires;
        this.recovery = new Recovery(parts.journal(), parts.rules(), wires.plans());
        this.inbox = new Inbox(parts, wires);
        this.replacing = new Replacing(parts, wires, recovery);
    }

    /// A new run.
    CompletableFuture<RunId> submit(Submission submission) {
        var only = submission.only();
        return submit(submission, only == null ? null : only(only, wires.plans().of(submission.plan())), null);
    }

    /// A new run that repeats another one, as far as that is not valid any more.
    ///
    /// @param from a step that is executed again in any case; null for none
    CompletableFuture<RunId> rerun(RunId origin, Submission submission, @Nullable String from) {
        return submit(submission, replacing.repeated(origin, submission, from).reuse(), origin);
    }

    /// What [#rerun] keeps.
    Changes changes(RunId origin, Submission submission, @Nullable String from) {
        return replacing.repeated(origin, submission, from).changes();
    }

    /// What [#resumeWith] keeps.
    Changes changes(RunId run, Plan plan) {
        return replacing.changes(run, plan);
    }

    /// Goes on with a run by other code.
    CompletableFuture<Boolean> resumeWith(RunId run, Digest bundle, Plan plan) {
        var loaded = recovery.load(run);
        if (loaded.state.status() == Status.SUCCEEDED) throw nothing(run, "it has succeeded");
        if (!loaded.state.status().isTerminal() && isElsewhere(now(loaded)))
            throw nothing(run, "process " + loaded.row.owner() + " executes it");
        var root = root(loaded.row);
        if (!root.id().equals(run)) return resumeWith(root, loaded);
        var code = parts.code().load(bundle);
        if (code instanceof CodeLoader.Code.Missing missing) throw Runs.missing(run, missing);
        Doubts.check(loaded);
        inbox.addLetters(loaded);
        return replacing.resume(loaded, bundle, plan, code).thenApply(taken -> {
            if (!taken) throw nothing(run, "it is being executed");
            return true;
        });
    }

    private CompletableFuture<RunId> submit(
            Submission submission, Message.@Nullable Reuse reuse, @Nullable RunId repeats) {
        var plan = wires.plans().of(submission.plan());
        var small = submission.input().length <= parts.journal().inlineLimit();
        var order = new Mail.Order(
                parts.ids().newRun(parts.clock().instant()),
                plan,
                parts.code().load(submission.bundle()),
                submission.bundle(),
                submission,
                small ? Digest.of(submission.input()) : blob(submission.input()),
                small ? submission.input() : null,
                reuse,
                null,
                null,
                repeats);
        var answer = new CompletableFuture<RunId>();
        wires.mail().send(new Mail.Submit(order, answer));
        return answer;
    }

    private Digest blob(byte[] input) {
        try {
            return parts.artifacts().put(new ByteArrayInputStream(input)).digest();
        } catch (IOException e) {
            throw new StoreException(
                    "store-failed",
                    "the input can not be kept: " + e.getMessage(),
                    null,
                    "See whether the store's disk is there and has room.",
                    e);
        }
    }

    private Message.Reuse only(Submission.Only only, KnownPlan plan) {
        var nodes = plan.plan().nodes();
        var step = find(only.step(), nodes);
        if (step < 0) throw unknownStep(only.step(), plan);
        var origin = recovery.load(only.from());
        var stored = new ArrayList<Message.Stored>();
        var before = Ancestors.of(plan.graph(), step);
        for (var node = before.nextSetBit(0); node >= 0; node = before.nextSetBit(node + 1)) {
            if (nodes.get(node) instanceof Node.Choice) continue;
            var name = nodes.get(node).name();
            var there = find(name, origin.plan.plan().nodes());
            var made = there < 0 ? null : origin.state.made(there);
            if (made != null) stored.add(new Message.Stored(node, only.from(), made));
            else if (there < 0 || origin.state.status(there) != Status.SKIPPED)
                throw new EngineException(
                        "no-stored-output",
                        "run " + only.from() + " has no output of '" + name + "'",
                        only.step(),
                        "Run the whole pipeline first.",
                        null);
        }
        return new Message.Reuse(stored, step);
    }

    static EngineException unknownStep(String step, KnownPlan plan) {
        return new EngineException(
                "unknown-step",
                "there is no step '" + step + "'",
                plan.plan().name(),
                "The steps are: "
                        + String.join(
                                ", ",
                                plan.plan().nodes().stream().map(Node::name).toList()) + ".",
                null);
    }

    static int find(String name, List<Node> nodes) {
        for (var i = 0; i < nodes.size(); i++) if (nodes.get(i).name().equals(name)) return i;
        return -1;
    }

    /// Goes on with a run from what is stored. If another process executes it, and it is paused, that goes on.
    CompletableFuture<Boolean> resume(RunId run) {
        var loaded = recovery.load(run);
        if (loaded.state.status() == Status.SUCCEEDED) throw nothing(run, "it has succeeded");
        if (loaded.state.isPaused() && parts.owners().isAlive(loaded.row.owner()))
            return ask(run, new Message.Unpause(RESUMED), InboxRow.Kind.RESUME);
        if (!loaded.state.status().isTerminal() && isElsewhere(now(loaded)))
            throw nothing(run, "process " + loaded.row.owner() + " executes it");
        var root = root(loaded.row);
        if (!root.id().equals(run)) return resumeWith(root, loaded);
        var code = parts.code().load(loaded.row.bundle());
        var missing = code instanceof CodeLoader.Code.Missing known ? Runs.missing(run, known) : null;
        if (missing != null && !canQueue(loaded.state.status())) throw missing;
        return taken(loaded, code, List.of()).thenApply(taken -> {
            if (!taken) throw nothing(run, "it is being executed");
            if (missing != null) throw missing;
            return true;
        });
    }

    /// The run that has asked for this one, through others or by itself, if it has not ended: who executes that one
    /// executes all of them.
    private RunRow root(RunRow row) {
        var root = row;
        for (var parent = asking(root); parent != null; parent = asking(root)) root = parent;
        return root;
    }

    private @Nullable RunRow asking(RunRow row) {
        if (row.parent() == null || row.parentStep() == null) return null;
        var parent = parts.journal().run(row.parent()).orElse(null);
        return parent == null || parent.status().isTerminal() ? null : parent;
    }

    private CompletableFuture<Boolean> resumeWith(RunRow root, Live loaded) {
        if (loaded.state.status().isTerminal())
            throw nothing(loaded.id(), "run " + root.id() + ", its parent, goes on");
        if (!loaded.state.isPaused()) return adopt(root.id());
        var wish = new Wish(_ -> new Message.Unpause(RESUMED), Inbox.body(RESUMED), null);
        return posted(root, loaded.id(), InboxRow.Kind.RESUME, wish);
    }

    /// Its row, read after all else: another process may have taken the run while it was loaded.
    private RunRow now(Live loaded) {
        return parts.journal().run(loaded.id()).orElse(loaded.row);
    }

    private boolean isElsewhere(RunRow row) {
        return !row.owner().equals(parts.owners().me()) && parts.owners().isAlive(row.owner());
    }

    /// Takes a run that nobody executes; the answer is false if somebody does, or it has ended.
    CompletableFuture<Boolean> adopt(RunId run) {
        var loaded = recovery.load(run);
        if (loaded.state.status().isTerminal() || isElsewhere(now(loaded)))
            return CompletableFuture.completedFuture(false);
        return orFalse(sent(loaded, parts.code().load(loaded.row.bundle()), List.of(), null));
    }

    /// Who was slower than another process has not got the run.
    private static CompletableFuture<Boolean> orFalse(CompletableFuture<Boolean> taken) {
        return taken.exceptionally(why -> {
            if (why instanceof EngineException known && known.code().equals("run-taken-over")) return false;
            throw new CompletionException(why);
        });
    }

    /// A run becomes ours and is told some things; first what makes it go on if it has ended or is paused.
    private CompletableFuture<Boolean> taken(Live loaded, CodeLoader.Code code, List<Message> then) {
        var all = new ArrayList<Message>();
        if (loaded.state.status().isTerminal()) all.add(new Message.Resume());
        all.add(new Message.Unpause(RESUMED)); // it may have been asked to pause by a message
        all.addAll(then);
        return sent(loaded, code, all, null);
    }

    private CompletableFuture<Boolean> sent(
            Live loaded, CodeLoader.Code code, List<Message> then, @Nullable Output value) {
        inbox.addLetters(loaded);
        var answer = new CompletableFuture<Boolean>();
        wires.mail().send(new Mail.Adopt(loaded, code, then, value, answer));
        return answer;
    }

    /// Whether a run can wait in the queue for its code; one whose process died is left as it stands.
    private static boolean canQueue(Status status) {
        return switch (status) {
            case QUEUED, FAILED, CANCELLED -> true;
            case CREATED, RUNNING, WAITING, SUCCEEDED, CACHED, SKIPPED, CANCELLING, LOST -> false;
        };
    }

    private static EngineException nothing(RunId run, String why) {
        return new EngineException(
                "nothing-to-resume",
                "run " + run + " can not be resumed: " + why,
                run.text(),
                "Only a run that was interrupted, has failed, was cancelled or paused goes on.",
                null);
    }

    /// Asks whoever executes a run for something. If nobody does it is taken first. The answer is false if there is no
    /// such run or it has ended.
    CompletableFuture<Boolean> ask(RunId run, Message message, InboxRow.Kind kind) {
        return ask(run, kind, new Wish(_ -> message, Inbox.body(reason(message)), null), TRIES);
    }

    private static String reason(Message message) {
        return switch (message) {
            case Message.Cancel(var reason) -> reason;
            case Message.Pause(var reason) -> reason;
            case Message.Unpause(var reason) -> reason;
            default -> "";
        };
    }

    /// What is asked for.
    ///
    /// @param message given the run's plan
    /// @param body for another process
    /// @param value that the message names
    private record Wish(
            Function<KnownPlan, Message> message,
            Map<String, ?> body,
            @Nullable Output value) {}

    /// @param tries how often it is tried if others take the run at the same time
    private CompletableFuture<Boolean> ask(RunId run, InboxRow.Kind kind, Wish wish, int tries) {
        var row = parts.journal().run(run);
        if (row.isEmpty()) return CompletableFuture.completedFuture(false);
        var plan = recovery.plan(row.get());
        var here = new CompletableFuture<Boolean>();
        wires.mail().send(new Mail.Tell(run, wish.message().apply(plan), wish.value(), here));
        return here.thenComposeAsync(
                done -> done ? CompletableFuture.completedFuture(true) : elsewhere(run, kind, wish, tries), wires.io());
    }

    private CompletableFuture<Boolean> elsewhere(RunId run, InboxRow.Kind kind, Wish wish, int tries) {
        var row = parts.journal().run(run).orElseThrow(() -> EngineException.unknown(run));
        if (row.status().isTerminal()) return CompletableFuture.completedFuture(false);
        if (isElsewhere(row)) return posted(row, run, kind, wish);
        var root = root(row);
        if (!root.id().equals(run)) return posted(root, run, kind, wish);
        return orFalse(takenFor(run, kind, wish))
                .thenComposeAsync(
                        done -> done || tries == 0
                                ? CompletableFuture.completedFuture(done)
                                : ask(run, kind, wish, tries - 1),
                        wires.io());
    }

    /// Writes a message to a run; whoever executes it, or the run that has asked for it, is told of that.
    private CompletableFuture<Boolean> posted(RunRow executed, RunId run, InboxRow.Kind kind, Wish wish) {
        if (kind == InboxRow.Kind.DECIDE) new Doubts(parts, recovery).check(run, wish.message());
        var posted = new CompletableFuture<Boolean>();
        wires.mail().send(new Mail.Post(inbox.row(run, kind, wish.body()), wish.value(), posted));
        return posted.thenComposeAsync(
                _ -> {
                    parts.owners().poke(executed.owner());
                    return isElsewhere(executed) ? CompletableFuture.completedFuture(true) : delivered(executed.id());
                },
                wires.io());
    }

    /// What was written to a run whose owner has died meanwhile is read by whoever has it now, or takes it.
    private CompletableFuture<Boolean> delivered(RunId run) {
        var row = parts.journal().run(run).orElseThrow(() -> EngineException.unknown(run));
        if (row.status().isTerminal()) return CompletableFuture.completedFuture(true);
        if (row.owner().equals(parts.owners().me())) wires.mail().send(new Mail.Poked());
        if (isElsewhere(row)) parts.owners().poke(row.owner());
        return adopt(run).thenApply(_ -> true);
    }

    /// Nobody executes it: it is taken, and told in the same turn.
    private CompletableFuture<Boolean> takenFor(RunId run, InboxRow.Kind kind, Wish wish) {
        var loaded = recovery.load(run);
        if (loaded.state.status().isTerminal()) return CompletableFuture.completedFuture(false);
        var row = now(loaded);
        if (isElsewhere(row)) return posted(row, run, kind, wish);
        var told = wish.message().apply(loaded.plan);
        if (told instanceof Message.Decide decide) new Doubts(parts, recovery).check(run, decide);
        return sent(loaded, parts.code().load(loaded.row.bundle()), List.of(told), wish.value());
    }

    /// Says what became of an attempt that may have happened.
    ///
    /// @param unit -1 for a step that is not mapped
    CompletableFuture<Boolean> decide(RunId run, String step, int unit, Settlement settlement) {
        var value = settlement instanceof Settlement.Done done ? kept(done) : null;
        var verdict = switch (settlement) {
            case Settlement.Retry _ -> new Verdict.Retry();
            case Settlement.Fail(var reason) -> new Verdict.Fail(Inbox.failed(reason));
            case Settlement.Done _ -> done(value);
        };
        return ask(
                run,
                InboxRow.Kind.DECIDE,
                new Wish(plan -> decided(step, unit, verdict, plan), Inbox.body(step, unit, verdict), value),
                TRIES);
    }

    private static Verdict done(@Nullable Output value) {
        if (value == null) throw new IllegalStateException("what is done has a value");
        return new Verdict.Done(new Made(value.digest(), value.size()));
    }

    private Output kept(Settlement.Done done) {
        var small = done.value().length <= parts.journal().inlineLimit();
        return new Output(
                small ? Digest.of(done.value()) : blob(done.value()),
                small ? done.value() : null,
                done.value().length,
                done.contents());
    }

    private static Message decided(String step, int unit, Verdict verdict, KnownPlan plan) {
        var node = find(step, plan.plan().nodes());
        if (node < 0) throw unknownStep(step, plan);
        return new Message.Decide(node, unit, verdict);
    }

    /// The end of a run; empty if it is not executed here.
    CompletableFuture<Optional<RunEnd>> end(RunId run) {
        var answer = new CompletableFuture<Optional<RunEnd>>();
        wires.mail().send(new Mail.Await(run, answer));
        return answer;
    }

    /// How a run that is not executed here has ended.
    RunEnd stored(RunId run) {
        var row = parts.journal().run(run).orElseThrow(() -> EngineException.unknown(run));
        if (row.status().isTerminal()) return new RunEnd(run, row.status(), row.output(), row.failure());
        if (row.status() == Status.QUEUED && !row.reason().isEmpty())
            throw new EngineException(
                    "missing-code",
                    "the code of the run can not be loaded: " + row.reason(),
                    run.text(),
                    "Resume the run where its code is.",
                    null);
        var isElsewhere = isElsewhere(row);
        throw new EngineException(
                "not-executed",
                "run " + run + " is " + row.status() + " and " + (isElsewhere ? "process " + row.owner() : "nobody")
                        + " executes it",
                run.text(),
                isElsewhere ? "Look at it with `towpath show " + run + "`." : "Resume it.",
                null);
    }

    /// A run as it is; empty if it is not executed here.
    CompletableFuture<Optional<RunSnapshot>> live(RunId run) {
        var answer = new CompletableFuture<Optional<RunSnapshot>>();
        wires.mail().send(new Mail.Look(run, answer));
        return answer;
    }
}
