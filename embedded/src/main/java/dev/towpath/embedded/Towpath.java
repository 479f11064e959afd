package dev.towpath.embedded;

import dev.towpath.Pipeline;
import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.code.Bundle;
import dev.towpath.engine.EngineException;
import dev.towpath.engine.History;
import dev.towpath.plan.Node;
import dev.towpath.plan.Plan;
import dev.towpath.spi.Owners.Owner;
import dev.towpath.spi.RunQuery;
import dev.towpath.spi.RunRow;
import dev.towpath.spi.StoreException;
import dev.towpath.store.NativeLibrary;
import dev.towpath.value.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A store of runs, and the execution of runs in it.
///
/// ```java
/// try (var towpath = Towpath.open(folder, pipeline)) {
///     FileRef montage = towpath.run(pipeline, new Input(photo, 0.5)).await();
/// }
/// ```
///
/// Any number of processes may execute the runs of a store, each run by one of them, and look at it. Safe for many
/// threads.
public final class Towpath implements AutoCloseable {
    private static final Set<Status> UNFINISHED =
            Set.of(Status.CREATED, Status.QUEUED, Status.RUNNING, Status.WAITING, Status.CANCELLING);
    private static final int MANY = 10_000;
    private static final int PAGE = 100;

    private final OpenStore store;
    private final RunViews views;
    private final Artifacts artifacts;
    private final Copies copies;
    private final Parts parts;
    private final @Nullable Execution execution;

    private Towpath(
            OpenStore store, ThisProcess process, @Nullable TowpathOptions options, Pipeline<?, ?>... pipelines) {
        this.store = store;
        var values = new Values(store.journal(), store.artifacts());
        var places = new Places(store.artifacts(), store.folder(), options != null);
        var json = new OutputJson(values, store.journal(), places);
        this.parts = new Parts(store.journal(), store.artifacts(), values, json);
        this.artifacts = new Artifacts(store.journal(), store.artifacts(), values, parts);
        this.copies = new Copies(values, places);
        this.views = new RunViews(store.journal(), values, json, this::isExecuted);
        this.execution =
                options == null ? null : new Execution(store, process, options, values, views, List.of(pipelines));
    }

    /// Opens a store, made if it is not there, and executes runs in it with what this machine has.
    ///
    /// @param pipelines whose runs may be resumed with this program's classes
    /// @throws dev.towpath.spi.StoreException `store-not-writable`, `store-newer`, …
    public static Towpath open(Path folder, Pipeline<?, ?>... pipelines) {
        return open(folder, TowpathOptions.DEFAULT, pipelines);
    }

    /// Opens a store, made if it is not there, and executes runs in it.
    ///
    /// @param pipelines whose runs may be resumed with this program's classes
    /// @throws dev.towpath.spi.StoreException `store-not-writable`, `store-newer`, …
    public static Towpath open(Path folder, TowpathOptions options, Pipeline<?, ?>... pipelines) {
        return open(StoreLocation.folder(folder), options, pipelines);
    }

    /// Opens a store, made if it is not there, and executes runs in it.
    ///
    /// @param pipelines whose runs may be resumed with this program's classes
    /// @throws dev.towpath.spi.StoreException `store-not-writable`, `store-newer`, `store-unreachable`, …
    public static Towpath open(StoreLocation where, TowpathOptions options, Pipeline<?, ?>... pipelines) {
        var process = new ThisProcess();
        return executing(OpenStore.owned(where, process.owner(options.adopt())), process, options, pipelines);
    }

    /// Looks at a store and changes nothing, also while another process executes its runs.
    ///
    /// @throws dev.towpath.spi.StoreException `store-missing` if there is none
    public static Towpath reading(Path folder) {
        return reading(StoreLocation.folder(folder));
    }

    /// Looks at a store and changes nothing, also while another process executes its runs.
    ///
    /// @throws dev.towpath.spi.StoreException `store-missing` if there is none
    public static Towpath reading(StoreLocation where) {
        return new Towpath(OpenStore.readOnly(where), new ThisProcess(), null);
    }

    /// Executes runs in a store that is in memory and vanishes when it is closed.
    public static Towpath transientStore(Pipeline<?, ?>... pipelines) {
        return transientStore(TowpathOptions.DEFAULT, pipelines);
    }

    /// Executes runs in a store that is in memory and vanishes when it is closed.
    public static Towpath transientStore(TowpathOptions options, Pipeline<?, ?>... pipelines) {
        var process = new ThisProcess();
        return executing(OpenStore.inMemory(process.owner(false)), process, options, pipelines);
    }

    /// Loads what the opening of a store needs, and opens none: for a process that is short of time and has
    /// something
    /// else to do on another thread.
    public static void preload() {
        NativeLibrary.load();
    }

    private static Towpath executing(
            OpenStore store, ThisProcess process, TowpathOptions options, Pipeline<?, ?>... pipelines) {
        try {
            return new Towpath(store, process, options, pipelines);
        } catch (RuntimeException | Error e) {
            store.close();
            throw e;
        }
    }

    /// A process that executes runs of a store.
    ///
    /// @param command how it was started, as far as the operating system tells
    /// @param adopts whether it takes runs of processes that have died, and of nobody
    public record Holder(long pid, Instant since, String command, boolean adopts) {}

    private Execution executor() {
        if (execution == null) throw new IllegalStateException("this store was opened for reading");
        return execution;
    }

    private boolean isExecuted(RunRow row) {
        if (row.owner().isEmpty()) return true; // nobody has taken it yet, so nothing has interrupted it
        return execution == null ? store.alive().test(row.owner()) : execution.executes(row.id()) || isElsewhere(row);
    }

    /// Whether another living process executes a run.
    private boolean isElsewhere(RunRow row) {
        var owners = store.owners();
        return owners != null && !row.owner().equals(owners.me()) && owners.isAlive(row.owner());
    }

    /// The folder of the store.
    public Path folder() {
        return store.folder();
    }

    /// Starts a run. When this returns the run is on disk.
    ///
    /// @throws dev.towpath.InvalidInput if the input is refused; then there is no such run
    public <I extends Record, O> Run<O> run(Pipeline<I, O> pipeline, I input) {
        return executor().submit(pipeline, input, RunOptions.DEFAULT);
    }

    /// Starts a run. When this returns the run is on disk. The same key twice gives the same run.
    ///
    /// @throws dev.towpath.InvalidInput if the input is refused; then there is no such run
    public <I extends Record, O> Run<O> submit(Pipeline<I, O> pipeline, I input, RunOptions options) {
        return executor().submit(pipeline, input, options);
    }

    /// Starts a run of a plan that was made before, without defining the pipeline again.
    ///
    /// @param bundle the code, which has the class of the input and its loader
    /// @param input bound and checked by [dev.towpath.value.Inputs]
    /// @throws dev.towpath.InvalidInput if a file of the input is missing; then there is no such run
    public Run<Object> submit(Bundle bundle, Plan plan, Record input, RunOptions options) {
        return executor().submit(bundle, plan, input, options);
    }

    /// Starts a run of one step, with the code, the inputs and the values that an earlier run has stored.
    ///
    /// @throws EngineException `unknown-step`, or `no-stored-output` if the earlier run never made an input of it
    public Run<Object> submitOnly(String step, RunId from, RunOptions options) {
        return executor().submitOnly(step, from, options);
    }

    /// Writes a run down without executing it: a process that takes runs of others does, at once if one is alive.
    ///
    /// @return its name; the run is on disk
    /// @throws dev.towpath.InvalidInput if the input is refused; then there is no such run
    public <I extends Record> RunId submitQueued(Pipeline<I, ?> pipeline, I input, RunOptions options) {
        return executor().submitQueued(pipeline, input, options);
    }

    /// Asks a run to stop, whichever process executes it; one that nobody executes is taken for that. The request
    /// is on
    /// disk when this returns.
    ///
    /// @param reason who asks and why, for people; kept with the run
    /// @return false if it has ended
    /// @throws NotFound `run-not-found`
    public boolean cancel(RunId run, String reason) {
        views.row(run);
        return executor().ask(engine -> engine.cancel(run, reason));
    }

    /// Asks a run to start nothing more until it is resumed, whichever process executes it. Attempts at work end and
    /// count. The request is on disk when this returns.
    ///
    /// @param reason who asks and why, for people; may be empty
    /// @return false if it has ended
    /// @throws NotFound `run-not-found`
    public boolean pause(RunId run, String reason) {
        views.row(run);
        return executor().ask(engine -> engine.pause(run, reason));
    }

    /// Asks a paused run to go on where it is executed; one that nobody executes is taken for that. The request is
    /// on
    /// disk when this returns.
    ///
    /// @return false if it has ended
    /// @throws NotFound `run-not-found`
    public boolean unpause(RunId run, String reason) {
        views.row(run);
        return executor().ask(engine -> engine.unpause(run, reason));
    }

    /// Says what became of a step with the effect at-most-once that was interrupted. The answer is on disk when this
    /// returns.
    ///
    /// @param unit of a mapped step; -1 for one that is not mapped
    /// @return false if the run has ended
    /// @throws dev.towpath.InvalidInput for a file that is not what the step gives
    /// @throws NotFound `run-not-found`, `step-not-found`
    public boolean decide(RunId run, String step, int unit, Decision decision) {
        var plan = plan(run);
        return executor().decide(run, plan.nodes().get(index(plan, step)), unit, decision);
    }

    /// What a run would keep and what it would execute if it went on with other code.
    ///
    /// @throws dev.towpath.InvalidInput for code of another pipeline
    /// @throws NotFound `run-not-found`
    public CodeChanges changes(RunId run, Pipeline<?, ?> pipeline) {
        return executor().reruns().changes(run, pipeline);
    }

    /// Continues a run like [#resume], with other code from now on.
    ///
    /// @throws EngineException `nothing-to-resume` if it has succeeded
    /// @throws dev.towpath.InvalidInput for code of another pipeline
    public Run<Object> resumeWith(RunId run, Pipeline<?, ?> pipeline) {
        var row = views.row(run);
        if (!row.status().isTerminal() && isElsewhere(row)) throw elsewhere(row);
        return executor().resumeWith(run, pipeline);
    }

    /// What a run that is made again would take from the earlier one, and what it would execute.
    ///
    /// @throws EngineException `unknown-step`
    /// @throws dev.towpath.InvalidInput if the changed inputs do not fit, or the code is missing or of another
    ///     pipeline
    public CodeChanges changes(Rerun rerun) {
        return executor().reruns().changes(rerun);
    }

    /// Makes a run again: a new one, with the earlier one as its parent, that executes what is not valid any more.
    ///
    /// @throws EngineException `unknown-step`
    /// @throws dev.towpath.InvalidInput if the changed inputs do not fit, or the code is missing or of another
    ///     pipeline
    public Run<Object> rerun(Rerun rerun) {
        return executor().rerun(rerun);
    }

    /// Continues a run whose process died, that failed, was cancelled or paused, from the code and the values in the
    /// store.
    ///
    /// @throws EngineException `nothing-to-resume` if it has succeeded
    public Run<Object> resume(RunId run) {
        var row = views.row(run);
        if (!row.status().isTerminal() && isElsewhere(row)) throw elsewhere(row);
        return executor().resume(run);
    }

    /// The runs of a pipeline that have not ended and that nobody executes, newest first: their process died, or
    /// their
    /// code could not be loaded. A run that another one asked for goes on with that one and is left out, and so is
    /// one
    /// that somebody has paused or has to decide about.
    ///
    /// @param pipeline its name; null for all
    public List<RunId> interrupted(@Nullable String pipeline) {
        return store.journal().runs(new RunQuery(pipeline, UNFINISHED, null, null, MANY)).stream()
                .filter(row -> row.parentStep() == null && views.isLeft(row) && !views.isAtRest(row))
                .map(RunRow::id)
                .toList();
    }

    /// The run with this name, or the only one whose name starts so; `r-` may be left out.
    ///
    /// @throws NotFound `run-not-found` or `run-ambiguous`
    public RunId find(String name) {
        var prefix = name.startsWith("r-") ? name : "r-" + name;
        var found = store.journal().runsStartingWith(prefix, 3);
        if (found.size() == 1
                || (!found.isEmpty() && found.getFirst().id().text().equals(prefix)))
            return found.getFirst().id();
        var hint = "See `towpath runs` for the runs there are.";
        if (found.isEmpty()) throw new NotFound("run-not-found", "there is no run '" + name + "'", name, hint);
        throw new NotFound(
                "run-ambiguous", "more than one run starts with '" + name + "'", name, "Give more of its name.");
    }

    /// How a run stands: of this process at this moment, of others as last written.
    ///
    /// @throws NotFound `run-not-found`
    public RunView view(RunId run) {
        return execution != null ? execution.view(run) : views.whole(views.row(run), Optional.empty());
    }

    /// The newest runs, newest first, without their steps, inputs and outputs.
    public List<RunView> runs(int limit) {
        return runs(limit, _ -> true);
    }

    /// The newest runs that are wanted, newest first, without their steps, inputs and outputs.
    public List<RunView> runs(int limit, Predicate<RunView> wanted) {
        return Stream.iterate(
                        page(null),
                        page -> !page.isEmpty(),
                        page -> page(page.getLast().id()))
                .flatMap(List::stream)
                .map(views::brief)
                .filter(wanted)
                .limit(limit)
                .toList();
    }

    private List<RunRow> page(@Nullable RunId before) {
        return store.journal().runs(new RunQuery(null, Set.of(), null, before, PAGE));
    }

    /// The units of a mapped step, by index; empty for a step that is not mapped or has not been given its list.
    ///
    /// @throws NotFound `run-not-found`, `step-not-found`
    public List<UnitView> units(RunId run, String step) {
        var plan = plan(run);
        var node = index(plan, step);
        return new History(store.journal())
                .units(run, plan, node).stream()
                        .map(unit -> new UnitView(
                                unit.index(),
                                unit.status(),
                                unit.attempts(),
                                unit.started(),
                                unit.ended(),
                                unit.failure()))
                        .toList();
    }

    /// What one unit of a mapped step gave, also where others failed: a file or folder if that is its value, else
    /// JSON.
    /// It is opened and copied as an artifact is.
    ///
    /// @param index of the unit, from 0
    /// @throws NotFound `run-not-found`, `step-not-found`, `unit-not-found`, `unit-without-value`
    public ArtifactView unit(RunId run, String step, int index) {
        var plan = plan(run);
        return parts.unit(run, plan, index(plan, step), index);
    }

    private static int index(Plan plan, String step) {
        for (var i = 0; i < plan.nodes().size(); i++)
            if (plan.nodes().get(i).name().equals(step)) return i;
        var names = plan.nodes().stream().map(Node::name).toList();
        throw new NotFound(
                "step-not-found",
                "pipeline " + plan.name() + " has no step '" + step + "'",
                step,
                Nearest.advice(step, names, "It has no steps."));
    }

    /// The history of a run from a sequence number on, oldest first.
    ///
    /// @throws NotFound `run-not-found`
    public List<EventView> events(RunId run, long fromSeq, int limit) {
        return new History(store.journal())
                .events(run, plan(run), fromSeq, limit).stream()
                        .map(EventView::of)
                        .toList();
    }

    /// Lines of the logs of a run's steps.
    ///
    /// @throws NotFound `run-not-found`, `step-not-found`
    public List<LogLine> logs(RunId run, LogQuery query) {
        return new LogReader(store.folder()).read(run, steps(run, query), query);
    }

    private List<String> steps(RunId run, LogQuery query) {
        var plan = plan(run);
        var step = query.step();
        if (step != null) index(plan, step);
        return step != null
                ? List.of(step)
                : plan.nodes().stream().map(Node::name).toList();
    }

    /// Calls a consumer for each line of the logs of a run of this process, first those that are there already, on a
    /// thread for that.
    ///
    /// @return ends it
    public AutoCloseable followLogs(RunId run, Consumer<LogLine> lines) {
        return executor().followLogs(run, lines);
    }

    /// Calls a consumer for each further event of a run of this process, after it is on disk, on a thread for that.
    ///
    /// @return ends it
    public AutoCloseable followEvents(RunId run, Consumer<EventView> events) {
        return executor().followEvents(run, events);
    }

    /// Artifacts, by name and then newest version first.
    public List<ArtifactView> artifacts(ArtifactFilter filter) {
        return artifacts.list(filter);
    }

    /// The artifact of `pipeline/step/name`, its newest version, or of `pipeline/step/name/version`. The name may be
    /// left out where a step gives one artifact only. With `@7` behind it, it is element 7 of a list.
    ///
    /// @throws NotFound `artifact-not-found`, with similar names, `artifact-no-list`, `unit-not-found`
    public ArtifactView artifact(String path) {
        return artifacts.find(path);
    }

    /// Copies an artifact out of the store and compares it with its digest: a file, a value as JSON, or a folder
    /// with
    /// all its files.
    ///
    /// @param target a new name; or an existing folder, and then the artifact keeps its own name there
    /// @return where it is now
    /// @throws dev.towpath.spi.StoreException `artifact-missing`, `artifact-corrupt`
    public Path copy(ArtifactView artifact, Path target) throws IOException {
        return copies.copy(artifact, target);
    }

    /// The content of an artifact that is a file or a value, after comparing it with its digest. The caller closes
    /// it.
    ///
    /// @throws dev.towpath.spi.StoreException `artifact-missing`, `artifact-corrupt`
    public InputStream open(ArtifactView artifact) throws IOException {
        return artifacts.open(artifact);
    }

    /// The plan that a run executes.
    ///
    /// @throws NotFound `run-not-found`
    public Plan plan(RunId run) {
        return views.plan(views.row(run));
    }

    /// Where each input of a run came from, as [RunOptions#origins()] said it.
    ///
    /// @throws NotFound `run-not-found`
    public Map<String, String> origins(RunId run) {
        return views.origins(views.row(run));
    }

    private static StoreException elsewhere(RunRow row) {
        return new StoreException(
                "run-in-use",
                "another process executes this run: " + row.owner(),
                row.id().text(),
                "Wait until it has ended or stop that process; `towpath doctor` names it.",
                null);
    }

    /// The processes that execute the runs of this store.
    public List<Holder> holders() {
        return store.living().get().stream().map(Towpath::holder).toList();
    }

    /// The living process that executes a run, this one included; empty if none does.
    ///
    /// @throws NotFound `run-not-found`
    public Optional<Holder> holder(RunId run) {
        var row = views.row(run);
        if (row.status().isTerminal()) return Optional.empty();
        return store.living().get().stream()
                .filter(owner -> owner.id().equals(row.owner()))
                .map(Towpath::holder)
                .findFirst();
    }

    private static Holder holder(Owner owner) {
        return new Holder(owner.pid(), owner.since(), owner.command(), owner.adopts());
    }

    /// A run that this process executes or that has ended.
    ///
    /// @throws NotFound `run-not-found`
    public Run<Object> attached(RunId run) {
        views.row(run);
        return executor().attached(run);
    }

    /// Whether this process executes a run.
    public boolean isHere(RunId run) {
        return execution != null && execution.executes(run);
    }

    /// Whether a run has not ended and no living process executes it, so that [#resume] goes on with it here.
    ///
    /// @throws NotFound `run-not-found`
    public boolean isFree(RunId run) {
        return !views.row(run).status().isTerminal() && holder(run).isEmpty();
    }

    /// Tells when something may have changed for a run that another process executes.
    ///
    /// @throws NotFound `run-not-found`
    public StoreWatch watch(RunId run) {
        views.row(run);
        try {
            return new StoreWatch(store.folder(), run, () -> views.row(run).owner());
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + store.folder() + " can not be watched", e);
        }
    }

    /// The lines of the logs of a run's steps: each call gives those that have come since the one before. For one
    /// thread.
    ///
    /// @param query what of it; its offset and number of last lines are not heeded
    /// @throws NotFound `run-not-found`, `step-not-found`
    public Supplier<List<LogLine>> tail(RunId run, LogQuery query) {
        return new LogTail(store.folder(), run, steps(run, query), query);
    }

    /// How many threads were given up because their step did not stop, and still run.
    public int abandonedThreads() {
        return executor().abandonedThreads();
    }

    /// What is done, at last, when the code of a step ends this process: the run is recorded as failed by then.
    public void onExitInStep(Consumer<RunId> action) {
        executor().onExit(action);
    }

    /// Cancels nothing: what runs is interrupted, and the runs that have not ended can be resumed.
    @Override
    public void close() {
        try {
            if (execution != null) execution.close();
        } finally {
            store.close();
        }
    }
}
