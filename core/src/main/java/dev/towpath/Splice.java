package dev.towpath;

import dev.towpath.plan.Guard;
import dev.towpath.plan.Node;
import dev.towpath.plan.Plan;
import dev.towpath.plan.Ref;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Puts the nodes of a called pipeline into the caller's: renumbered, renamed, its input re-pointed at a value.
///
/// @param call the name of the call, in front of every node's name
/// @param input the value that the called pipeline gets
/// @param offset how many nodes the caller has before
/// @param guards the conditions under which the call is made
/// @param refs references already moved, as most are used more than once
record Splice(String call, Ref input, int offset, List<Guard> guards, Map<Ref, Ref> refs) {
    Splice(String call, Ref input, int offset, List<Guard> guards) {
        this(call, input, offset, guards, new HashMap<>());
    }

    /// The nodes, in order.
    List<Node> nodes(Plan called) {
        return called.nodes().stream().map(this::move).toList();
    }

    /// The same reference inside the caller.
    Ref move(Ref ref) {
        return refs.computeIfAbsent(ref, this::moved);
    }

    private Ref moved(Ref ref) {
        if (ref.node() == Ref.ATTEMPT) return ref;
        if (ref.node() != Ref.INPUT) return new Ref(ref.node() + offset, ref.path(), ref.type());
        if (ref.path().isEmpty()) return input;
        var path = new ArrayList<>(input.path());
        path.addAll(ref.path());
        return new Ref(input.node(), path, ref.type());
    }

    private Node move(Node node) {
        var frame = move(node.frame());
        return switch (node) {
            case Node.Step step -> new Node.Step(frame, step.code(), move(step.inputs()), step.policies());
            case Node.Each each -> new Node.Each(frame, each.code(), move(each.inputs()), each.policies());
            case Node.Batch batch ->
                new Node.Batch(frame, batch.code(), move(batch.inputs()), batch.size(), batch.policies());
            case Node.Choice choice ->
                new Node.Choice(frame, move(choice.on()), branches(choice.branches()), choice.optional());
            case Node.Expand expand ->
                new Node.Expand(frame, move(expand.calls()), expand.pipelines(), expand.policies());
        };
    }

    private List<Ref> move(List<Ref> refs) {
        return refs.stream().map(this::move).toList();
    }

    private List<Node.Branch> branches(List<Node.Branch> branches) {
        return branches.stream()
                .map(branch -> new Node.Branch(branch.is(), move(branch.value())))
                .toList();
    }

    private Node.Frame move(Node.Frame frame) {
        var all = new ArrayList<>(guards);
        for (var guard : frame.guards()) all.add(new Guard(move(guard.on()), guard.is()));
        var after = frame.after().stream().map(index -> index + offset).toList();
        return new Node.Frame(call + "/" + frame.name(), frame.type(), all, after, frame.at());
    }
}
