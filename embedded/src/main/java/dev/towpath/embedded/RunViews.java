package dev.towpath.embedded;

import dev.towpath.Digest;
import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.engine.RunSnapshot;
import dev.towpath.plan.Node;
import dev.towpath.plan.Plan;
import dev.towpath.plan.PlanJson;
import dev.towpath.spi.Journal;
import dev.towpath.spi.RunRow;
import dev.towpath.spi.StepRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes views of runs from what is stored and, for runs of this process, from what the engine knows already.
final class RunViews {
    /// Plans that are kept decoded.
    private static final int PLANS = 16;

    private final Journal journal;
    private final Values values;
    private final OutputJson outputs;
    private final Predicate<RunRow> executed;
    private final Map<Digest, Plan> plans = new LinkedHashMap<>();

    /// @param executed whether a living process executes the run
    RunViews(Journal journal, Values values, OutputJson outputs, Predicate<RunRow> executed) {
        this.journal = journal;
        this.values = values;
        this.outputs = outputs;
        this.executed = executed;
    }

    RunRow row(RunId run) {
        return journal.run(run)
                .orElseThrow(() -> new NotFound(
                        "run-not-found",
                        "there is no run " + run,
                        run.text(),
                        "See `towpath runs` for the runs there are."));
    }

    Plan plan(RunRow row) {
        synchronized (plans) {
            var known = plans.get(row.plan());
            if (known != null) return known;
        }
        var plan = PlanJson.read(values.read(row.plan()));
        synchronized (plans) {
            plans.put(row.plan(), plan);
            if (plans.size() > PLANS) plans.remove(plans.keySet().iterator().next());
        }
        return plan;
    }

    boolean isInterrupted(RunRow row) {
        return !row.status().isTerminal() && !executed.test(row);
    }

    /// Without steps, input and output.
    RunView brief(RunRow row) {
        return view(row, "", null, List.of());
    }

    RunView whole(RunRow row, Optional<RunSnapshot> live) {
        var plan = plan(row);
        var steps = live.map(now -> live(plan, now)).orElseGet(() -> stored(plan, row.id()));
        var current = live.map(now -> current(row, now)).orElse(row);
        var output = current.output();
        return view(
                current,
                new String(values.read(row.input()), StandardCharsets.UTF_8),
                output == null ? null : outputs.show(output),
                steps);
    }

    private static RunRow current(RunRow row, RunSnapshot now) {
        return new RunRow(
                row.id(),
                row.pipeline(),
                now.status(),
                row.bundle(),
                row.plan(),
                row.input(),
                row.options(),
                row.key(),
                row.parent(),
                row.owner(),
                row.epoch(),
                row.seq(),
                row.created(),
                now.started(),
                now.ended(),
                now.output(),
                now.failure(),
                now.reason());
    }

    private RunView view(RunRow row, String input, @Nullable String output, List<StepView> steps) {
        return new RunView(
                row.id(),
                row.pipeline(),
                row.status(),
                isInterrupted(row),
                row.key(),
                row.parent(),
                row.created(),
                row.started(),
                row.ended(),
                input,
                output,
                steps,
                row.failure(),
                row.reason());
    }

    private List<StepView> stored(Plan plan, RunId run) {
        var rows = journal.steps(run).stream().collect(Collectors.toMap(StepRow::index, row -> row));
        return views(plan, index -> {
            var row = rows.get(index);
            if (row == null) return null;
            var units = row.units();
            return new RunSnapshot.StepSnapshot(
                    index,
                    row.name(),
                    row.status(),
                    row.attempts(),
                    units,
                    units == null ? 0 : count(units, true),
                    units == null ? 0 : count(units, false),
                    row.started(),
                    row.ended(),
                    row.output(),
                    row.failure(),
                    row.reason());
        });
    }

    private static long count(Map<Status, Integer> units, boolean ended) {
        return units.entrySet().stream()
                .filter(each -> !ended || each.getKey().isTerminal())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static List<StepView> live(Plan plan, RunSnapshot now) {
        var steps = now.steps().stream().collect(Collectors.toMap(RunSnapshot.StepSnapshot::index, step -> step));
        return views(plan, steps::get);
    }

    @FunctionalInterface
    private interface Facts {
        RunSnapshot.@Nullable StepSnapshot of(int index);
    }

    private static List<StepView> views(Plan plan, Facts facts) {
        var views = new ArrayList<StepView>();
        for (var index = 0; index < plan.nodes().size(); index++) {
            var node = plan.nodes().get(index);
            var kind = kind(node);
            if (kind.isEmpty()) continue;
            var step = facts.of(index);
            views.add(step == null ? untouched(node, kind) : view(node, kind, step));
        }
        return views;
    }

    private static StepView untouched(Node node, String kind) {
        var units = kind.equals("step") ? null : Map.<Status, Integer>of();
        return new StepView(node.name(), kind, title(node), Status.CREATED, 0, units, 0, 0, null, null, null, "");
    }

    private static StepView view(Node node, String kind, RunSnapshot.StepSnapshot step) {
        return new StepView(
                node.name(),
                kind,
                title(node),
                step.status(),
                step.attempts(),
                step.units(),
                step.done(),
                step.total(),
                step.started(),
                step.ended(),
                step.failure(),
                step.reason());
    }

    /// Empty for a node that executes nothing.
    private static String kind(Node node) {
        return switch (node) {
            case Node.Step _ -> "step";
            case Node.Each _ -> "each";
            case Node.Batch _ -> "batch";
            case Node.Expand _ -> "expand";
            case Node.Choice _ -> "";
        };
    }

    private static String title(Node node) {
        return node instanceof Node.Work work ? work.code().title() : "";
    }
}
