package dev.towpath.embedded;

import dev.towpath.Digest;
import dev.towpath.InvalidInput;
import dev.towpath.Pipeline;
import dev.towpath.Problem;
import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.code.Bundle;
import dev.towpath.engine.AttemptLogs;
import dev.towpath.engine.Engine;
import dev.towpath.engine.EngineException;
import dev.towpath.engine.EngineOptions;
import dev.towpath.engine.LocalAttempts;
import dev.towpath.engine.RunContents;
import dev.towpath.engine.RunEnd;
import dev.towpath.engine.Submission;
import dev.towpath.engine.machine.Machine;
import dev.towpath.plan.Node;
import dev.towpath.plan.Plan;
import dev.towpath.spi.StoreException;
import dev.towpath.value.Codecs;
import dev.towpath.value.Encoded;
import dev.towpath.value.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The engine of one process on one store, with all that it is made of.
final class Execution implements AutoCloseable {
    /// How long the end of the process is held up for the journal when a step has asked for it.
    private static final Duration LAST_COMMIT = Duration.ofSeconds(2);

    private final OpenStore store;
    private final Values values;
    private final RunContents contents;
    private final Codecs codecs = new Codecs();
    private final Codes code;
    private final AttemptLogs logs;
    private final LocalAttempts attempts;
    private final Engine engine;
    private final Reruns reruns;
    private final ExitHook exitHook;
    private final RunViews views;
    private final Results results;
    private volatile Consumer<RunId> onExit = _ -> {};

    Execution(
            OpenStore store,
            ThisProcess process,
            TowpathOptions options,
            Values values,
            RunViews views,
            List<Pipeline<?, ?>> pipelines) {
        var clock = process.clock();
        this.store = store;
        this.values = values;
        this.views = views;
        this.contents = new RunContents(store.artifacts(), store.folder());
        this.code = new Codes(store.artifacts());
        for (var pipeline : pipelines) code.register(pipeline);
        this.results = new Results(views, values, contents, code);
        this.logs = new AttemptLogs(store.folder(), options.logBytes(), clock);
        var surroundings = new LocalAttempts.Parts(store.folder(), store.artifacts(), store.journal(), logs, clock);
        this.attempts = new LocalAttempts(surroundings, options.cpuSlots(), options.grace());
        this.engine = new Engine(
                new Engine.Parts(
                        store.journal(),
                        store.artifacts(),
                        code,
                        attempts.factory(),
                        clock,
                        process.ids(),
                        Objects.requireNonNull(store.owners(), "opened for reading"),
                        Machine.RULES,
                        Execution::halt),
                EngineOptions.DEFAULT
                        .with(options.cpuSlots(), options.memoryBytes(), options.pools())
                        .adopting(options.adopt()));
        this.reruns =
                new Reruns(store.journal(), engine, views, code, new RerunInputs(values, contents, store.folder()));
        this.exitHook = new ExitHook(attempts, this::exiting);
    }

    /// Whoever waits for a run is told by an exception. Only without memory, when that may not get through, the
    /// process
    /// has to end.
    private static void halt(int code, Throwable cause) {
        if (!(cause instanceof VirtualMachineError)) return;
        try {
            System.err.println(
                    "towpath: the engine can not go on and ends the process; its runs can be resumed: " + cause);
        } finally { // writing takes memory too
            Runtime.getRuntime().halt(code);
        }
    }

    void onExit(Consumer<RunId> action) {
        onExit = action;
    }

    private void exiting(RunId run) {
        try {
            engine.await(run, LAST_COMMIT);
        } catch (TimeoutException e) {
            // Other steps of the run are at work; that this one has failed is written by now.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        onExit.accept(run);
    }

    <I extends Record, O> Run<O> submit(Pipeline<I, O> pipeline, I input, RunOptions options) {
        var checked = checked(pipeline, input);
        var bundle = code.kept(pipeline);
        var id = engine.submit(submission(bundle, pipeline.plan(), encoded(checked), options, null));
        var codec = codecs.codec(pipeline.output());
        return new Run<>(id, this, run -> {
            @SuppressWarnings("unchecked") // the codec is that of the pipeline's output
            var output = (O) results.of(run, codec);
            return output;
        });
    }

    private <I extends Record> I checked(Pipeline<I, ?> pipeline, I input) {
        return new InputCheck(codecs, store.folder()).checked(pipeline.plan().input(), input);
    }

    <I extends Record> RunId submitQueued(Pipeline<I, ?> pipeline, I input, RunOptions options) {
        var encoded = encoded(checked(pipeline, input));
        return engine.submit(submission(code.kept(pipeline), pipeline.plan(), encoded, options, null)
                .queued());
    }

    Run<Object> submit(Bundle bundle, Plan plan, Record input, RunOptions options) {
        var loader = input.getClass().getClassLoader();
        var digest = kept(() -> code.keep(bundle, loader));
        return run(engine.submit(submission(digest, plan, encoded(input), options, null)));
    }

    Run<Object> submitOnly(String step, RunId from, RunOptions options) {
        var row = views.row(from);
        var input = new Encoded(values.read(row.input()), store.journal().contents(row.input()));
        var only = new Submission.Only(step, from);
        return run(engine.submit(submission(row.bundle(), views.plan(row), input, options, only)));
    }

    /// What the engine is asked for.
    static Submission submission(
            Digest bundle, Plan plan, Encoded input, RunOptions options, Submission.@Nullable Only only) {
        var shown = new String(Json.write(Map.of("origins", options.origins())), StandardCharsets.UTF_8);
        return new Submission(
                        bundle,
                        plan,
                        input.bytes(),
                        input.contents(),
                        shown,
                        options.key(),
                        options.mode().forEngine(),
                        only)
                .withDurability(options.durability().forEngine())
                .withPriority(options.priority());
    }

    private Encoded encoded(Record input) {
        try {
            return codecs.codec(input.getClass()).encode(input, contents);
        } catch (EngineException e) { // a file that is missing, or can not be kept
            throw new InvalidInput(List.of(new Problem(e.code(), e.what(), e.at(), null, e.hint())));
        } catch (IOException e) {
            throw failed("the input could not be stored", e);
        }
    }

    private interface Keeping {
        Digest keep() throws IOException;
    }

    private static Digest kept(Keeping keeping) {
        try {
            return keeping.keep();
        } catch (IOException e) {
            throw failed("the pipeline's code could not be stored", e);
        }
    }

    private static StoreException failed(String what, IOException cause) {
        return new StoreException(
                "store-failed", what + ": " + cause.getMessage(), null, "Look at the cause and try again.", cause);
    }

    Run<Object> resume(RunId run) {
        engine.resume(run);
        return run(run);
    }

    /// Asks the engine something of a run that any process may execute.
    boolean ask(Predicate<Engine> request) {
        return request.test(engine);
    }

    boolean decide(RunId run, Node step, int unit, Decision decision) {
        var settlement = new Decisions(code, contents).of(views.row(run), step, unit, decision);
        return engine.decide(run, step.name(), unit, settlement);
    }

    Reruns reruns() {
        return reruns;
    }

    Run<Object> resumeWith(RunId run, Pipeline<?, ?> pipeline) {
        reruns.resumeWith(run, pipeline);
        return run(run);
    }

    Run<Object> rerun(Rerun rerun) {
        return run(reruns.rerun(rerun));
    }

    Run<Object> attached(RunId id) {
        return run(id);
    }

    private Run<Object> run(RunId id) {
        return new Run<>(id, this, results::of);
    }

    void end(RunId run) throws InterruptedException {
        var end = engine.await(run);
        exitHook.hold();
        ended(end);
    }

    void end(RunId run, Duration longest) throws InterruptedException, TimeoutException {
        var end = engine.await(run, longest);
        exitHook.hold();
        ended(end);
    }

    private static void ended(RunEnd end) {
        if (end.status() == Status.CANCELLED) throw new RunCancelled(end.run());
        var failure = end.failure();
        if (failure != null) throw new RunFailed(end.run(), failure);
    }

    RunView view(RunId run) {
        return views.whole(views.row(run), engine.live(run));
    }

    Status status(RunId run) {
        return engine.live(run)
                .map(now -> now.status())
                .orElseGet(() -> views.row(run).status());
    }

    boolean executes(RunId run) {
        return engine.live(run).isPresent();
    }

    void cancel(RunId run, String reason) {
        engine.cancel(run, reason);
    }

    AutoCloseable followLogs(RunId run, Consumer<LogLine> lines) {
        var steps = views.plan(views.row(run)).nodes().stream().map(Node::name).toList();
        var reader = new LogReader(store.folder());
        return logs.follow(
                run,
                () -> reader.read(run, steps, LogQuery.ALL).stream()
                        .map(line -> line.of(run))
                        .toList(),
                line -> lines.accept(LogReader.of(line)));
    }

    AutoCloseable followEvents(RunId run, Consumer<EventView> events) {
        return engine.listen(run, event -> events.accept(EventView.of(event)));
    }

    int abandonedThreads() {
        return attempts.abandonedThreads();
    }

    /// Interrupts what runs. The runs can be resumed.
    @Override
    public void close() {
        exitHook.close();
        engine.close();
        logs.close();
        try {
            code.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
