package dev.towpath.cli.graph;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Draws a layout as SVG, with colours of its own for light and dark.
final class Svg {
    private static final int COLUMN = 8;
    private static final int LINE = 18;
    private static final int MARGIN = 16;
    private static final int CHANNEL = 48;
    private static final String STYLE = """
          <style>
            text { font: 13px ui-sans-serif, system-ui, sans-serif; fill: #1f2933; }
            .name { font-weight: 600; }
            .line { fill: #52606d; font-size: 12px; }
            .label { fill: #52606d; font-size: 11px; text-anchor: middle; }
            .box { fill: #ffffff; stroke: #486581; stroke-width: 1.5; }
            .result { stroke: #0b7a5c; stroke-width: 2.5; }
            .edge { fill: none; stroke: #829ab1; stroke-width: 1.5; }
            .dashed { stroke-dasharray: 5 4; }
            #arrow path { fill: #829ab1; }
            @media (prefers-color-scheme: dark) {
              text { fill: #f0f4f8; }
              .line, .label { fill: #bcccdc; }
              .box { fill: #243b53; stroke: #9fb3c8; }
              .result { stroke: #3ebd93; }
            }
          </style>
          <defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" \
        orient="auto"><path d="M0 0L10 5L0 10z"/></marker></defs>
        """;

    private final Graph graph;
    private final Layout layout;
    private final Map<Integer, Integer> tops = new HashMap<>();
    private final StringBuilder out = new StringBuilder();

    private Svg(Graph graph, Layout layout) {
        this.graph = graph;
        this.layout = layout;
    }

    static String of(Graph graph, Layout layout) {
        return new Svg(graph, layout).draw();
    }

    private String draw() {
        var y = MARGIN;
        for (var i = 0; i < layout.layers.size(); i++) {
            tops.put(i, y);
            y += height(i) + CHANNEL;
        }
        var height = Math.max(MARGIN, y - CHANNEL) + MARGIN;
        var width = layout.width() * COLUMN + 2 * MARGIN;
        out.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                        + " role=\"img\">\n"
                        + "  <title>%s</title>\n",
                width,
                height,
                width,
                height,
                escape(graph.name())));
        out.append(STYLE);
        for (var edge : graph.edges()) drawEdge(edge);
        for (var i = 0; i < graph.vertices().size(); i++)
            drawBox(graph.vertices().get(i), layout.box(i));
        return out.append("</svg>\n").toString();
    }

    private int height(int layer) {
        return layout.layers.get(layer).stream().mapToInt(Svg::height).max().orElse(0);
    }

    private static int height(Layout.Spot spot) {
        return spot.isBox() ? spot.lines.size() * LINE + 12 : 0;
    }

    private int top(int layer) {
        return tops.getOrDefault(layer, MARGIN);
    }

    private static int x(Layout.Spot spot) {
        return MARGIN + spot.center * COLUMN + COLUMN / 2;
    }

    private void drawBox(Vertex vertex, Layout.Spot spot) {
        var left = MARGIN + spot.left() * COLUMN;
        var width = spot.width * COLUMN;
        var height = height(spot);
        var radius = vertex.kind() == Vertex.Kind.CHOICE ? height / 2 : 6;
        var style = vertex.isResult() ? "box result" : "box";
        out.append("  <g>\n    <title>").append(escape(vertex.name())).append("</title>\n");
        if (vertex.kind().isMapped()) rectangle(left + 4, top(spot.layer) + 4, width, height, radius, style);
        rectangle(left, top(spot.layer), width, height, radius, style);
        for (var i = 0; i < spot.lines.size(); i++) {
            out.append(String.format(
                    Locale.ROOT,
                    "    <text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>\n",
                    i == 0 ? "name" : "line",
                    left + 12,
                    top(spot.layer) + 19 + i * LINE,
                    escape(spot.lines.get(i))));
        }
        out.append("  </g>\n");
    }

    private void rectangle(int x, int y, int width, int height, int radius, String style) {
        out.append(String.format(
                Locale.ROOT,
                "    <rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\"/>\n",
                style,
                x,
                y,
                width,
                height,
                radius));
    }

    /// A curve through the places where the edge passes the layers between.
    private void drawEdge(Edge edge) {
        var from = layout.box(edge.from());
        var to = layout.box(edge.to());
        var x = x(from);
        var y = top(from.layer) + height(from);
        var path = new StringBuilder("M" + x + " " + y);
        var spot = from;
        var named = new Point(x, y);
        for (var layer = from.layer + 1; layer <= to.layer; layer++) {
            spot = layer == to.layer ? to : next(spot, to);
            var end = top(layer) - (layer == to.layer ? 2 : 0);
            var middle = (y + end) / 2;
            path.append(String.format(Locale.ROOT, "C%d %d %d %d %d %d", x, middle, x(spot), middle, x(spot), end));
            named = isCrowded(edge)
                    ? Point.early(new Point(x, y), new Point(x(spot), end))
                    : new Point(x(spot), end - 14);
            x = x(spot);
            y = end;
            if (layer < to.layer) {
                y = top(layer) + height(layer);
                path.append("L").append(x).append(' ').append(y);
            }
        }
        var style = edge.kind() == Edge.Kind.DATA ? "edge" : "edge dashed";
        out.append("  <path class=\"").append(style).append("\" marker-end=\"url(#arrow)\" d=\"");
        out.append(path).append("\"/>\n");
        if (isLabelled(edge)) label(edge.label(), named);
    }

    private record Point(int x, int y) {
        /// Where a curve has left the others that end with it, a good third of its way.
        static Point early(Point start, Point end) {
            return new Point(
                    (int) Math.round(0.72 * start.x + 0.28 * end.x), (int) Math.round(0.6 * start.y + 0.4 * end.y) + 4);
        }
    }

    /// What a choice decides on is written in its box.
    private boolean isLabelled(Edge edge) {
        var isSaid = edge.kind() == Edge.Kind.CONDITION
                && graph.vertices().get(edge.to()).kind() == Vertex.Kind.CHOICE;
        return !edge.label().isEmpty() && !isSaid;
    }

    /// Whether the labels of several edges would lie on each other at their common end.
    private boolean isCrowded(Edge edge) {
        return graph.edges().stream()
                        .filter(other -> other.to() == edge.to() && isLabelled(other))
                        .count()
                > 1;
    }

    private void label(String text, Point at) {
        out.append(String.format(
                Locale.ROOT, "  <text class=\"label\" x=\"%d\" y=\"%d\">%s</text>\n", at.x, at.y, escape(text)));
    }

    /// The place in the next layer that leads to the target.
    private static Layout.Spot next(Layout.Spot from, Layout.Spot target) {
        return from.down.stream()
                .filter(below -> !below.isBox() && leadsTo(below, target))
                .findFirst()
                .orElse(target);
    }

    private static boolean leadsTo(Layout.Spot spot, Layout.Spot target) {
        var here = spot;
        while (!here.isBox()) here = here.down.getFirst();
        return here == target;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
