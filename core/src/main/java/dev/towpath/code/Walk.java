package dev.towpath.code;

import dev.towpath.Digest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// One walk over all that a step reaches, depth first, each thing once, in the order of the code.
///
/// Unstable names get their numbers in that order, so that the digest does not depend on how they are numbered in the
/// file.
final class Walk {
    private static final int LONGEST_WAY = 8;

    private final Map<Node, Node> from = new IdentityHashMap<>();
    private final Map<Object, Integer> numbers = new HashMap<>();
    private final List<Reached> findings = new ArrayList<>();
    private final Digest digest;

    /// @param way the methods on the way to it, from the step on; at most a few
    record Reached(Finding finding, List<String> way) {}

    /// A node to be visited, and the one that reaches it.
    private record Open(Node node, Node from) {}

    Walk(Node root) {
        var sha256 = Digest.sha256();
        var open = new ArrayDeque<Open>();
        open.push(new Open(root, root));
        while (!open.isEmpty()) {
            var visit = open.pop();
            if (from.putIfAbsent(visit.node(), visit.from()) != null) continue;
            var content = visit.node().content();
            sha256.update(content.digest());
            for (var hole : content.holes()) {
                var number = (int) numbers.computeIfAbsent(hole, _ -> numbers.size());
                sha256.update((byte) (number >>> 16));
                sha256.update((byte) (number >>> 8));
                sha256.update((byte) number);
            }
            for (var finding : content.findings()) findings.add(new Reached(finding, way(visit.node())));
            for (var next : content.next().reversed()) {
                if (!from.containsKey(next)) open.push(new Open(next, visit.node()));
            }
        }
        digest = Digest.of(sha256);
    }

    Digest digest() {
        return digest;
    }

    List<Reached> findings() {
        return findings;
    }

    private List<String> way(Node end) {
        var way = new ArrayDeque<String>();
        var at = end;
        while (true) {
            if (!at.label().isEmpty()) way.push(at.label());
            var before = from.get(at);
            if (before == null || before == at) break;
            at = before;
        }
        if (way.size() <= LONGEST_WAY) return List.copyOf(way);
        var all = List.copyOf(way);
        var few = new ArrayList<>(all.subList(0, 2));
        few.add("…");
        few.addAll(all.subList(all.size() - LONGEST_WAY + 3, all.size()));
        return few;
    }
}
