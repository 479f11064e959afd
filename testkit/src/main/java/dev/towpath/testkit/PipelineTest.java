package dev.towpath.testkit;

import dev.towpath.BusinessError;
import dev.towpath.Pipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Executes a pipeline for a test: the real engine and the real code of the steps, in virtual time, in memory, with
/// what goes wrong as the test says. Retries, time-outs and delays take no real time. The same test gives the same run.
///
/// ```
/// PipelineTest.of(pipeline).input(new Input("ann")).failing("fetch", 2).crashAfter("charge").run()
///         .assertSucceeded()
///         .step("charge").assertExecuted(1);
/// ```
///
/// Immutable: every method gives a new test, or a result. Where no unit is named, a fault happens to a step that is not
/// mapped, or to the first unit of one that is.
///
/// @param <I> the input record
/// @param <O> what the pipeline gives
public final class PipelineTest<I extends Record, O> {
    private final Pipeline<I, O> pipeline;
    private final Setup<O> setup;

    /// What the test says.
    static final class Setup<O> {
        @Nullable
        Record input;

        List<Fault> faults = List.of();
        Runnable fresh = () -> {};
        Supplier<?> observed = () -> "";

        /// Null for all of the output, by its encoding.
        @Nullable
        Function<? super O, ?> compared;

        @Nullable
        Path folder;

        @Nullable
        Long seed;

        Limits limits = Limits.DEFAULT;

        Setup() {}

        private Setup(Setup<O> other) {
            input = other.input;
            faults = other.faults;
            fresh = other.fresh;
            observed = other.observed;
            compared = other.compared;
            folder = other.folder;
            seed = other.seed;
            limits = other.limits;
        }

        /// What is compared of the output of a run that has succeeded.
        @Nullable
        Object compared(RunResult<O> result) {
            return compared == null ? result.encoded() : compared.apply(result.output());
        }
    }

    /// Where a search ends.
    record Limits(int histories, Duration time) {
        static final Limits DEFAULT = new Limits(300, Duration.ofSeconds(20));
    }

    private PipelineTest(Pipeline<I, O> pipeline, Setup<O> setup) {
        this.pipeline = pipeline;
        this.setup = setup;
    }

    /// A test of this pipeline.
    public static <I extends Record, O> PipelineTest<I, O> of(Pipeline<I, O> pipeline) {
        return new PipelineTest<>(pipeline, new Setup<>());
    }

    private PipelineTest<I, O> changed(Consumer<Setup<O>> change) {
        var other = new Setup<>(setup);
        change.accept(other);
        return new PipelineTest<>(pipeline, other);
    }

    /// With this input.
    public PipelineTest<I, O> input(I input) {
        return changed(it -> it.input = input);
    }

    /// With these faults, besides those that were named before.
    public PipelineTest<I, O> with(Fault... faults) {
        return with(List.of(faults));
    }

    private PipelineTest<I, O> with(List<Fault> more) {
        var all = new ArrayList<>(setup.faults);
        all.addAll(more);
        return changed(it -> it.faults = List.copyOf(all));
    }

    /// The first attempts throw an application error before they have done anything.
    ///
    /// @param times how many of them
    public PipelineTest<I, O> failing(String step, int times) {
        return repeated(Fault.fails(step, new SimulatedFailure(step)), times);
    }

    /// The first attempts at a unit throw an application error before they have done anything.
    public PipelineTest<I, O> failing(String step, int unit, int times) {
        return repeated(Fault.fails(step, new SimulatedFailure(step)).ofUnit(unit), times);
    }

    /// The first attempts do their work and throw an application error then.
    public PipelineTest<I, O> failingAfterWork(String step, int times) {
        return repeated(Fault.failsAfterWork(step, new SimulatedFailure(step)), times);
    }

    /// The first attempt throws a [BusinessError], which is not tried again.
    public PipelineTest<I, O> refusing(String step, String message) {
        var error = new BusinessError(message);
        error.setStackTrace(new StackTraceElement[0]); // it is not the fault of a line
        return with(Fault.fails(step, error));
    }

    private PipelineTest<I, O> repeated(Fault fault, int times) {
        var faults = new ArrayList<Fault>();
        for (var execution = 1; execution <= times; execution++) faults.add(fault.inExecution(execution));
        return with(faults);
    }

    /// The process dies before the step has done anything, and another one takes over.
    public PipelineTest<I, O> crashBefore(String step) {
        return with(Fault.of(Fault.Kind.CRASH_BEFORE, step));
    }

    /// The same at a unit of a mapped step.
    public PipelineTest<I, O> crashBefore(String step, int unit) {
        return with(Fault.of(Fault.Kind.CRASH_BEFORE, step).ofUnit(unit));
    }

    /// The process dies as soon as the step's result is on disk, and another one takes over.
    public PipelineTest<I, O> crashAfter(String step) {
        return with(Fault.of(Fault.Kind.CRASH_AFTER, step));
    }

    /// The same at a unit of a mapped step.
    public PipelineTest<I, O> crashAfter(String step, int unit) {
        return with(Fault.of(Fault.Kind.CRASH_AFTER, step).ofUnit(unit));
    }

    /// The step's work is done, and its result is lost: the process dies before it is on disk, and another one takes
    /// over and executes the step again.
    public PipelineTest<I, O> losing(String step) {
        return with(Fault.of(Fault.Kind.LOSES, step));
    }

    /// The same at a unit of a mapped step.
    public PipelineTest<I, O> losing(String step, int unit) {
        return with(Fault.of(Fault.Kind.LOSES, step).ofUnit(unit));
    }

    /// The first attempt does its work and does not end before its time is up.
    public PipelineTest<I, O> timingOut(String step) {
        return with(Fault.of(Fault.Kind.TIMES_OUT, step));
    }

    /// The same at a unit of a mapped step.
    public PipelineTest<I, O> timingOut(String step, int unit) {
        return with(Fault.of(Fault.Kind.TIMES_OUT, step).ofUnit(unit));
    }

    /// Somebody cancels the run when the step begins.
    public PipelineTest<I, O> cancelAt(String step) {
        return with(Fault.of(Fault.Kind.CANCELS, step));
    }

    /// The first attempt takes so long in virtual time; all others take none.
    public PipelineTest<I, O> slow(String step, Duration length) {
        return with(Fault.slow(step, length));
    }

    /// What is done before each execution: puts back what the pipeline changes outside.
    public PipelineTest<I, O> fresh(Runnable action) {
        return changed(it -> it.fresh = action);
    }

    /// What a search compares besides the output: what the pipeline has changed outside.
    ///
    /// @param state gives a copy, compared by `equals`
    public PipelineTest<I, O> observing(Supplier<?> state) {
        return changed(it -> it.observed = state);
    }

    /// What a search compares of the output; all of it otherwise.
    ///
    /// @param part gives something that is compared by `equals`
    public PipelineTest<I, O> comparing(Function<? super O, ?> part) {
        return changed(it -> it.compared = part);
    }

    /// Where files are kept for a while; a temporary folder otherwise, that is deleted when Java ends.
    public PipelineTest<I, O> in(Path folder) {
        return changed(it -> it.folder = folder);
    }

    /// What the names of runs, the jitter between tries and the chance of a search come from. Without it a run has seed
    /// 0, and a search takes `-Dtowpath.seed`, or a new one.
    public PipelineTest<I, O> seed(long seed) {
        return changed(it -> it.seed = seed);
    }

    /// How much a search may do; 300 histories and 20 s otherwise.
    ///
    /// @param histories executions of the pipeline
    /// @param time by the real clock
    public PipelineTest<I, O> within(int histories, Duration time) {
        return changed(it -> it.limits = new Limits(histories, time));
    }

    /// Executes the pipeline once, with all faults that were named.
    ///
    /// @throws IllegalArgumentException if a fault is about a step that is not there, or can not happen to it
    /// @throws AssertionError if a fault did not happen: then the test tests less than it says
    /// @throws dev.towpath.InvalidInput if the input is out of its bounds
    public RunResult<O> run() {
        var show = show(setup.seed == null ? 0 : setup.seed, false);
        show.check(setup.faults);
        setup.fresh.run();
        var result = show.play(setup.faults);
        result.assertHappened(setup.faults);
        return result;
    }

    /// Executes the pipeline many times with other faults each time, the named ones always among them, and compares the
    /// output and what is observed with an execution without any other fault.
    ///
    /// @return how much was tried
    /// @throws AssertionError with the smallest set of faults that makes a difference, if one was found; or
    ///     if the run does not succeed without
    public SearchReport search() {
        var search = newSearch();
        var finding = search.find();
        if (finding != null) throw new AssertionError(finding.toString());
        return search.report();
    }

    /// As [#search], for those who look at what was found.
    public Optional<Finding> find() {
        return Optional.ofNullable(newSearch().find());
    }

    private Search<O> newSearch() {
        var seed = setup.seed == null ? Outside.seed() : setup.seed;
        var show = show(seed, true);
        show.check(setup.faults);
        return new Search<>(show, setup, seed, Outside.clock());
    }

    private Show<O> show(long seed, boolean quiet) {
        var input = setup.input;
        if (input == null) throw new IllegalStateException("the test names no input: call input(…) first");
        var folder = setup.folder == null ? Outside.folder() : setup.folder;
        return new Show<>(new Stage(pipeline, folder, seed, quiet), input, pipeline.output());
    }
}
