package dev.towpath.cli.graph;

import java.util.LinkedHashMap;

/// Writes the language of Mermaid.
final class Mermaid {
    private Mermaid() {}

    static String of(Graph graph) {
        var out = new StringBuilder("flowchart TD\n");
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
                out.append("  subgraph g")
                        .append(number++)
                        .append("[\"")
                        .append(escape(group.getKey()))
                        .append("\"]\n");
                out.append(group.getValue().toString().indent(2)).append("  end\n");
            }
        }
        for (var edge : graph.edges()) out.append(line(edge));
        return out.toString();
    }

    private static String line(int index, Vertex vertex) {
        var label = new StringBuilder(escape(vertex.label()));
        for (var line : vertex.lines())
            label.append("<br/><small>").append(escape(line)).append("</small>");
        var open = switch (vertex.kind()) {
            case STEP -> vertex.isResult() ? "([\"" : "[\"";
            case EACH, BATCH, EXPAND -> "[[\"";
            case CHOICE -> "{\"";
        };
        var close = switch (vertex.kind()) {
            case STEP -> vertex.isResult() ? "\"])" : "\"]";
            case EACH, BATCH, EXPAND -> "\"]]";
            case CHOICE -> "\"}";
        };
        return "  n" + index + open + label + close + "\n";
    }

    private static String line(Edge edge) {
        var arrow = edge.kind() == Edge.Kind.DATA ? "-->" : "-.->";
        var label = edge.label().isEmpty() ? "" : "|\"" + escape(edge.label()) + "\"|";
        return "  n" + edge.from() + " " + arrow + label + " n" + edge.to() + "\n";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("\"", "&quot;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
