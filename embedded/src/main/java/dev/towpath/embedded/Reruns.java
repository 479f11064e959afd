package dev.towpath.embedded;

import dev.towpath.Digest;
import dev.towpath.InvalidInput;
import dev.towpath.Pipeline;
import dev.towpath.Problem;
import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.engine.Changes;
import dev.towpath.engine.CodeLoader.Code;
import dev.towpath.engine.Engine;
import dev.towpath.engine.Submission;
import dev.towpath.plan.Node;
import dev.towpath.plan.Plan;
import dev.towpath.spi.Journal;
import dev.towpath.spi.RunQuery;
import dev.towpath.spi.RunRow;
import dev.towpath.spi.StepRow;
import dev.towpath.value.Encoded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Runs that go on with other code, and runs that are made again from earlier ones: which code, which input, and
/// what
/// is kept.
final class Reruns {
    /// How the engine says that nothing but a branch keeps a step from being executed.
    private static final String SKIPPED = "it was skipped";

    private final Journal journal;
    private final Engine engine;
    private final RunViews views;
    private final Codes codes;
    private final RerunInputs inputs;

    Reruns(Journal journal, Engine engine, RunViews views, Codes codes, RerunInputs inputs) {
        this.journal = journal;
        this.engine = engine;
        this.views = views;
        this.codes = codes;
        this.inputs = inputs;
    }

    /// The code and the plan that a run is to have.
    private record Binding(Digest bundle, Plan plan) {}

    CodeChanges changes(RunId run, Pipeline<?, ?> pipeline) {
        var row = views.row(run);
        checkPipeline(row, pipeline.plan());
        return shown(row, pipeline.plan(), engine.changes(run, pipeline.plan()));
    }

    void resumeWith(RunId run, Pipeline<?, ?> pipeline) {
        checkPipeline(views.row(run), pipeline.plan());
        engine.resumeWith(run, codes.kept(pipeline), pipeline.plan());
    }

    CodeChanges changes(Rerun rerun) {
        var parent = views.row(rerun.parent());
        var binding = binding(rerun, parent);
        var changes = engine.changes(parent.id(), submission(rerun, parent, binding), rerun.from());
        return shown(parent, binding.plan(), changes);
    }

    RunId rerun(Rerun rerun) {
        var parent = views.row(rerun.parent());
        return engine.rerun(parent.id(), submission(rerun, parent, binding(rerun, parent)), rerun.from());
    }

    private Binding binding(Rerun rerun, RunRow parent) {
        var pipeline = rerun.pipeline();
        if (pipeline != null) {
            checkPipeline(parent, pipeline.plan());
            return new Binding(codes.kept(pipeline), pipeline.plan());
        }
        var from = switch (rerun.code()) {
            case SAME -> parent;
            case LATEST ->
                journal.runs(new RunQuery(parent.pipeline(), Set.of(), null, null, 1))
                        .getFirst();
        };
        return new Binding(from.bundle(), views.plan(from));
    }

    private static void checkPipeline(RunRow run, Plan plan) {
        if (!plan.name().equals(run.pipeline()))
            throw refused(
                    run,
                    "other-pipeline",
                    "run " + run.id() + " is of pipeline " + run.pipeline() + ", the code defines " + plan.name(),
                    "Give the code of pipeline " + run.pipeline() + ".");
    }

    private Submission submission(Rerun rerun, RunRow parent, Binding binding) {
        var origins = new HashMap<>(views.origins(parent));
        rerun.inputs().forEach((name, given) -> origins.put(name, given.from()));
        var options = rerun.options().origins(origins);
        return Execution.submission(binding.bundle(), binding.plan(), input(rerun, parent, binding), options, null);
    }

    private Encoded input(Rerun rerun, RunRow parent, Binding binding) {
        if (codes.load(binding.bundle()) instanceof Code.Ready(var loader))
            return inputs.of(parent, binding.plan(), loader, rerun.inputs());
        throw refused(
                parent,
                "missing-code",
                "the code of the run can not be loaded",
                "Give the code with --with FILE, or run where its libraries are.");
    }

    private static InvalidInput refused(RunRow run, String code, String what, String hint) {
        return new InvalidInput(List.of(new Problem(code, what, run.id().text(), null, hint)));
    }

    private static CodeChanges.Fate fate(Changes.StepChange change, Status before) {
        if (change.kept()) return CodeChanges.Fate.KEPT;
        return switch (before) {
            case SUCCEEDED, CACHED -> CodeChanges.Fate.RUNS_AGAIN;
            case SKIPPED -> change.why().startsWith(SKIPPED) ? CodeChanges.Fate.SKIPPED : CodeChanges.Fate.RUNS;
            case CREATED, QUEUED, RUNNING, WAITING, FAILED, CANCELLING, CANCELLED, LOST -> CodeChanges.Fate.RUNS;
        };
    }

    private CodeChanges shown(RunRow parent, Plan plan, Changes changes) {
        var before = journal.steps(parent.id()).stream().collect(Collectors.toMap(StepRow::name, StepRow::status));
        var steps = new ArrayList<CodeChanges.Step>();
        for (var change : changes.steps()) {
            var fate = fate(change, before.getOrDefault(change.step(), Status.CREATED));
            steps.add(new CodeChanges.Step(change.step(), fate, change.why()));
        }
        var names = plan.nodes().stream().map(Node::name).collect(Collectors.toSet());
        for (var node : views.plan(parent).nodes())
            if (!names.contains(node.name()) && !(node instanceof Node.Choice))
                steps.add(new CodeChanges.Step(node.name(), CodeChanges.Fate.GONE, "the other code does not have it"));
        return new CodeChanges(steps);
    }
}
