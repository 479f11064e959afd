package dev.towpath.engine;

import dev.towpath.Digest;
import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.TowpathException;
import dev.towpath.engine.machine.Ancestors;
import dev.towpath.engine.machine.Message;
import dev.towpath.plan.Node;
import dev.towpath.spi.ArtifactStore;
import dev.towpath.spi.Journal;
import dev.towpath.spi.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Executes runs durably: what [#submit] has returned survives the loss of power, and a step that is recorded as
/// succeeded is not executed again. Safe for many threads. The journal and the store are the caller's to close, after
/// the engine.
public final class Engine implements AutoCloseable {
    private static final int IO_THREADS = 2;

    private final Parts parts;
    private final KnownPlan.Shelf plans = new KnownPlan.Shelf();
    private final Recovery recovery;
    private final Attempts attempts;
    private final Followers followers;
    private final ExecutorService io;
    private final Loop loop;
    private final AtomicBoolean closed = new AtomicBoolean();

    /// What an engine is made of.
    ///
    /// @param halt called with an exit code when the engine can not go on and must not pretend to: 8 when its own
    ///     threads run out of memory or break. It should end the process at once
    public record Parts(
            Journal journal,
            ArtifactStore artifacts,
            CodeLoader code,
            AttemptsFactory attempts,
            InstantSource clock,
            IdSource ids,
            Halt halt) {}

    /// Ends the process.
    @FunctionalInterface
    public interface Halt {
        /// Called once, by the thread that found out.
        ///
        /// @param exitCode for the process
        /// @param cause what broke
        void now(int exitCode, Throwable cause);
    }

    /// Starts an engine with its threads. It takes up no run by itself.
    public Engine(Parts parts, EngineOptions options) {
        this.parts = parts;
        recovery = new Recovery(parts.journal(), plans);
        followers = new Followers(new History(parts.journal()));
        loop = new Loop(new Mailbox(options.mailbox()), parts.clock(), parts.halt());
        attempts = parts.attempts().make(report -> loop.send(new Mail.Reported(report)));
        // Bounded by what is asked for: one job for each value that does not fit into memory.
        io = Executors.newFixedThreadPool(
                IO_THREADS,
                Thread.ofPlatform().name("towpath-engine-io-", 0).daemon().factory());
        loop.start(new Core(
                parts, options, attempts, new Core.Wires(this::later, loop::send, followers::committed, plans)));
        followers.start();
    }

    private void later(Runnable job) {
        io.execute(() -> {
            try {
                job.run();
            } catch (StoreException e) {
                loop.stop(e);
            } catch (Throwable e) { // whatever broke, a run would wait for its answer for ever
                loop.fail(e);
            }
        });
    }

    /// Accepts a run. When this returns the run is on disk. The same key twice gives the same run.
    ///
    /// @throws EngineException for a run of one step: `unknown-step`, `no-stored-output`
    /// @throws StoreException if it could not be written; then there is no such run
    public RunId submit(Submission submission) {
        return joined(submitting(submission));
    }

    /// Accepts many runs, in as few commits as possible.
    ///
    /// @return their names, in order
    public List<RunId> submitAll(List<Submission> submissions) {
        var answers = new ArrayList<CompletableFuture<RunId>>();
        for (var submission : submissions) answers.add(submitting(submission));
        return answers.stream().map(Engine::joined).toList();
    }

    private CompletableFuture<RunId> submitting(Submission submission) {
        var plan = plans.of(submission.plan());
        var small = submission.input().length <= parts.journal().inlineLimit();
        var only = submission.only() == null ? null : only(submission.only(), plan);
        var order = new Mail.Order(
                parts.ids().newRun(parts.clock().instant()),
                plan,
                parts.code().load(submission.bundle()),
                submission.bundle(),
                submission,
                small ? Digest.of(submission.input()) : blob(submission.input()),
                small ? submission.input() : null,
                only,
                null);
        var answer = new CompletableFuture<RunId>();
        loop.send(new Mail.Submit(order, answer));
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
        if (step < 0)
            throw new EngineException(
                    "unknown-step",
                    "there is no step '" + only.step() + "'",
                    plan.plan().name(),
                    "The steps are: "
                            + String.join(", ", nodes.stream().map(Node::name).toList()) + ".",
                    null);
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

    private static int find(String name, List<Node> nodes) {
        for (var i = 0; i < nodes.size(); i++) if (nodes.get(i).name().equals(name)) return i;
        return -1;
    }

    /// Continues a run whose process died, that failed, or that was cancelled, from what is stored. On disk when this
    /// returns.
    ///
    /// @throws EngineException `run-not-found`; `nothing-to-resume` if it succeeded or is executed here;
    ///     `missing-code` if its code can not be loaded: then a run that had ended or not started is queued and
    ///     keeps the reason
    public void resume(RunId run) {
        if (live(run).isPresent()) throw nothing(run, "it is being executed");
        var loaded = recovery.load(run);
        if (loaded.state.status() == Status.SUCCEEDED) throw nothing(run, "it has succeeded");
        var code = parts.code().load(loaded.row.bundle());
        var missing = code instanceof CodeLoader.Code.Missing known ? Runs.missing(run, known) : null;
        if (missing != null && !canQueue(loaded.state.status())) throw missing;
        var answer = new CompletableFuture<Boolean>();
        loop.send(new Mail.Adopt(loaded, code, answer));
        if (!joined(answer)) throw nothing(run, "it is being executed");
        if (missing != null) throw missing;
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
                "Only a run that was interrupted, has failed or was cancelled goes on.",
                null);
    }

    /// Asks a run to stop. Nothing happens if it has ended or is not executed here. On disk when this returns.
    ///
    /// @param reason who asks and why, for people
    public void cancel(RunId run, String reason) {
        var answer = new CompletableFuture<Boolean>();
        loop.send(new Mail.Cancel(run, reason, answer));
        joined(answer);
    }

    /// Waits for the end of a run that this engine executes or that has ended.
    ///
    /// @throws EngineException `run-not-found`; `not-executed`; `missing-code`; `engine-closed` if the engine
    ///     is closed first
    /// @throws StoreException if the journal failed
    public RunEnd await(RunId run) throws InterruptedException {
        var answer = new CompletableFuture<Optional<RunEnd>>();
        loop.send(new Mail.Await(run, answer));
        try {
            return answer.get().orElseGet(() -> stored(run));
        } catch (ExecutionException e) {
            throw known(e.getCause());
        }
    }

    /// Waits, but not for ever; the run goes on.
    ///
    /// @throws TimeoutException if the run has not ended
    public RunEnd await(RunId run, Duration longest) throws InterruptedException, TimeoutException {
        var answer = new CompletableFuture<Optional<RunEnd>>();
        loop.send(new Mail.Await(run, answer));
        try {
            return answer.get(longest.toNanos(), TimeUnit.NANOSECONDS).orElseGet(() -> stored(run));
        } catch (ExecutionException e) {
            throw known(e.getCause());
        } finally {
            answer.cancel(false);
        }
    }

    private RunEnd stored(RunId run) {
        var row = parts.journal().run(run).orElseThrow(() -> EngineException.unknown(run));
        if (row.status().isTerminal()) return new RunEnd(run, row.status(), row.output(), row.failure());
        if (row.status() == Status.QUEUED && !row.reason().isEmpty())
            throw new EngineException(
                    "missing-code",
                    "the code of the run can not be loaded: " + row.reason(),
                    run.text(),
                    "Resume the run where its code is.",
                    null);
        throw new EngineException(
                "not-executed",
                "run " + run + " is " + row.status() + " and nobody executes it",
                run.text(),
                "Resume it.",
                null);
    }

    /// A run that this engine executes; empty for all others, also soon after the end.
    public Optional<RunSnapshot> live(RunId run) {
        var answer = new CompletableFuture<Optional<RunSnapshot>>();
        loop.send(new Mail.Look(run, answer));
        return joined(answer);
    }

    /// Calls a listener for each event of a run after it is on disk, from the first one on, in order, on a thread for
    /// listeners. A listener that is slow delays the others, never the run.
    ///
    /// @return ends it
    public AutoCloseable listen(RunId run, Consumer<HistoryEvent> listener) {
        return followers.follow(run, 1, listener);
    }

    private static <T> T joined(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw known(e.getCause());
        }
    }

    private static RuntimeException known(@Nullable Throwable cause) {
        if (cause instanceof TowpathException known) return known;
        if (cause instanceof RuntimeException other) return other;
        return new IllegalStateException("the loop answers with unchecked exceptions only", cause);
    }

    /// Stops: attempts are interrupted, and given up after the grace time; runs that have not ended can be resumed.
    @Override
    public void close() {
        if (closed.getAndSet(true)) return;
        loop.stop(new EngineException(
                "engine-closed", "the engine was closed before the run had ended", null, "Resume the run.", null));
        attempts.close();
        io.close();
        followers.close();
    }
}
