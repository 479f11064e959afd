package dev.towpath.engine.machine;

import dev.towpath.Failure;
import dev.towpath.plan.Node;
import java.util.List;

/// Decides what becomes of a node that has not been due so far.
final class Readiness {
    private Readiness() {}

    /// What happens to a node now; empty if it still has to wait.
    static List<Event> of(RunState state, int node) {
        if (!(state.steps[node] instanceof StepState.Created)) return List.of();
        var guards = guards(state, node);
        return switch (guards) {
            case Guards.Wait _ -> List.of();
            case Guards.Closed(var reason) -> List.of(new Event.StepSkipped(node, reason));
            case Guards.Open _ ->
                state.graph.node(node) instanceof Node.Choice choice ? choice(state, node, choice) : work(state, node);
        };
    }

    /// What the conditions of the blocks around a node say.
    private sealed interface Guards {
        Guards WAIT = new Wait();
        Guards OPEN = new Open();

        record Wait() implements Guards {}

        record Open() implements Guards {}

        record Closed(String reason) implements Guards {}
    }

    private static Guards guards(RunState state, int node) {
        var watches = state.graph.guards(node);
        for (var g = 0; g < watches.length; g++) {
            var answer = state.answers[watches[g]];
            var guard = state.graph.conditions(node).get(g);
            if (answer instanceof Answer.Case(var is)) {
                if (!is.equals(guard.is())) return new Guards.Closed(reason(state, watches[g], is));
            } else if (answer instanceof Answer.Skipped) {
                return new Guards.Closed(
                        wasSkipped(state, state.graph.watch(watches[g]).node()));
            } else {
                return Guards.WAIT;
            }
        }
        return Guards.OPEN;
    }

    private static String reason(RunState state, int watch, String is) {
        var asked = state.graph.watch(watch);
        var name = new StringBuilder("`")
                .append(
                        asked.node() < 0
                                ? "input"
                                : state.graph.node(asked.node()).name());
        for (var part : asked.path()) name.append('.').append(part);
        return name.append("` is ").append(is).toString();
    }

    private static String wasSkipped(RunState state, int node) {
        return "`" + state.graph.node(node).name() + "` was skipped";
    }

    private static List<Event> work(RunState state, int node) {
        if (state.skippedBy[node] > 0)
            return List.of(new Event.StepSkipped(node, wasSkipped(state, state.skippedBy[node] - 1)));
        if (state.missing[node] > 0) return List.of();
        var list = state.graph.list(node);
        if (list < 0) return List.of(new Event.StepQueued(node, -1));
        if (state.answers[list] instanceof Answer.Count(var elements))
            return List.of(new Event.StepQueued(node, state.graph.units(node, elements)));
        return List.of();
    }

    private static List<Event> choice(RunState state, int node, Node.Choice choice) {
        if (state.missing[node] > 0) return List.of();
        return switch (state.answers[state.graph.list(node)]) {
            case null -> List.of();
            case Answer.Case(var is) -> branch(state, node, choice, is);
            case Answer.Skipped _ ->
                none(node, choice, wasSkipped(state, choice.on().node()));
            case Answer.Broken _, Answer.Count _, Answer.Content _ -> List.of();
        };
    }

    private static List<Event> branch(RunState state, int node, Node.Choice choice, String is) {
        for (var b = 0; b < choice.branches().size(); b++) {
            var branch = choice.branches().get(b);
            if (!branch.is().equals(is)) continue;
            if (!branch.value().isEdge()) return List.of(new Event.BranchChosen(node, b));
            return switch (state.steps[branch.value().node()].status()) {
                case SUCCEEDED, CACHED -> List.of(new Event.BranchChosen(node, b));
                case SKIPPED ->
                    none(node, choice, wasSkipped(state, branch.value().node()));
                case CREATED, QUEUED, RUNNING, WAITING, FAILED, CANCELLING, CANCELLED, LOST -> List.of();
            };
        }
        return choice.optional() ? List.of(new Event.BranchChosen(node, -1)) : impossible(node, choice, is);
    }

    private static List<Event> none(int node, Node.Choice choice, String reason) {
        return List.of(choice.optional() ? new Event.BranchChosen(node, -1) : new Event.StepSkipped(node, reason));
    }

    private static List<Event> impossible(int node, Node.Choice choice, String is) {
        var failure = new Failure(
                "no-branch",
                "no branch is for '" + is + "'",
                choice.name(),
                -1,
                0,
                choice.frame().at(),
                "Add a case for it.",
                null,
                "",
                List.of());
        return List.of(
                new Event.StepQueued(node, -1),
                new Event.AttemptsStarted(node, -1, 1, 1),
                new Event.AttemptFailed(node, -1, 1, 0, 0, failure),
                new Event.GaveUp(node, -1, failure));
    }
}
