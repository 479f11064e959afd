package dev.towpath.code;

import dev.towpath.Digest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One walk over all that a step reaches, depth first, each thing once, in the order of the code.
///
/// Unstable names get their numbers in that order, so that the digest does not depend on how they are numbered in the
/// file.
final class Walk {
    private static final int LONGEST_WAY = 8;

    private final int number;
    private final List<Reached> findings = new ArrayList<>();
    private final Digest digest;
    /// Pairs of a node to be visited and the one that reaches it.
    private @Nullable Node[] open = new Node[256];
    private int size;

    /// @param in where it is
    record Reached(Finding finding, Node in) {
        /// The methods on the way to it, from the step on; at most a few. To be asked for before the next walk.
        List<String> way() {
            return Walk.way(in);
        }
    }

    /// @param number different from that of every walk over the same nodes before
    Walk(Node root, int number) {
        this.number = number;
        var mix = new Mix();
        var names = 0;
        push(root, null);
        while (size > 0) {
            var from = open[--size];
            var node = open[--size];
            if (node == null || !node.reach(number, from)) continue;
            var content = node.content();
            mix.add(content.high, content.low);
            for (var hole : content.holes) {
                var name = hole.number(number, names);
                if (name == names) names++;
                mix.add(name, name);
            }
            for (var finding : content.findings) findings.add(new Reached(finding, node));
            for (var i = content.next.length - 1; i >= 0; i--) push(content.next[i], node);
        }
        digest = mix.digest();
    }

    private void push(Node node, @Nullable Node from) {
        if (node.isReached(number)) return;
        if (size + 2 > open.length) open = Arrays.copyOf(open, 2 * open.length);
        open[size++] = node;
        open[size++] = from;
    }

    Digest digest() {
        return digest;
    }

    List<Reached> findings() {
        return findings;
    }

    private static List<String> way(Node end) {
        var way = new ArrayDeque<String>();
        for (var at = end; at != null; at = at.from()) {
            if (!at.label().isEmpty()) way.push(at.label());
        }
        if (way.size() <= LONGEST_WAY) return List.copyOf(way);
        var all = List.copyOf(way);
        var few = new ArrayList<>(all.subList(0, 2));
        few.add("…");
        few.addAll(all.subList(all.size() - LONGEST_WAY + 3, all.size()));
        return few;
    }
}
