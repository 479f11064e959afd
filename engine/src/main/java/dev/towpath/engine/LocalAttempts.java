package dev.towpath.engine;

import dev.towpath.RunId;
import dev.towpath.engine.Report.Outcome;
import dev.towpath.spi.ArtifactStore;
import dev.towpath.spi.Journal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Executes attempts on threads of this process: steps that compute on a fixed number of platform threads, steps that
/// ask for no cpu on virtual threads. Values cross in and out encoded; the store's work is done by threads of its own.
///
/// An attempt that does not stop when it is told to is given up after the grace time: its thread is abandoned, counted
/// and replaced, and what it still does is ignored.
public final class LocalAttempts implements Attempts {
    /// What attempts need of the world.
    ///
    /// @param store the folder of the store: attempts have their folders below it
    public record Parts(Path store, ArtifactStore artifacts, Journal journal, AttemptLogs logs, InstantSource clock) {}

    private final Parts parts;
    private final Duration grace;
    private final StepCalls calls;
    private final AttemptThreads threads;
    private final StoreThreads io = new StoreThreads();
    private final PrintRouter printing = new PrintRouter();
    private final ScheduledThreadPoolExecutor timers;
    private final Set<Running> running = ConcurrentHashMap.newKeySet();
    private final AtomicInteger abandoned = new AtomicInteger();
    private final LocalAttempt.Surroundings around;
    private volatile Consumer<Report> reports = _ -> {};

    /// @param cpuSlots how many steps compute at once
    /// @param grace how long an attempt may take to stop when it is told to
    public LocalAttempts(Parts parts, int cpuSlots, Duration grace) {
        this.parts = parts;
        this.grace = grace;
        this.threads = new AttemptThreads(cpuSlots);
        this.calls = new StepCalls(parts, io);
        this.around = new LocalAttempt.Surroundings(
                parts.store().resolve("runs").toAbsolutePath().normalize(),
                parts.logs(),
                this::report,
                System.out.charset(),
                System.err.charset());
        var timerThread = Thread.ofPlatform().name("towpath-timer").daemon().inheritInheritableThreadLocals(false);
        this.timers = new ScheduledThreadPoolExecutor(1, timerThread.factory());
        timers.setRemoveOnCancelPolicy(true);
        timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /// These attempts for one engine, which closes them.
    public AttemptsFactory factory() {
        return new AttemptsFactory(loop -> {
            reports = loop;
            return this;
        });
    }

    /// How many threads were given up and still run.
    public int abandonedThreads() {
        return abandoned.get();
    }

    /// For a hook that is called when the process ends: if the code of an attempt asked for that, the attempt is
    /// reported as failed (`exit-called`).
    ///
    /// @return the attempt's run
    public Optional<RunId> exitingRun() {
        return running.stream()
                .filter(Running::reportExit)
                .map(r -> r.task().run())
                .findFirst();
    }

    @Override
    public void start(Task task) {
        go(new Running(this, task, 0));
    }

    private void go(Running task) {
        running.add(task);
        if (computes(task)) threads.execute(task);
        else
            Thread.ofVirtual()
                    .name("towpath-waiting")
                    .inheritInheritableThreadLocals(false)
                    .start(task);
    }

    private static boolean computes(Running running) {
        var task = running.task();
        return task.code().work(task.node()).policies().resources().cpu() > 0;
    }

    @Override
    public void stop(RunId run) {
        for (var task : running) if (task.task().run().equals(run)) task.stop();
    }

    @Override
    public void close() {
        for (var task : running) task.stop();
        synchronized (running) {
            var interrupted = false;
            while (!running.isEmpty()) {
                try {
                    running.wait();
                } catch (InterruptedException e) {
                    interrupted = true; // the grace time bounds this wait
                }
            }
            if (interrupted) Thread.currentThread().interrupt();
        }
        threads.close();
        timers.shutdown();
        io.close();
        printing.close();
    }

    // For Running: what a task needs of its surroundings.

    Instant now() {
        return parts.clock().instant();
    }

    Duration grace() {
        return grace;
    }

    void report(Report report) {
        reports.accept(report);
    }

    /// Nothing that is done later throws.
    void later(Runnable action, Duration delay) {
        var _ = timer(action, delay);
    }

    Future<?> timer(Runnable action, Duration delay) {
        return timers.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    LocalAttempt attempt(Task task, int unit) {
        return new LocalAttempt(task, unit, now(), around);
    }

    /// The task has reported everything.
    void ended(Running task) {
        running.remove(task);
        synchronized (running) {
            running.notifyAll();
        }
    }

    /// A task's thread does not come back.
    void abandoned() {
        abandoned.incrementAndGet();
    }

    /// Somebody else does the rest of a task whose thread does not come back.
    void replace(Running task, @Nullable Running rest) {
        if (rest != null) go(rest);
        if (computes(task)) threads.replace();
        ended(task);
    }

    /// The task's thread has come back.
    void left(Running task) {
        if (task.isGivenUp()) abandoned.decrementAndGet();
    }

    /// Calls the step's code for one unit.
    Outcome execute(LocalAttempt attempt) {
        try {
            var outcome = calls.call(attempt);
            attempt.flushPrints();
            return outcome;
        } catch (Throwable e) { // an Error of a step must not end our thread
            attempt.flushPrints();
            return Diagnosis.thrown(e, attempt);
        }
    }
}
