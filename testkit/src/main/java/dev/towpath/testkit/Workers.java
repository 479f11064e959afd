package dev.towpath.testkit;

import dev.towpath.RunId;
import dev.towpath.engine.Attempts;
import dev.towpath.engine.Report;
import dev.towpath.engine.Task;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The attempts of one process: what it was told to start waits here until somebody begins it, and what has begun until
/// its time has come.
final class Workers implements Attempts {
    /// One unit of a task, or all of a step that is not mapped.
    record Unit(Task task, int unit, Instant started) {}

    /// A unit that was begun.
    ///
    /// @param ends when, in milliseconds since 1970
    /// @param order among those that end at the same moment
    record Underway(Unit unit, long ends, int order, Report.Outcome outcome, Execution execution, List<Fault> faults) {}

    private final InstantSource clock;
    private final Consumer<Report> reports;
    private final Deque<Unit> waiting = new ArrayDeque<>();
    private final PriorityQueue<Underway> underway =
            new PriorityQueue<>(Comparator.comparingLong(Underway::ends).thenComparingInt(Underway::order));
    /// How many units of a task have not been reported.
    private final Map<Task, Integer> open = new HashMap<>();

    private int begun;

    Workers(InstantSource clock, Consumer<Report> reports) {
        this.clock = clock;
        this.reports = reports;
    }

    @Override
    public void start(Task task) {
        var now = clock.instant();
        open.put(task, task.units());
        for (var i = 0; i < task.units(); i++)
            waiting.add(new Unit(task, task.firstUnit() < 0 ? -1 : task.firstUnit() + i, now));
    }

    /// The next unit to begin; null if there is none.
    @Nullable
    Unit next() {
        return waiting.peek();
    }

    /// The next unit has begun, and its end is known.
    ///
    /// @param ends when, in milliseconds since 1970
    void begin(long ends, Report.Outcome outcome, Execution execution, List<Fault> faults) {
        underway.add(new Underway(waiting.remove(), ends, begun++, outcome, execution, faults));
    }

    /// When the next unit that has begun ends; `Long.MAX_VALUE` if there is none.
    long nextEnd() {
        return underway.isEmpty() ? Long.MAX_VALUE : underway.element().ends();
    }

    /// The unit that ends next.
    Underway end() {
        return underway.remove();
    }

    /// What has begun and not ended.
    List<Underway> lost() {
        return List.copyOf(underway);
    }

    /// Tells the engine how a unit ended that is no longer here.
    void report(Unit unit, Report.Outcome outcome) {
        var result = new Report.Result(unit.unit(), unit.started(), clock.instant(), outcome);
        var task = unit.task();
        var left = open.merge(task, -1, Integer::sum);
        if (left == 0) open.remove(task);
        reports.accept(new Report.Ended(task.run(), task, List.of(result), left == 0));
    }

    @Override
    public void stop(RunId run) {
        var stopped = new ArrayList<Unit>();
        for (var unit : waiting) if (unit.task().run().equals(run)) stopped.add(unit);
        waiting.removeAll(stopped);
        for (var one : List.copyOf(underway)) {
            if (!one.unit().task().run().equals(run)) continue;
            underway.remove(one);
            one.execution().end = "it was stopped";
            stopped.add(one.unit());
        }
        for (var unit : stopped) report(unit, new Report.Outcome.Stopped());
    }

    @Override
    public void close() {
        throw new IllegalStateException("the processes of a test die, they do not end");
    }
}
