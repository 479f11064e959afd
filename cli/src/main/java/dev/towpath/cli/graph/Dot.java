package dev.towpath.cli.graph;

import java.util.LinkedHashMap;

/// Writes the language of Graphviz.
final class Dot {
    private Dot() {}

    static String of(Graph graph) {
        var out = new StringBuilder("digraph " + quote(graph.name()) + " {\n"
                + "  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n"
                + "  edge [fontname=\"sans-serif\", fontsize=10];\n");
        var groups = new LinkedHashMap<String, StringBuilder>();
        for (var i = 0; i < graph.vertices().size(); i++) {
            var vertex = graph.vertices().get(i);
            groups.computeIfAbsent(vertex.group(), _ -> new StringBuilder()).append(line(i, vertex));
        }
        var number = 0;
        for (var group : groups.entrySet()) {
            if (group.getKey().isEmpty()) {
                out.append(group.getValue());
            } else {
                out.append("  subgraph cluster").append(number++).append(" {\n    label=");
                out.append(quote(group.getKey())).append(";\n");
                out.append(group.getValue().toString().indent(2)).append("  }\n");
            }
        }
        for (var edge : graph.edges()) out.append(line(edge));
        return out.append("}\n").toString();
    }

    private static String line(int index, Vertex vertex) {
        var label = new StringBuilder(vertex.label());
        for (var line : vertex.lines()) label.append('\n').append(line);
        var shape = switch (vertex.kind()) {
            case STEP -> "";
            case EACH, BATCH, EXPAND -> ", peripheries=2";
            case CHOICE -> ", shape=diamond, style=\"\"";
        };
        var result = vertex.isResult() ? ", penwidth=2" : "";
        return "  n" + index + " [label=" + quote(label.toString()) + shape + result + "];\n";
    }

    private static String line(Edge edge) {
        var label = edge.label().isEmpty() ? "" : "label=" + quote(edge.label());
        var style = edge.kind() == Edge.Kind.DATA ? "" : "style=dashed";
        var both = label.isEmpty() || style.isEmpty() ? label + style : label + ", " + style;
        return "  n" + edge.from() + " -> n" + edge.to() + (both.isEmpty() ? "" : " [" + both + "]") + ";\n";
    }

    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
