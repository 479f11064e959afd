package dev.towpath.engine;

import dev.towpath.Digest;
import dev.towpath.RunId;
import dev.towpath.engine.machine.Message;
import dev.towpath.plan.Plan;
import dev.towpath.spi.InboxRow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// An engine without threads, for simulations: it does a piece of work when it is told to, and time passes when its
/// clock says so. All contact with the outside goes through its parts, so it can be stopped anywhere by an exception
/// from one of them; after that it must not be used again. For one thread.
public final class ManualEngine {
    private final Deque<Mail> mail = new ArrayDeque<>();
    private final Deque<Runnable> io = new ArrayDeque<>();
    private final Deque<Runnable> writer = new ArrayDeque<>();
    private final Requests requests;
    private final Core core;

    /// @param parts with attempts that report at any time, also while they are started; `halt` is never called
    public ManualEngine(Engine.Parts parts, EngineOptions options) {
        var attempts = parts.attempts().make(report -> mail.add(new Mail.Reported(report)));
        var wires = new Core.Wires(io::add, writer::add, new Sender(), _ -> {}, new KnownPlan.Shelf());
        this.requests = new Requests(parts, wires);
        this.core = new Core(parts, options, attempts, wires);
        parts.owners().listen(new Engine.Ear(wires.mail()));
        if (options.adopt()) mail.add(new Mail.Poked());
    }

    private final class Sender implements Loop.Sender {
        @Override
        public void send(Mail one) {
            mail.add(one);
        }

        @Override
        public void sendAtOnce(Mail one) {
            mail.add(one);
        }
    }

    /// Asks for a run; acknowledged when the answer is there.
    public CompletableFuture<RunId> submit(Submission submission) {
        return requests.submit(submission);
    }

    /// Asks to go on with a run, see [Engine#resume].
    ///
    /// @throws EngineException if it is not there or has succeeded
    public CompletableFuture<Boolean> resume(RunId run) {
        return requests.resume(run);
    }

    /// Goes on with a run by other code, see [Engine#resumeWith].
    public CompletableFuture<Boolean> resumeWith(RunId run, Digest bundle, Plan plan) {
        return requests.resumeWith(run, bundle, plan);
    }

    /// Repeats a run, see [Engine#rerun].
    public CompletableFuture<RunId> rerun(RunId origin, Submission submission, @Nullable String from) {
        return requests.rerun(origin, submission, from);
    }

    /// Takes a run that nobody executes, see [Engine#adopt].
    public CompletableFuture<Boolean> adopt(RunId run) {
        return requests.adopt(run);
    }

    /// Asks a run to stop, see [Engine#cancel].
    public CompletableFuture<Boolean> cancel(RunId run, String reason) {
        return requests.ask(run, new Message.Cancel(reason), InboxRow.Kind.CANCEL);
    }

    /// Asks a run to start nothing more, see [Engine#pause].
    public CompletableFuture<Boolean> pause(RunId run, String reason) {
        return requests.ask(run, new Message.Pause(reason), InboxRow.Kind.PAUSE);
    }

    /// Asks a paused run to go on, see [Engine#unpause].
    public CompletableFuture<Boolean> unpause(RunId run, String reason) {
        return requests.ask(run, new Message.Unpause(reason), InboxRow.Kind.RESUME);
    }

    /// Says what became of an attempt that may have happened, see [Engine#decide].
    public CompletableFuture<Boolean> decide(RunId run, String step, int unit, Settlement settlement) {
        return requests.decide(run, step, unit, settlement);
    }

    /// Waits for the end of a run; the answer is empty if it is not executed here.
    public CompletableFuture<Optional<RunEnd>> await(RunId run) {
        return requests.end(run);
    }

    /// A run as it is; the answer is empty if it is not executed here.
    public CompletableFuture<Optional<RunSnapshot>> live(RunId run) {
        return requests.live(run);
    }

    /// Whether a turn would have something to do at this moment of the engine's clock.
    ///
    /// @param now in milliseconds since 1970
    public boolean isDue(long now) {
        return canTake() || core.nextTimer() <= now;
    }

    /// One round of the loop: handles all that was sent.
    ///
    /// @return whether there was anything to handle
    public boolean turn() {
        return turn(Integer.MAX_VALUE);
    }

    /// One round of the loop with a part of what was sent.
    ///
    /// @param most messages, the oldest ones
    /// @return whether there was anything to handle
    public boolean turn(int most) {
        var batch = new ArrayList<Mail>();
        if (core.isFull()) takeWritten(batch);
        else while (!mail.isEmpty() && batch.size() < most) batch.add(mail.remove());
        var hadOwn = core.nextTimer() == 0;
        core.turn(List.copyOf(batch));
        return hadOwn || !batch.isEmpty();
    }

    /// When the next turn is due at the latest, in milliseconds since 1970: 0 for at once, `Long.MAX_VALUE` for never.
    public long nextTimer() {
        return canTake() ? 0 : core.nextTimer();
    }

    private boolean canTake() {
        return core.isFull() ? mail.stream().anyMatch(one -> one instanceof Mail.Written) : !mail.isEmpty();
    }

    private void takeWritten(List<Mail> batch) {
        for (var one : mail) if (one instanceof Mail.Written) batch.add(one);
        mail.removeAll(batch);
    }

    /// Does one job that reads or writes beside the loop.
    ///
    /// @return false if there is none
    public boolean io() {
        return doNext(io);
    }

    /// Writes the turns that wait for the writer; there are some only while a run is pipelined.
    ///
    /// @return false if there are none
    public boolean write() {
        return doNext(writer);
    }

    private static boolean doNext(Deque<Runnable> jobs) {
        var job = jobs.poll();
        if (job == null) return false;
        job.run();
        return true;
    }
}
