package dev.towpath.engine;

import dev.towpath.Digest;
import dev.towpath.RunId;
import dev.towpath.TowpathException;
import dev.towpath.engine.machine.Message;
import dev.towpath.engine.machine.Rules;
import dev.towpath.plan.Plan;
import dev.towpath.spi.ArtifactStore;
import dev.towpath.spi.InboxRow;
import dev.towpath.spi.Journal;
import dev.towpath.spi.Owners;
import dev.towpath.spi.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
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

    private final Requests requests;
    private final Attempts attempts;
    private final Followers followers;
    private final ExecutorService io;
    private final ExecutorService writer;
    private final Loop loop;
    private final AtomicBoolean closed = new AtomicBoolean();

    /// What an engine is made of.
    ///
    /// @param owners who executes runs of the journal; the caller closes it after the engine
    /// @param rules [dev.towpath.engine.machine.Machine#RULES]
    /// @param halt called with an exit code when the engine can not go on and must not pretend to: 8 when its own
    ///     threads run out of memory or break. It should end the process at once
    public record Parts(
            Journal journal,
            ArtifactStore artifacts,
            CodeLoader code,
            AttemptsFactory attempts,
            InstantSource clock,
            IdSource ids,
            Owners owners,
            Rules rules,
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
        followers = new Followers(new History(parts.journal()));
        loop = new Loop(new Mailbox(options.mailbox()), parts.clock(), parts.halt());
        var mail = loop.sender();
        attempts = parts.attempts().make(report -> mail.send(new Mail.Reported(report)));
        // Bounded by what is asked for: one job for each value that does not fit into memory.
        io = Executors.newFixedThreadPool(
                IO_THREADS,
                Thread.ofPlatform().name("towpath-engine-io-", 0).daemon().factory());
        writer = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("towpath-writer").daemon().factory());
        var wires = new Core.Wires(
                job -> later(io, job), job -> later(writer, job), mail, followers::committed, new KnownPlan.Shelf());
        requests = new Requests(parts, wires);
        loop.start(new Core(parts, options, attempts, wires));
        parts.owners().listen(new Ear(mail));
        if (options.adopt()) mail.send(new Mail.Poked());
        followers.start();
    }

    /// Passes on what the store tells, without waiting.
    record Ear(Loop.Sender mail) implements Owners.Listener {
        @Override
        public void poked() {
            mail.sendAtOnce(new Mail.Poked());
        }

        @Override
        public void died(String owner) {
            mail.sendAtOnce(new Mail.Died());
        }

        @Override
        public void lost() {
            mail.sendAtOnce(new Mail.Lost());
        }
    }

    private void later(Executor thread, Runnable job) {
        thread.execute(() -> {
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
        return joined(requests.submit(submission));
    }

    /// Accepts many runs, in as few commits as possible.
    ///
    /// @return their names, in order
    public List<RunId> submitAll(List<Submission> submissions) {
        var answers = new ArrayList<CompletableFuture<RunId>>();
        for (var submission : submissions) answers.add(requests.submit(submission));
        return answers.stream().map(Engine::joined).toList();
    }

    /// Continues a run whose process died, that failed, or that was cancelled, from what is stored. On disk when this
    /// returns.
    ///
    /// @throws EngineException `run-not-found`; `nothing-to-resume` if it succeeded or is executed here;
    ///     `missing-code` if its code can not be loaded: then a run that had ended or not started is queued and
    ///     keeps the reason
    public void resume(RunId run) {
        joined(requests.resume(run));
    }

    /// Continues a run like [#resume], but with other code: steps keep their outputs as [#changes(RunId, Plan)] says,
    /// all
    /// else is executed by the new plan. On disk when this returns.
    ///
    /// @param bundle the digest of the code, kept as a blob already
    /// @throws EngineException as for [#resume]
    public void resumeWith(RunId run, Digest bundle, Plan plan) {
        joined(requests.resumeWith(run, bundle, plan));
    }

    /// What a run keeps if it goes on with a plan, and why the rest is executed again.
    ///
    /// @throws EngineException `run-not-found`
    public Changes changes(RunId run, Plan plan) {
        return requests.changes(run, plan);
    }

    /// Accepts a run that repeats another one: what is still valid of its outputs is used again.
    ///
    /// @param from a step that is executed again in any case, with all that follows from it; null for none
    /// @throws EngineException `run-not-found`, `unknown-step`
    public RunId rerun(RunId origin, Submission submission, @Nullable String from) {
        return joined(requests.rerun(origin, submission, from));
    }

    /// What [#rerun] uses again, and why the rest is executed again.
    public Changes changes(RunId origin, Submission submission, @Nullable String from) {
        return requests.changes(origin, submission, from);
    }

    /// Takes a run that nobody executes, because its process died or it waits for anybody. On disk when this returns.
    ///
    /// @return false if somebody executes it, or it has ended
    /// @throws EngineException `run-not-found`
    public boolean adopt(RunId run) {
        return joined(requests.adopt(run));
    }

    /// Asks a run to stop, wherever it is executed; one that nobody executes is taken for that. The request is on disk
    /// when this returns.
    ///
    /// @param reason who asks and why, for people
    /// @return false if there is no such run, or it has ended
    public boolean cancel(RunId run, String reason) {
        return joined(requests.ask(run, new Message.Cancel(reason), InboxRow.Kind.CANCEL));
    }

    /// Asks a run to start nothing more until [#resume], like [#cancel].
    public boolean pause(RunId run, String reason) {
        return joined(requests.ask(run, new Message.Pause(reason), InboxRow.Kind.PAUSE));
    }

    /// Asks a paused run to go on, like [#cancel].
    public boolean unpause(RunId run, String reason) {
        return joined(requests.ask(run, new Message.Unpause(reason), InboxRow.Kind.RESUME));
    }

    /// Says what became of a step that must not happen twice and was interrupted, like [#cancel].
    ///
    /// @param unit -1 for a step that is not mapped
    /// @throws EngineException `unknown-step`
    public boolean decide(RunId run, String step, int unit, Settlement settlement) {
        return joined(requests.decide(run, step, unit, settlement));
    }

    /// Waits for the end of a run that this engine executes or that has ended.
    ///
    /// @throws EngineException `run-not-found`; `not-executed`; `missing-code`; `engine-closed` if the engine
    ///     is closed first
    /// @throws StoreException if the journal failed
    public RunEnd await(RunId run) throws InterruptedException {
        var answer = requests.end(run);
        try {
            return answer.get().orElseGet(() -> requests.stored(run));
        } catch (ExecutionException e) {
            throw known(e.getCause());
        }
    }

    /// Waits, but not for ever; the run goes on.
    ///
    /// @throws TimeoutException if the run has not ended
    public RunEnd await(RunId run, Duration longest) throws InterruptedException, TimeoutException {
        var answer = requests.end(run);
        try {
            return answer.get(longest.toNanos(), TimeUnit.NANOSECONDS).orElseGet(() -> requests.stored(run));
        } catch (ExecutionException e) {
            throw known(e.getCause());
        } finally {
            answer.cancel(false);
        }
    }

    /// A run that this engine executes; empty for all others, also soon after the end.
    public Optional<RunSnapshot> live(RunId run) {
        return joined(requests.live(run));
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
        writer.close();
        followers.close();
    }
}
