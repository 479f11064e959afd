package dev.towpath.engine;

import dev.towpath.Digest;
import dev.towpath.engine.Report.Outcome;
import dev.towpath.value.Encoded;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Executes one attempt after the other on the calling thread, as [LocalAttempts] does on threads of its own: for those
/// who decide themselves when an attempt begins and when it has ended. For one thread.
public final class InlineAttempts implements AutoCloseable {
    private static final List<String> TIME_OUT = List.of(TimeoutException.class.getName(), Exception.class.getName());

    private final LocalAttempts.Parts parts;
    private final RunContents stored;
    private final LocalAttempt.Surroundings around;
    private final @Nullable PrintRouter printing;

    /// @param quiet whether what steps print goes to their logs only
    public InlineAttempts(LocalAttempts.Parts parts, boolean quiet) {
        this.parts = parts;
        this.stored = new RunContents(parts.artifacts(), parts.store());
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
            return called(attempt);
        } catch (Throwable e) { // an Error of a step must not end our thread
            return Diagnosis.thrown(e, attempt);
        } finally {
            if (printing != null) PrintRouter.leave();
            thread.setContextClassLoader(loader);
            attempt.flushPrints();
            attempt.clear();
        }
    }

    private Outcome called(LocalAttempt attempt) throws Throwable {
        var task = attempt.task();
        var call = task.code().call(task.node());
        var arguments = new @Nullable Object[task.arguments().size()];
        for (var i = 0; i < arguments.length; i++)
            arguments[i] = argument(task.arguments().get(i), attempt);
        var value = call.invoke(arguments);
        if (value == null) return Diagnosis.nothing(attempt);
        return new Outcome.Success(kept(call.output().encode(value, stored.ofAttempt())), attempt.metrics());
    }

    private Object argument(Argument argument, LocalAttempt attempt) throws IOException, ReflectiveOperationException {
        return switch (argument) {
            case Argument.Self() -> attempt;
            case Argument.Whole(var value) -> value.decoded(stored, this::blob);
            case Argument.Element(var list, var shape) -> shape.codec().decode(list.get(attempt.unit()), stored);
            case Argument.Chunk(var list, var shape, var size) -> {
                var from = attempt.unit() * size;
                yield shape.codec().decode(list.slice(from, Math.min(from + size, list.count())), stored);
            }
        };
    }

    private Output kept(Encoded value) throws IOException {
        var size = value.bytes().length;
        if (size <= parts.journal().inlineLimit())
            return new Output(value.digest(), value.bytes(), size, value.contents());
        var kept = parts.artifacts().put(new ByteArrayInputStream(value.bytes()));
        return new Output(kept.digest(), null, size, value.contents());
    }

    private byte[] blob(Digest digest) throws IOException {
        var small = parts.journal().value(digest);
        if (small.isPresent()) return small.get();
        try (var bytes = parts.artifacts().open(digest)) {
            return bytes.readAllBytes();
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
