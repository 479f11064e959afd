package dev.towpath.embedded;

import dev.towpath.Status;
import dev.towpath.engine.RunSnapshot;
import dev.towpath.plan.Node;
import dev.towpath.plan.Plan;
import dev.towpath.spi.StepRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes views of a run's steps: one for each node that executes something, in the plan's order.
final class StepViews {
    private StepViews() {}

    /// As last written.
    static List<StepView> stored(Plan plan, List<StepRow> written) {
        var rows = written.stream().collect(Collectors.toMap(StepRow::index, row -> row));
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

    /// As the engine knows them.
    static List<StepView> live(Plan plan, RunSnapshot now) {
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
