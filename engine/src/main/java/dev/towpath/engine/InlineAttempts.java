package dev.towpath.engine;

import dev.towpath.engine.Report.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Executes one attempt after the other on the calling thread, as [LocalAttempts] does on threads of its own: for those
/// who decide themselves when an attempt begins and when it has ended. For one thread.
public final class InlineAttempts implements AutoCloseable {
    private static final List<String> TIME_OUT = List.of(TimeoutException.class.getName(), Exception.class.getName());

    private final LocalAttempts.Parts parts;
    private final StepCalls calls;
    private final LocalAttempt.Surroundings around;
    private final @Nullable PrintRouter printing;

    /// Nobody interrupts the calling thread, so the store's work needs no other.
    private static final class Here implements StepCalls.StoreWork {
        @Override
        public <T> T call(Callable<T> job) throws IOException {
            try {
                return job.call();
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }

    /// @param quiet whether what steps print goes to their logs only
    public InlineAttempts(LocalAttempts.Parts parts, boolean quiet) {
        this.parts = parts;
        this.calls = new StepCalls(parts, new Here());
        this.around = new LocalAttempt.Surroundings(
                parts.store().resolve("runs").toAbsolutePath().normalize(),
                parts.logs(),
                _ -> {},
                System.out.charset(),
                System.err.charset());
        this.printing = quiet ? new PrintRouter() : null;
    }

    /// Calls the step's code.
    ///
    /// @param unit one of the task's units; -1 for a step that is not mapped
    public Outcome execute(Task task, int unit) {
        var attempt = attempt(task, unit);
        var thread = Thread.currentThread();
        var loader = thread.getContextClassLoader();
        thread.setContextClassLoader(task.code().loader());
        if (printing != null) PrintRouter.enter(attempt);
        try {
            return calls.call(attempt);
        } catch (Throwable e) { // an Error of a step must not end our thread
            return Diagnosis.thrown(e, attempt);
        } finally {
            if (printing != null) PrintRouter.leave();
            thread.setContextClassLoader(loader);
            attempt.flushPrints();
            attempt.clear();
        }
    }

    /// What would have come of an attempt whose code throws this.
    public Outcome failed(Task task, int unit, Throwable error) {
        return Diagnosis.thrown(error, attempt(task, unit));
    }

    /// What would have come of an attempt that does not end before its time is up.
    public Outcome timedOut(Task task, int unit) {
        var limit = task.code().work(task.node()).policies().timeout();
        if (limit == null) throw new IllegalArgumentException(task.step().name() + " has no time-out");
        var failure = Diagnosis.timeOut(limit, new StackTraceElement[0], attempt(task, unit));
        return new Outcome.Failed(Report.Kind.APPLICATION, TIME_OUT, failure);
    }

    private LocalAttempt attempt(Task task, int unit) {
        return new LocalAttempt(task, unit, parts.clock().instant(), around);
    }

    @Override
    public void close() {
        if (printing != null) printing.close();
    }
}
