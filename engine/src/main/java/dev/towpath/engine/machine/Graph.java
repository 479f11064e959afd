package dev.towpath.engine.machine;

import dev.towpath.plan.Guard;
import dev.towpath.plan.Node;
import dev.towpath.plan.Plan;
import dev.towpath.plan.Ref;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// A plan as the rules walk it: who waits for whom, by number. Made once for a plan, shared by its runs.
public final class Graph {
    /// How one node waits for another.
    enum Edge {
        /// It takes the value; it is skipped with its producer.
        DATA,
        /// It comes after; a skipped one is fine.
        AFTER,
        /// It may be the value of a choice.
        BRANCH
    }

    private static final int[] NOBODY = {};

    private final Plan plan;
    private final List<Watch> watches = new ArrayList<>();
    private final Map<Watch, Integer> numbers = new HashMap<>();
    private final List<List<Integer>> askers = new ArrayList<>();
    private final int[][] dependents;
    private final int[][] asking;
    private final int[][] watched;
    private final int[][] guards;
    private final int[] list;
    private final int[] missing;
    private final int result;

    /// @param plan checked: its references are in range and it has no cycle
    public Graph(Plan plan) {
        this.plan = plan;
        var size = plan.nodes().size();
        guards = new int[size][];
        list = new int[size];
        missing = new int[size];
        var out = new Links(size);
        for (var i = 0; i < size; i++) link(i, plan.nodes().get(i), out);
        result = watch(plan.output(), Watch.Kind.CONTENT);
        dependents = out.packed();
        asking = new int[watches.size()][];
        var byNode = new Links(size + 1);
        for (var w = 0; w < asking.length; w++) {
            asking[w] = askers.get(w).stream().mapToInt(Integer::intValue).toArray();
            byNode.add(watches.get(w).node() + 1, w);
        }
        watched = byNode.packed();
    }

    /// Lists of numbers by number, most of them short.
    private static final class Links {
        private final int[][] rows;
        private final int[] lengths;

        Links(int size) {
            rows = new int[size][];
            lengths = new int[size];
        }

        void add(int row, int value) {
            var length = lengths[row]++;
            if (rows[row] == null) rows[row] = new int[2];
            else if (rows[row].length == length) rows[row] = Arrays.copyOf(rows[row], length * 2);
            rows[row][length] = value;
        }

        int[][] packed() {
            for (var i = 0; i < rows.length; i++)
                rows[i] = rows[i] == null ? NOBODY : Arrays.copyOf(rows[i], lengths[i]);
            return rows;
        }
    }

    private void link(int index, Node node, Links out) {
        guards[index] = node.frame().guards().isEmpty()
                ? NOBODY
                : new int[node.frame().guards().size()];
        for (var g = 0; g < guards[index].length; g++)
            guards[index][g] = asks(index, node.frame().guards().get(g).on(), Watch.Kind.CASE);
        switch (node) {
            case Node.Choice choice -> {
                list[index] = asks(index, choice.on(), Watch.Kind.CASE);
                var values = new LinkedHashSet<Integer>();
                for (var branch : choice.branches())
                    if (branch.value().isEdge()) values.add(branch.value().node());
                for (var value : values) out.add(value, edge(index, Edge.BRANCH));
            }
            case Node.Step step -> {
                list[index] = -1;
                waitFor(index, step, out);
            }
            case Node.Each each -> {
                list[index] = asks(index, each.inputs().getFirst(), Watch.Kind.COUNT);
                waitFor(index, each, out);
            }
            case Node.Batch batch -> {
                list[index] = asks(index, batch.inputs().getFirst(), Watch.Kind.COUNT);
                waitFor(index, batch, out);
            }
            case Node.Expand expand -> {
                list[index] = asks(index, expand.calls(), Watch.Kind.COUNT);
                waitFor(index, expand, out);
            }
        }
        for (var before : new LinkedHashSet<>(node.frame().after())) {
            out.add(before, edge(index, Edge.AFTER));
            missing[index]++;
        }
    }

    private void waitFor(int index, Node node, Links out) {
        var reads = node.reads();
        for (var i = 0; i < reads.size(); i++) {
            var ref = reads.get(i);
            if (!ref.isEdge() || isRepeated(reads, i)) continue;
            out.add(ref.node(), edge(index, Edge.DATA));
            missing[index]++;
        }
    }

    private static boolean isRepeated(List<Ref> reads, int index) {
        for (var i = 0; i < index; i++)
            if (reads.get(i).node() == reads.get(index).node()) return true;
        return false;
    }

    /// A node asks for a fact about a value, once.
    private int asks(int index, Ref ref, Watch.Kind kind) {
        var watch = watch(ref, kind);
        var known = askers.get(watch);
        if (known.isEmpty() || known.getLast() != index) {
            known.add(index);
            if (!(plan.nodes().get(index) instanceof Node.Choice)) missing[index]++;
        }
        return watch;
    }

    private int watch(Ref ref, Watch.Kind kind) {
        return numbers.computeIfAbsent(new Watch(ref.node(), ref.path(), kind), added -> {
            watches.add(added);
            askers.add(new ArrayList<>());
            return watches.size() - 1;
        });
    }

    @SuppressWarnings("EnumOrdinal") // in memory only, see #kind
    private static int edge(int target, Edge edge) {
        return target << 2 | edge.ordinal();
    }

    static int target(int edge) {
        return edge >> 2;
    }

    static Edge kind(int edge) {
        return switch (edge & 3) {
            case 0 -> Edge.DATA;
            case 1 -> Edge.AFTER;
            default -> Edge.BRANCH;
        };
    }

    /// The plan.
    public Plan plan() {
        return plan;
    }

    /// How many nodes there are.
    public int size() {
        return missing.length;
    }

    /// A node.
    public Node node(int index) {
        return plan.nodes().get(index);
    }

    /// Whether an attempt of a node must not be started again unless somebody says so.
    boolean isAtMostOnce(int index) {
        var policies = Node.policies(node(index));
        return policies != null && policies.effect() == dev.towpath.Effect.AT_MOST_ONCE;
    }

    /// Whether a node has units.
    public boolean isMapped(int index) {
        return switch (node(index)) {
            case Node.Each _, Node.Batch _, Node.Expand _ -> true;
            case Node.Step _, Node.Choice _ -> false;
        };
    }

    /// A fact that is asked for.
    public Watch watch(int number) {
        return watches.get(number);
    }

    int watches() {
        return asking.length;
    }

    /// The facts asked about the value of a node; of the run's input for -1.
    int[] watched(int node) {
        return watched[node + 1];
    }

    /// The nodes that ask for a fact.
    int[] asking(int watch) {
        return asking[watch];
    }

    /// The edges that leave a node; see [#target] and [#kind].
    int[] dependents(int node) {
        return dependents[node];
    }

    /// The facts about the guards of a node, outermost first.
    int[] guards(int node) {
        return guards[node];
    }

    List<Guard> conditions(int node) {
        return node(node).frame().guards();
    }

    /// The fact about the list of a mapped step, or about what a choice depends on; -1 for a plain step.
    int list(int node) {
        return list[node];
    }

    /// The fact about the list of a mapped step.
    public int listWatch(int step) {
        if (!isMapped(step)) throw new IllegalArgumentException("node " + step + " is not mapped");
        return list[step];
    }

    /// How many things a node waits for at first.
    int missing(int node) {
        return missing[node];
    }

    /// The fact about the run's result.
    int result() {
        return result;
    }

    /// How many units a mapped step has for a list of this length.
    int units(int node, int elements) {
        return node(node) instanceof Node.Batch batch ? Math.ceilDiv(elements, batch.size()) : elements;
    }
}
