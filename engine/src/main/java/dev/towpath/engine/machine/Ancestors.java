package dev.towpath.engine.machine;

import dev.towpath.plan.Node;
import java.util.ArrayDeque;
import java.util.BitSet;

/// What a node needs, near and far.
public final class Ancestors {
    private Ancestors() {}

    /// The nodes that a node waits for, and those that these wait for; the node itself is not among them.
    public static BitSet of(Graph graph, int node) {
        var found = new BitSet();
        var next = new ArrayDeque<Integer>();
        next.add(node);
        while (!next.isEmpty()) {
            for (var before : before(graph.node(next.remove()))) {
                if (before < 0 || found.get(before)) continue;
                found.set(before);
                next.add(before);
            }
        }
        return found;
    }

    private static Iterable<Integer> before(Node node) {
        var nodes = new ArrayDeque<Integer>(node.frame().after());
        for (var ref : node.reads()) nodes.add(ref.node());
        for (var guard : node.frame().guards()) nodes.add(guard.on().node());
        if (node instanceof Node.Choice choice)
            for (var branch : choice.branches()) nodes.add(branch.value().node());
        return nodes;
    }
}
