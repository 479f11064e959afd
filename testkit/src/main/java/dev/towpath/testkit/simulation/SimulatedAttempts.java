package dev.towpath.testkit.simulation;

import static dev.towpath.testkit.simulation.Fault.Kind.CRASH_AFTER;
import static dev.towpath.testkit.simulation.Fault.Kind.CRASH_BEFORE;
import static dev.towpath.testkit.simulation.Fault.Kind.FAILS;
import static dev.towpath.testkit.simulation.Fault.Kind.FAILS_PLAINLY;
import static dev.towpath.testkit.simulation.Fault.Kind.PAUSE_AFTER;
import static dev.towpath.testkit.simulation.Fault.Kind.PAUSE_BEFORE;
import static dev.towpath.testkit.simulation.Fault.Kind.REPORTED_TWICE;
import static dev.towpath.testkit.simulation.Fault.Kind.STOP_IGNORED;
import static dev.towpath.testkit.simulation.Fault.Kind.TIMES_OUT;

import dev.towpath.Digest;
import dev.towpath.Failure;
import dev.towpath.RunId;
import dev.towpath.engine.Attempts;
import dev.towpath.engine.Output;
import dev.towpath.engine.Report;
import dev.towpath.engine.Report.Outcome;
import dev.towpath.engine.Report.Result;
import dev.towpath.engine.Task;
import dev.towpath.plan.Node;
import dev.towpath.value.EncodedJson;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The attempts of one process. What a step gives is decided by its arguments; how long it takes, and whether it fails
/// on
/// the way, by chance.
class SimulatedAttempts implements Attempts {
    private static final int GRACE = 60;
    private static final int SHORT = 30;
    private static final int LONG = 600;

    private final SimulatedProcess process;
    private final World world;
    private final Consumer<Report> reports;
    private final List<Going> going = new ArrayList<>();

    /// A task that is being executed.
    private static final class Going {
        final Task task;
        final Instant started;
        final List<Result> results = new ArrayList<>();
        int done;
        boolean over;

        Going(Task task, Instant started) {
            this.task = task;
            this.started = started;
        }
    }

    SimulatedAttempts(SimulatedProcess process, World world, Consumer<Report> reports) {
        this.process = process;
        this.world = world;
        this.reports = reports;
    }

    @Override
    public void start(Task task) {
        var fault = process.enter(1, CRASH_BEFORE, CRASH_AFTER, PAUSE_BEFORE, PAUSE_AFTER);
        world.witness.starts(process, task);
        var one = new Going(task, world.instant());
        going.add(one);
        later(one);
        process.leave(fault);
    }

    private void later(Going one) {
        process.in(world.chance.oneIn(20) ? LONG : world.chance.below(SHORT), () -> unitEnds(one));
    }

    private void unitEnds(Going one) {
        if (one.over) return;
        var unit = one.task.firstUnit() < 0 ? -1 : one.task.firstUnit() + one.done;
        one.results.add(result(one, unit, outcome(one.task, unit)));
        one.done++;
        var last = one.done == one.task.units();
        if (last) end(one);
        else {
            if (world.chance.oneIn(3)) report(one, false);
            later(one);
        }
    }

    private void end(Going one) {
        one.over = true;
        going.remove(one);
        report(one, true);
    }

    private Result result(Going one, int unit, Outcome outcome) {
        return new Result(unit, one.started, world.instant(), outcome);
    }

    private void report(Going one, boolean last) {
        var results = List.copyOf(one.results);
        one.results.clear();
        send(one.task, results, last);
        if (!results.isEmpty() && world.chance.fault(1, REPORTED_TWICE) != null)
            process.in(world.chance.below(LONG), () -> send(one.task, results, false));
    }

    private void send(Task task, List<Result> results, boolean last) {
        world.witness.reports(task, results);
        reports.accept(new Report.Ended(task.run(), task, results, last));
    }

    private Outcome outcome(Task task, int unit) {
        var fault = world.chance.fault(1, FAILS, FAILS_PLAINLY, TIMES_OUT);
        if (fault == FAILS) return failed(task, unit, Report.Kind.APPLICATION, "sim-fails");
        if (fault == FAILS_PLAINLY) return failed(task, unit, Report.Kind.PROGRAMMING, "sim-plainly");
        if (fault == TIMES_OUT) {
            lateSuccess(task, unit);
            return new Outcome.Abandoned(failure(task, unit, "sim-time-out"));
        }
        return success(task, unit);
    }

    /// A thread that was given up comes to its end after all.
    private void lateSuccess(Task task, int unit) {
        process.in(
                world.chance.below(LONG),
                () -> send(
                        task, List.of(new Result(unit, world.instant(), world.instant(), success(task, unit))), false));
    }

    private Outcome success(Task task, int unit) {
        try {
            var arguments = new ArrayList<byte[]>();
            for (var i = 0; i < task.inputs(); i++) {
                var input = task.input(i, unit, this::blob);
                if (input != null) arguments.add(input);
            }
            var name = task.step().name();
            if (Values.isRefused(name, arguments)) return failed(task, unit, Report.Kind.BUSINESS, "sim-refused");
            var value = Values.of(name, arguments);
            if (task.step() instanceof Node.Batch) value = EncodedJson.list(List.of(value));
            return new Outcome.Success(output(value), world.chance.oneIn(10) ? Map.of("m", 0.5) : Map.of());
        } catch (IOException e) {
            throw new IllegalStateException("the simulated disk has no errors", e);
        }
    }

    private Output output(byte[] value) {
        return value.length <= SimulatedJournal.INLINE
                ? Output.small(value)
                : Output.blob(process.put(value), value.length);
    }

    private byte[] blob(Digest digest) throws IOException {
        var small = world.store.tables().values.get(digest);
        if (small != null) return small.bytes();
        try (var blob = process.open(digest)) {
            return blob.readAllBytes();
        }
    }

    private static Outcome failed(Task task, int unit, Report.Kind kind, String code) {
        return new Outcome.Failed(kind, List.of(code), failure(task, unit, code));
    }

    private static Failure failure(Task task, int unit, String code) {
        var step = task.step();
        return new Failure(
                code,
                "simulated",
                step.name(),
                unit,
                task.number(),
                step.frame().at(),
                "",
                code,
                "",
                List.of());
    }

    @Override
    public void stop(RunId run) {
        var fault = process.enter(1, CRASH_BEFORE, CRASH_AFTER, PAUSE_BEFORE);
        for (var one : List.copyOf(going)) if (one.task.run().equals(run)) stop(one);
        process.leave(fault);
    }

    private void stop(Going one) {
        if (world.chance.fault(4, STOP_IGNORED) != null) {
            process.in(GRACE, () -> rest(one, new Outcome.Abandoned(null)));
        } else {
            process.in(world.chance.below(SHORT), () -> {
                if (world.chance.oneIn(3)) unitEnds(one);
                rest(one, new Outcome.Stopped());
            });
        }
    }

    /// All that is left of a task ends so.
    private void rest(Going one, Outcome outcome) {
        if (one.over) return;
        for (; one.done < one.task.units(); one.done++) {
            var unit = one.task.firstUnit() < 0 ? -1 : one.task.firstUnit() + one.done;
            one.results.add(result(one, unit, outcome));
            if (outcome instanceof Outcome.Abandoned) lateSuccess(one.task, unit);
        }
        end(one);
    }

    /// Whether an attempt of a run is being executed under this epoch.
    boolean isBusy(RunId run, int epoch) {
        for (var one : going) if (one.task.run().equals(run) && one.task.epoch() == epoch) return true;
        return false;
    }

    boolean isIdle() {
        return going.isEmpty();
    }

    @Override
    public void close() {
        for (var one : going) one.over = true;
        going.clear();
    }
}
