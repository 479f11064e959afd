package dev.towpath.cli.graph;

import dev.towpath.plan.Guard;
import dev.towpath.plan.Node;
import dev.towpath.plan.Plan;
import dev.towpath.plan.Ref;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The graph of a plan, ready to be drawn. Equal plans give equal pictures.
public final class Graph {
    private final String name;
    private final List<Vertex> vertices;
    private final List<Edge> edges;

    private Graph(String name, List<Vertex> vertices, List<Edge> edges) {
        this.name = name;
        this.vertices = List.copyOf(vertices);
        this.edges = List.copyOf(edges);
    }

    /// The graph of a plan.
    public static Graph of(Plan plan) {
        var vertices = new ArrayList<Vertex>();
        var edges = new LinkedHashMap<List<Integer>, Edge>();
        for (var i = 0; i < plan.nodes().size(); i++) {
            var node = plan.nodes().get(i);
            vertices.add(vertex(plan, node, plan.output().node() == i));
            addEdges(plan, node, i, edges);
        }
        return new Graph(plan.name(), vertices, new ArrayList<>(edges.values()));
    }

    private static Vertex vertex(Plan plan, Node node, boolean isResult) {
        var lines = new ArrayList<String>();
        var kind = switch (node) {
            case Node.Step step -> {
                lines.add(step.code().method().toString());
                yield Vertex.Kind.STEP;
            }
            case Node.Each each -> {
                lines.add("each · " + each.code().method());
                yield Vertex.Kind.EACH;
            }
            case Node.Batch batch -> {
                lines.add("batch of " + batch.size() + " · " + batch.code().method());
                yield Vertex.Kind.BATCH;
            }
            case Node.Choice choice -> {
                lines.add("on " + source(plan, choice.on()));
                yield Vertex.Kind.CHOICE;
            }
            case Node.Expand expand -> {
                lines.add("runs of "
                        + String.join(
                                ", ",
                                expand.pipelines().stream().map(Plan::name).toList()));
                yield Vertex.Kind.EXPAND;
            }
        };
        var guards = node.frame().guards();
        if (!guards.isEmpty()) lines.add(condition(plan, guards.getLast()));
        if (!node.frame().after().isEmpty()) {
            var names =
                    node.frame().after().stream().map(i -> plan.nodes().get(i).name());
            lines.add("after " + String.join(", ", names.toList()));
        }
        return new Vertex(node.name(), kind, lines, isResult);
    }

    private static String condition(Plan plan, Guard guard) {
        var on = source(plan, guard.on());
        return switch (guard.is()) {
            case "true" -> "if " + on;
            case "false" -> "unless " + on;
            default -> "if " + on + " is " + guard.is();
        };
    }

    /// Where a value comes from, for people: `detect.boxes`, or the name of an input.
    private static String source(Plan plan, Ref ref) {
        var path = String.join(".", ref.path());
        if (!ref.isEdge()) return path.isEmpty() ? "input" : path;
        var producer = plan.nodes().get(ref.node()).name();
        return path.isEmpty() ? producer : producer + "." + path;
    }

    private static void addEdges(Plan plan, Node node, int to, Map<List<Integer>, Edge> edges) {
        for (var ref : node.reads()) {
            var kind = node instanceof Node.Choice ? Edge.Kind.CONDITION : Edge.Kind.DATA;
            if (ref.isEdge()) add(edges, new Edge(ref.node(), to, String.join(".", ref.path()), kind));
        }
        if (node instanceof Node.Choice choice) {
            for (var branch : choice.branches()) {
                var from = branch.value();
                if (from.isEdge()) add(edges, new Edge(from.node(), to, branch.is(), Edge.Kind.DATA));
            }
        }
        var guards = node.frame().guards();
        if (!guards.isEmpty() && !readsWithin(plan, node)) {
            var on = guards.getLast().on();
            if (on.isEdge()) add(edges, new Edge(on.node(), to, guards.getLast().is(), Edge.Kind.CONDITION));
        }
        for (var from : node.frame().after()) add(edges, new Edge(from, to, "", Edge.Kind.ORDER));
    }

    /// Whether the node reads a value made in its own block, so that the condition is seen there.
    private static boolean readsWithin(Plan plan, Node node) {
        var guards = node.frame().guards();
        return node.reads().stream()
                .filter(Ref::isEdge)
                .anyMatch(ref -> plan.nodes().get(ref.node()).frame().guards().equals(guards));
    }

    /// One arrow for each pair; what carries a value is worth most.
    private static void add(Map<List<Integer>, Edge> edges, Edge edge) {
        edges.merge(List.of(edge.from(), edge.to()), edge, (old, more) -> {
            var kind = old.kind().compareTo(more.kind()) <= 0 ? old.kind() : more.kind();
            var known = old.label().equals(more.label()) || more.label().isEmpty();
            var label = known ? old.label() : old.label().isEmpty() ? more.label() : old.label() + ", " + more.label();
            return new Edge(old.from(), old.to(), label, kind);
        });
    }

    String name() {
        return name;
    }

    List<Vertex> vertices() {
        return vertices;
    }

    List<Edge> edges() {
        return edges;
    }

    /// The number of boxes.
    public int size() {
        return vertices.size();
    }

    /// Boxes and lines of characters.
    ///
    /// @param unicode whether characters beyond ASCII may be used
    /// @param columns how wide it may be, 0 for any; what is wider becomes a list
    public String text(boolean unicode, int columns) {
        var layout = Layout.of(this);
        return columns > 0 && layout.width() > columns
                ? Listing.of(this, unicode)
                : new TextDrawing(layout, unicode).draw();
    }

    /// A Mermaid flow chart.
    public String mermaid() {
        return Mermaid.of(this);
    }

    /// The Graphviz language.
    public String dot() {
        return Dot.of(this);
    }

    /// A picture that needs nothing else and follows light and dark.
    public String svg() {
        return Svg.of(this, Layout.of(this));
    }

    /// Nodes and edges as a tree of maps and lists.
    public Map<String, Object> tree() {
        var nodes = new ArrayList<Map<String, Object>>();
        for (var vertex : vertices) {
            var node = new LinkedHashMap<String, Object>();
            node.put("name", vertex.name());
            node.put("kind", vertex.kind().word());
            node.put("lines", vertex.lines());
            node.put("result", vertex.isResult());
            nodes.add(node);
        }
        var arrows = new ArrayList<Map<String, Object>>();
        for (var edge : edges) {
            var arrow = new LinkedHashMap<String, Object>();
            arrow.put("from", vertices.get(edge.from()).name());
            arrow.put("to", vertices.get(edge.to()).name());
            arrow.put("kind", edge.kind().word());
            arrow.put("label", edge.label());
            arrows.add(arrow);
        }
        var tree = new LinkedHashMap<String, Object>();
        tree.put("pipeline", name);
        tree.put("nodes", nodes);
        tree.put("edges", arrows);
        return tree;
    }
}
