package dev.towpath.engine;

import dev.towpath.engine.Report.Outcome;
import dev.towpath.engine.Report.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One task in the hands of one thread: calls unit after unit, and sees to it that each outcome is reported once,
/// although others may tell it to stop, or give it up, at any moment.
final class Running implements Runnable {
    /// The longest time that an outcome waits for others to be reported with it.
    private static final Duration PORTION = Duration.ofMillis(20);

    /// A retry may name it, although the code did not throw it.
    private static final List<String> TIME_OUT = List.of(TimeoutException.class.getName(), Exception.class.getName());

    private final LocalAttempts host;
    private final Task task;
    private final ReentrantLock reporting = new ReentrantLock();
    // guarded by this
    private int next;
    private List<Result> ended = new ArrayList<>();
    private @Nullable LocalAttempt current;
    private @Nullable Thread thread;
    private @Nullable Future<?> timer;
    private @Nullable Outcome decided;
    private boolean portionDue;
    private boolean begun;
    private boolean stopping;
    private boolean givenUp;

    /// @param from how many units of the task were executed before
    Running(LocalAttempts host, Task task, int from) {
        this.host = host;
        this.task = task;
        this.next = from;
    }

    Task task() {
        return task;
    }

    synchronized boolean isGivenUp() {
        return givenUp;
    }

    @Override
    public void run() {
        if (isOver()) return;
        var me = Thread.currentThread();
        var loader = me.getContextClassLoader();
        me.setContextClassLoader(task.code().loader());
        try {
            if (!callAll()) return;
            report(true);
            host.ended(this);
        } catch (Throwable e) { // memory ran out around the step's code: the task must not be lost
            breakOff(e);
        } finally {
            PrintRouter.leave();
            me.setContextClassLoader(loader);
            host.left(this);
        }
    }

    /// @return false if the task was given up meanwhile
    private boolean callAll() {
        for (var attempt = begin(); attempt != null; attempt = begin()) {
            PrintRouter.enter(attempt);
            var outcome = host.execute(attempt);
            var mine = end(attempt, outcome);
            attempt.clear();
            if (!mine) return false;
        }
        stopRest();
        return true;
    }

    /// @return null if no further unit is to be started
    private synchronized @Nullable LocalAttempt begin() {
        if (stopping || next == task.units()) return null;
        thread = Thread.currentThread();
        var attempt = host.attempt(task, unit(next));
        current = attempt;
        var limit = task.code().work(task.node()).policies().timeout();
        if (limit != null) timer = host.timer(() -> timeUp(attempt, limit), limit);
        return attempt;
    }

    private int unit(int index) {
        return task.firstUnit() < 0 ? -1 : task.firstUnit() + index;
    }

    /// @return false if the attempt was given up meanwhile: its outcome is of no interest
    private boolean end(LocalAttempt attempt, Outcome outcome) {
        synchronized (this) {
            // From here on nobody interrupts; what was sent before must not reach the next unit.
            Thread.interrupted();
            if (givenUp) return false;
            current = null;
            if (timer != null) timer.cancel(false);
            timer = null;
            add(attempt, decided != null ? decided : settled(outcome));
            decided = null;
            if (portionDue || next == task.units()) return true;
            portionDue = true;
        }
        host.later(() -> report(false), PORTION);
        return true;
    }

    /// What is thrown after the call to stop is the way in which the code stops.
    private Outcome settled(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failed failed ->
                stopping && failed.kind() != Report.Kind.BUSINESS ? new Outcome.Stopped() : failed;
            case Outcome.Success _, Outcome.Stopped _, Outcome.Abandoned _ -> outcome;
        };
    }

    private void add(LocalAttempt attempt, Outcome outcome) {
        ended.add(new Result(attempt.unit(), attempt.started(), host.now(), outcome));
        next++;
    }

    private synchronized void stopRest() {
        var now = host.now();
        for (; next < task.units(); next++) ended.add(new Result(unit(next), now, now, new Outcome.Stopped()));
    }

    private void breakOff(Throwable error) {
        synchronized (this) {
            if (givenUp) return;
            current = null;
            while (next < task.units()) {
                var attempt = host.attempt(task, unit(next));
                add(attempt, Diagnosis.thrown(error, attempt));
            }
        }
        report(true);
        host.ended(this);
    }

    /// Tells the loop what has ended since the last time.
    private void report(boolean last) {
        reporting.lock(); // keeps the order; not the monitor, because the loop may make this wait
        try {
            List<Result> results;
            synchronized (this) {
                portionDue = false;
                results = ended;
                if (results.isEmpty() && !last) return;
                ended = new ArrayList<>();
            }
            host.report(new Report.Ended(task.run(), task, results, last));
        } finally {
            reporting.unlock();
        }
    }

    private synchronized void timeUp(LocalAttempt attempt, Duration limit) {
        if (current != attempt || thread == null || stopping || decided != null) return;
        var failure = Diagnosis.timeOut(limit, thread.getStackTrace(), attempt);
        decided = new Outcome.Failed(Report.Kind.APPLICATION, TIME_OUT, failure);
        interrupt(attempt);
    }

    /// Starts no further unit and interrupts the one that is being executed. What has not begun has ended with this.
    void stop() {
        synchronized (this) {
            if (stopping) return;
            stopping = true;
            if (current != null && decided == null) interrupt(current);
            if (begun) return;
            begun = true;
            stopRest();
        }
        report(true);
        host.ended(this);
    }

    private synchronized boolean isOver() {
        var over = begun;
        begun = true;
        return over;
    }

    private void interrupt(LocalAttempt attempt) {
        attempt.cancel();
        if (thread != null) thread.interrupt();
        host.later(() -> giveUp(attempt), host.grace());
    }

    /// The code does not react. Its thread is left alone; the units after it go to another.
    private void giveUp(LocalAttempt attempt) {
        Running rest = null;
        synchronized (this) {
            if (current != attempt || givenUp) return;
            givenUp = true;
            var timeOut = decided instanceof Outcome.Failed failed ? failed.failure() : null;
            add(attempt, new Outcome.Abandoned(timeOut));
            if (stopping) stopRest();
            else if (next < task.units()) rest = new Running(host, task, next);
        }
        host.abandoned(); // counted before anybody knows of it
        report(rest == null);
        host.replace(this, rest);
    }

    /// If the code of this task is ending the process: reports that.
    ///
    /// @return whether it is
    boolean reportExit() {
        synchronized (this) {
            if (current == null || thread == null || givenUp) return false;
            var stack = thread.getStackTrace();
            if (!isExit(stack)) return false;
            givenUp = true;
            add(current, Diagnosis.exit(stack, current));
            stopRest();
        }
        report(true);
        host.ended(this);
        return true;
    }

    private static boolean isExit(StackTraceElement[] stack) {
        for (var frame : stack)
            if (frame.getClassName().equals("java.lang.Shutdown")
                    && frame.getMethodName().equals("exit")) return true;
        return false;
    }
}
