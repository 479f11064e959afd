package dev.towpath.cli.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where everything lies: vertices in layers by their longest way from a start, ordered so that few edges cross, each
/// as near as possible to what it is joined with. Units are columns of text.
final class Layout {
    private static final int SWEEPS = 8;
    private static final int GAP = 3;

    /// A box, or the place where a long edge passes a layer.
    static final class Spot {
        final int vertex;
        final List<String> lines;
        final int layer;
        final int width;
        final List<Spot> up = new ArrayList<>();
        final List<Spot> down = new ArrayList<>();
        int center;
        double wish;

        Spot(int vertex, List<String> lines, int layer, int width) {
            this.vertex = vertex;
            this.lines = lines;
            this.layer = layer;
            this.width = width;
        }

        boolean isBox() {
            return vertex >= 0;
        }

        int left() {
            return center - width / 2;
        }

        int height() {
            return lines.size() + 2;
        }
    }

    final Graph graph;
    final List<List<Spot>> layers = new ArrayList<>();
    private final Map<Integer, Spot> boxes = new HashMap<>();

    private Layout(Graph graph) {
        this.graph = graph;
    }

    static Layout of(Graph graph) {
        var layout = new Layout(graph);
        layout.makeSpots();
        layout.order();
        layout.place();
        return layout;
    }

    Spot box(int vertex) {
        var box = boxes.get(vertex);
        if (box == null) throw new IllegalArgumentException("no box for vertex " + vertex);
        return box;
    }

    int width() {
        var width = 0;
        for (var layer : layers) {
            for (var spot : layer) width = Math.max(width, spot.left() + spot.width);
        }
        return width;
    }

    private int[] depths() {
        var depths = new int[graph.vertices().size()];
        // As many rounds as the longest way; a plan has no cycles.
        for (var changed = true; changed; ) {
            changed = false;
            for (var edge : graph.edges()) {
                if (depths[edge.to()] <= depths[edge.from()]) {
                    depths[edge.to()] = depths[edge.from()] + 1;
                    changed = true;
                }
            }
        }
        return depths;
    }

    private void makeSpots() {
        var depths = depths();
        for (var i = 0; i < depths.length; i++) {
            var vertex = graph.vertices().get(i);
            var lines = new ArrayList<String>();
            lines.add(vertex.name());
            lines.addAll(vertex.lines());
            if (vertex.isResult()) lines.add("⇒ result");
            var inner = lines.stream().mapToInt(String::length).max().orElse(0);
            // An odd width has a column in the middle.
            boxes.put(i, add(new Spot(i, lines, depths[i], (inner + 4) | 1)));
        }
        for (var edge : graph.edges()) {
            var above = box(edge.from());
            for (var layer = above.layer + 1; layer < depths[edge.to()]; layer++) {
                above = join(above, add(new Spot(-1, List.of(), layer, 1)));
            }
            join(above, box(edge.to()));
        }
    }

    private Spot add(Spot spot) {
        while (layers.size() <= spot.layer) layers.add(new ArrayList<>());
        layers.get(spot.layer).add(spot);
        return spot;
    }

    private static Spot join(Spot above, Spot below) {
        above.down.add(below);
        below.up.add(above);
        return below;
    }

    // ---- order within the layers ----

    private void order() {
        var best = copy();
        var fewest = crossings();
        for (var sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
            var downwards = sweep % 2 == 0;
            for (var i = 1; i < layers.size(); i++) {
                var layer = downwards ? layers.get(i) : layers.get(layers.size() - 1 - i);
                sort(layer, downwards);
            }
            var now = crossings();
            if (now < fewest) {
                fewest = now;
                best = copy();
            }
        }
        for (var i = 0; i < layers.size(); i++) layers.set(i, best.get(i));
    }

    private List<List<Spot>> copy() {
        var copy = new ArrayList<List<Spot>>();
        for (var layer : layers) copy.add(new ArrayList<>(layer));
        return copy;
    }

    private void sort(List<Spot> layer, boolean downwards) {
        for (var i = 0; i < layer.size(); i++) {
            var spot = layer.get(i);
            var others = downwards ? spot.up : spot.down;
            var neighbours = layers.get(downwards ? spot.layer - 1 : Math.min(spot.layer + 1, layers.size() - 1));
            spot.wish = others.stream().mapToInt(neighbours::indexOf).average().orElse(i);
        }
        layer.sort(Comparator.comparingDouble(spot -> spot.wish));
    }

    private int crossings() {
        var crossings = 0;
        for (var i = 0; i + 1 < layers.size(); i++) {
            var below = layers.get(i + 1);
            var ends = new ArrayList<Integer>();
            for (var spot : layers.get(i)) {
                var targets = spot.down.stream().map(below::indexOf).sorted().toList();
                for (var target : targets) {
                    for (var end : ends) {
                        if (end > target) crossings++;
                    }
                }
                ends.addAll(targets);
            }
        }
        return crossings;
    }

    // ---- columns ----

    private void place() {
        for (var layer : layers) {
            var x = 0;
            for (var spot : layer) {
                spot.center = x + spot.width / 2;
                x += spot.width + GAP;
            }
        }
        for (var sweep = 0; sweep < SWEEPS; sweep++) {
            for (var layer : layers) align(layer, true);
            if (sweep + 1 == SWEEPS) break;
            for (var i = layers.size() - 1; i >= 0; i--) align(layers.get(i), false);
        }
        var least =
                layers.stream().flatMap(List::stream).mapToInt(Spot::left).min().orElse(0);
        for (var layer : layers) {
            for (var spot : layer) spot.center -= least;
        }
    }

    /// Moves each spot as near as possible to the mean of its neighbours without changing the order: the least squares
    /// solution, found by joining neighbours that would overlap into blocks.
    private static void align(List<Spot> layer, boolean downwards) {
        var offsets = new int[layer.size()];
        var starts = new ArrayList<Integer>();
        var means = new ArrayList<Double>();
        for (var i = 0; i < layer.size(); i++) {
            var spot = layer.get(i);
            if (i > 0) {
                var before = layer.get(i - 1);
                offsets[i] = offsets[i - 1] + before.width - before.width / 2 + GAP + spot.width / 2;
            }
            var others = downwards ? spot.up : spot.down;
            var wish = others.stream().mapToInt(other -> other.center).average().orElse(spot.center);
            var start = i;
            var mean = wish - offsets[i];
            while (!means.isEmpty() && means.getLast() > mean) {
                var size = start - starts.getLast();
                var count = i + 1 - start;
                mean = (means.removeLast() * size + mean * count) / (size + count);
                start = starts.removeLast();
            }
            starts.add(start);
            means.add(mean);
        }
        for (var block = 0; block < starts.size(); block++) {
            var end = block + 1 < starts.size() ? starts.get(block + 1) : layer.size();
            for (var i = starts.get(block); i < end; i++) {
                layer.get(i).center = (int) Math.round(means.get(block)) + offsets[i];
            }
        }
    }
}
