package dev.towpath.engine;

import dev.towpath.Status;
import dev.towpath.engine.machine.Event;
import dev.towpath.engine.machine.Message;
import dev.towpath.engine.machine.Ranges;
import dev.towpath.plan.Node;
import dev.towpath.plan.Ref;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Which outputs of a run are valid in another plan: those of steps of the same name, kind, types and code, whose
/// inputs come from such steps, or from an equal input, in the same way.
final class Matching {
    private final Live run;
    private final List<Node> before;
    private final List<Node> nodes;
    private final Predicate<Ref> equalInput;
    /// Indices in the old plan, by name.
    private final Map<String, Integer> named = new HashMap<>();
    /// By node of the new plan: why it is executed again; null if its output is valid.
    private final @Nullable String[] why;

    /// @param run as its last commit left it
    /// @param again the name of a step that is executed again in any case; null for none
    /// @param equalInput whether a part of the input is what it was
    Matching(Live run, KnownPlan next, @Nullable String again, Predicate<Ref> equalInput) {
        this.run = run;
        this.before = run.plan.plan().nodes();
        this.nodes = next.plan().nodes();
        this.equalInput = equalInput;
        for (var i = 0; i < before.size(); i++) named.put(before.get(i).name(), i);
        why = new String[nodes.size()];
        for (var i = 0; i < why.length; i++)
            why[i] = nodes.get(i).name().equals(again) ? "it was asked for" : changed(nodes.get(i));
        for (var any = true; any; ) any = spread();
    }

    /// Nodes whose inputs are made again are executed again.
    private boolean spread() {
        var any = false;
        for (var i = 0; i < why.length; i++) {
            if (why[i] != null) continue;
            why[i] = source(nodes.get(i));
            if (why[i] != null) any = true;
        }
        return any;
    }

    private @Nullable String source(Node node) {
        for (var ref : node.reads())
            if (ref.node() >= 0 && why[ref.node()] != null) return "'" + name(nodes, ref) + "' runs again";
        for (var guard : node.frame().guards())
            if (guard.on().node() >= 0 && why[guard.on().node()] != null) return "its condition is decided again";
        if (!(node instanceof Node.Choice choice)) return null;
        var branch = run.state.branch(old(node));
        var from = branch < 0 ? -1 : choice.branches().get(branch).value().node();
        return from >= 0 && why[from] != null ? "'" + nodes.get(from).name() + "' runs again" : null;
    }

    private int old(Node node) {
        return Objects.requireNonNull(named.get(node.name()));
    }

    /// What is different about a node itself.
    private @Nullable String changed(Node node) {
        var index = named.get(node.name());
        if (index == null) return "it is new";
        var then = before.get(index);
        if (!then.getClass().equals(node.getClass())) return "it is another kind of step";
        if (!then.type().equals(node.type())) return "it gives " + node.type() + " now, not " + then.type();
        if (node instanceof Node.Work work
                && then instanceof Node.Work known
                && !work.code().digest().equals(known.code().digest())) return "its code has changed";
        if (node instanceof Node.Batch batch && then instanceof Node.Batch known && batch.size() != known.size())
            return "its chunks have another size";
        if (node instanceof Node.Expand expand && !expand.pipelines().equals(((Node.Expand) then).pipelines()))
            return "the pipelines that it calls have changed";
        return wiring(then, node, index);
    }

    private @Nullable String wiring(Node then, Node node, int index) {
        if (!same(then.reads(), node.reads())) return "its inputs have changed";
        for (var ref : node.reads())
            if (ref.node() == Ref.INPUT && !equalInput.test(ref))
                return "the input" + (ref.path().isEmpty() ? "" : " '" + String.join(".", ref.path()) + "'")
                        + " has changed";
        if (!sameGuards(then, node)) return "its condition has changed";
        if (node instanceof Node.Choice choice) return choice((Node.Choice) then, choice, index);
        if (run.state.made(index) != null) return null;
        return run.state.status(index) == Status.SKIPPED
                ? "it was skipped, that is decided again"
                : "it has no output: it was " + run.state.status(index);
    }

    private @Nullable String choice(Node.Choice then, Node.Choice now, int index) {
        if (run.state.status(index) != Status.SUCCEEDED) return "it was not decided";
        if (then.branches().size() != now.branches().size()) return "its branches have changed";
        for (var i = 0; i < now.branches().size(); i++) {
            var one = then.branches().get(i);
            var other = now.branches().get(i);
            if (!one.is().equals(other.is()) || !same(one.value(), other.value())) return "its branches have changed";
        }
        return null;
    }

    private boolean sameGuards(Node then, Node now) {
        var one = then.frame().guards();
        var other = now.frame().guards();
        if (one.size() != other.size()) return false;
        for (var i = 0; i < one.size(); i++)
            if (!one.get(i).is().equals(other.get(i).is())
                    || !same(one.get(i).on(), other.get(i).on())
                    || (other.get(i).on().node() == Ref.INPUT
                            && !equalInput.test(other.get(i).on()))) return false;
        return true;
    }

    private boolean same(List<Ref> then, List<Ref> now) {
        if (then.size() != now.size()) return false;
        for (var i = 0; i < now.size(); i++) if (!same(then.get(i), now.get(i))) return false;
        return true;
    }

    private boolean same(Ref then, Ref now) {
        return then.path().equals(now.path())
                && then.type().equals(now.type())
                && (now.node() < 0 || then.node() < 0
                        ? now.node() == then.node()
                        : name(before, then).equals(name(nodes, now)));
    }

    private static String name(List<Node> nodes, Ref ref) {
        return nodes.get(ref.node()).name();
    }

    private IntStream kept() {
        return IntStream.range(0, why.length)
                .filter(node -> why[node] == null && !(nodes.get(node) instanceof Node.Choice));
    }

    /// For people.
    Changes changes() {
        var steps = new ArrayList<Changes.StepChange>();
        for (var i = 0; i < why.length; i++) {
            if (nodes.get(i) instanceof Node.Choice) continue;
            var reason = why[i];
            steps.add(new Changes.StepChange(nodes.get(i).name(), reason == null, reason == null ? "" : reason));
        }
        return new Changes(steps);
    }

    /// For a new run.
    Message.Reuse reuse() {
        return new Message.Reuse(
                kept().mapToObj(node -> new Message.Stored(
                                node, run.id(), Objects.requireNonNull(run.state.made(old(nodes.get(node))))))
                        .toList(),
                -1);
    }

    /// For the same run.
    List<Event.StepKept> stepsKept() {
        return kept().mapToObj(this::stepKept).toList();
    }

    private Event.StepKept stepKept(int node) {
        var then = old(nodes.get(node));
        var units = run.state.unitCount(then);
        var failed = IntStream.range(0, Math.max(0, units))
                .filter(unit -> run.state.unitStatus(then, unit) == Status.FAILED)
                .toArray();
        var row = run.stepRow(then);
        return new Event.StepKept(
                node,
                run.state.attempts(then),
                row.started() == null ? 0 : row.started().toEpochMilli(),
                row.ended() == null ? 0 : row.ended().toEpochMilli(),
                Objects.requireNonNull(run.state.made(then)),
                units,
                Ranges.of(failed));
    }
}
