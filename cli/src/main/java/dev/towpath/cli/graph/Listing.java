package dev.towpath.cli.graph;

import java.util.ArrayList;

/// A graph as a list, for what is too wide to draw: one line for each box with the boxes it needs.
final class Listing {
    private Listing() {}

    static String of(Graph graph, boolean unicode) {
        var nameWidth = 0;
        var lineWidth = 0;
        for (var vertex : graph.vertices()) {
            nameWidth = Math.max(nameWidth, vertex.name().length());
            lineWidth = Math.max(lineWidth, first(vertex).length());
        }
        var out = new StringBuilder();
        for (var i = 0; i < graph.vertices().size(); i++) {
            var vertex = graph.vertices().get(i);
            var line = pad(vertex.name(), nameWidth) + "  " + pad(first(vertex), lineWidth);
            var needs = new ArrayList<String>();
            for (var edge : graph.edges()) {
                if (edge.to() == i) needs.add(graph.vertices().get(edge.from()).name());
            }
            if (!needs.isEmpty()) line += (unicode ? "  ← " : "  <- ") + String.join(", ", needs);
            if (vertex.isResult()) line += unicode ? "  ⇒ result" : "  => result";
            out.append(line.stripTrailing()).append('\n');
        }
        return unicode ? out.toString() : out.toString().replace(" · ", " - ");
    }

    private static String first(Vertex vertex) {
        return vertex.lines().isEmpty() ? "" : vertex.lines().getFirst();
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
