package dev.towpath.cli.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Draws a layout with characters: boxes, and lines between the layers that bend in rows of their own.
final class TextDrawing {
    private static final int UP = 1;
    private static final int DOWN = 2;
    private static final int LEFT = 4;
    private static final int RIGHT = 8;
    /// By the directions that meet in a cell.
    private static final String LINES = " │││╴┘┐┤╶└┌├─┴┬┼";
    private static final String ASCII_LINES = " |||-+++-+++-+++";

    private final Layout layout;
    private final boolean unicode;
    private final List<int[]> lines = new ArrayList<>();
    private final List<char[]> rows = new ArrayList<>();
    private final int width;

    TextDrawing(Layout layout, boolean unicode) {
        this.layout = layout;
        this.unicode = unicode;
        this.width = Math.max(1, layout.width());
    }

    /// All lines that leave one spot.
    private static final class Net {
        final int source;
        final List<Integer> targets = new ArrayList<>();
        int track = -1;

        Net(int source) {
            this.source = source;
        }

        int first() {
            return Math.min(source, targets.stream().mapToInt(t -> t).min().orElse(source));
        }

        int last() {
            return Math.max(source, targets.stream().mapToInt(t -> t).max().orElse(source));
        }

        boolean bends() {
            return first() < last();
        }
    }

    String draw() {
        var top = 0;
        for (var i = 0; i < layout.layers.size(); i++) {
            var layer = layout.layers.get(i);
            var height = layer.stream().mapToInt(Layout.Spot::height).max().orElse(0);
            grow(top + height);
            for (var spot : layer) drawSpot(spot, top, height);
            top += height;
            if (i + 1 < layout.layers.size()) top = drawChannel(layer, top);
        }
        return text();
    }

    private void grow(int height) {
        while (rows.size() < height) {
            var row = new char[width];
            Arrays.fill(row, '\0');
            rows.add(row);
            lines.add(new int[width]);
        }
    }

    private void drawSpot(Layout.Spot spot, int top, int height) {
        if (!spot.isBox()) {
            vertical(spot.center, top, top + height - 1);
            return;
        }
        var vertex = layout.graph.vertices().get(spot.vertex);
        var border = border(vertex.kind());
        var bottom = top + spot.height() - 1;
        var left = spot.left();
        var right = left + spot.width - 1;
        for (var x = left + 1; x < right; x++) {
            rows.get(top)[x] = border.charAt(0);
            rows.get(bottom)[x] = border.charAt(0);
        }
        for (var y = top + 1; y < bottom; y++) {
            rows.get(y)[left] = border.charAt(1);
            rows.get(y)[right] = border.charAt(1);
            Arrays.fill(rows.get(y), left + 1, right, ' ');
            put(y, left + 2, spot.lines.get(y - top - 1));
        }
        rows.get(top)[left] = border.charAt(2);
        rows.get(top)[right] = border.charAt(3);
        rows.get(bottom)[left] = border.charAt(4);
        rows.get(bottom)[right] = border.charAt(5);
        if (!spot.down.isEmpty()) {
            rows.get(bottom)[spot.center] = border.charAt(6);
            if (bottom < top + height - 1) vertical(spot.center, bottom + 1, top + height - 1);
        }
    }

    /// Horizontal, vertical, the corners, and where a line leaves at the bottom.
    private String border(Vertex.Kind kind) {
        if (!unicode) return kind.isMapped() ? "=|++++=" : "-|+++++";
        if (kind.isMapped()) return "═║╔╗╚╝╤";
        return kind == Vertex.Kind.CHOICE ? "─│╭╮╰╯┬" : "─│┌┐└┘┬";
    }

    private void put(int y, int x, String text) {
        var shown = unicode ? text : text.replace("⇒", "=>").replace(" · ", " - ");
        for (var i = 0; i < shown.length(); i++) rows.get(y)[x + i] = shown.charAt(i);
    }

    /// Draws the lines below a layer; gives the row of the next one.
    private int drawChannel(List<Layout.Spot> layer, int top) {
        var nets = nets(layer);
        var tracks = assignTracks(nets);
        var arrows = top + Math.max(1, tracks);
        grow(arrows + 1);
        for (var net : nets) {
            var bend = top + Math.max(0, net.track);
            if (net.bends()) {
                vertical(net.source, top - 1, bend);
                for (var x = net.first(); x < net.last(); x++) {
                    lines.get(bend)[x] |= RIGHT;
                    lines.get(bend)[x + 1] |= LEFT;
                }
            }
            for (var target : net.targets) vertical(target, net.bends() ? bend : top, arrows);
        }
        for (var spot : layer) {
            for (var below : spot.down) {
                if (below.isBox()) rows.get(arrows)[below.center] = unicode ? '▼' : 'v';
            }
        }
        return arrows + 1;
    }

    private static List<Net> nets(List<Layout.Spot> layer) {
        var nets = new ArrayList<Net>();
        for (var spot : layer) {
            if (spot.down.isEmpty()) continue;
            var net = new Net(spot.center);
            for (var below : spot.down) net.targets.add(below.center);
            nets.add(net);
        }
        return nets;
    }

    /// Gives each net that bends a row in which no other overlaps it, above those whose lines end in the column where
    /// it begins: else the two would look like one. Returns the number of rows.
    private static int assignTracks(List<Net> nets) {
        Map<Integer, Net> bySource = new HashMap<>();
        for (var net : nets) bySource.put(net.source, net);
        var tracks = new ArrayList<List<Net>>();
        var open = new ArrayList<>(nets.stream().filter(Net::bends).toList());
        while (!open.isEmpty()) {
            var next = open.stream()
                    .filter(net -> above(net, bySource).stream().noneMatch(open::contains))
                    .findFirst()
                    .orElse(open.getFirst());
            open.remove(next);
            var least = above(next, bySource).stream()
                    .mapToInt(net -> net.track + 1)
                    .max()
                    .orElse(0);
            var track = least;
            while (track < tracks.size() && tracks.get(track).stream().anyMatch(net -> overlap(net, next))) track++;
            while (tracks.size() <= track) tracks.add(new ArrayList<>());
            tracks.get(track).add(next);
            next.track = track;
        }
        return tracks.size();
    }

    /// The nets that must bend above this one: they begin where one of its lines ends.
    private static List<Net> above(Net net, Map<Integer, Net> bySource) {
        var above = new ArrayList<Net>();
        for (var target : net.targets) {
            var other = bySource.get(target);
            if (other != null && other != net && other.bends()) above.add(other);
        }
        return above;
    }

    /// Lines that end in one place may run together.
    private static boolean overlap(Net a, Net b) {
        if (a.targets.size() == 1 && a.targets.equals(b.targets)) return false;
        return a.first() <= b.last() && b.first() <= a.last();
    }

    private void vertical(int x, int from, int to) {
        for (var y = from; y < to; y++) {
            lines.get(y)[x] |= DOWN;
            lines.get(y + 1)[x] |= UP;
        }
        if (from == to) lines.get(from)[x] |= UP | DOWN;
    }

    private String text() {
        var out = new StringBuilder();
        var alphabet = unicode ? LINES : ASCII_LINES;
        for (var y = 0; y < rows.size(); y++) {
            var line = new StringBuilder();
            for (var x = 0; x < width; x++) {
                var drawn = rows.get(y)[x];
                line.append(drawn == '\0' ? alphabet.charAt(lines.get(y)[x]) : drawn);
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        return out.toString();
    }
}
