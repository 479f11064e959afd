package dev.towpath.checks;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which packages use which, with one pair of classes as the reason for each edge.
final class PackageGraph {
    private final Map<String, Map<String, String>> edges = new TreeMap<>();

    static PackageGraph of(Iterable<JavaClass> classes) {
        var graph = new PackageGraph();
        for (var type : classes) {
            var from = type.getPackageName();
            var targets = graph.edges.computeIfAbsent(from, _ -> new TreeMap<>());
            for (var dependency : type.getDirectDependenciesFromSelf()) {
                var target = dependency.getTargetClass().getBaseComponentType();
                var to = target.getPackageName();
                if (to.equals(from) || !to.startsWith("dev.towpath")) continue;
                targets.putIfAbsent(to, type.getSimpleName() + " uses " + target.getSimpleName());
            }
        }
        return graph;
    }

    /// The groups of two packages or more in which each one reaches each other one.
    List<Set<String>> cycles() {
        var reach = new TreeMap<String, Set<String>>();
        for (var start : edges.keySet()) reach.put(start, reachable(start));
        var groups = new TreeSet<String>();
        var found = new ArrayList<Set<String>>();
        for (var start : edges.keySet()) {
            var group = new TreeSet<String>();
            for (var other : reach.get(start)) {
                if (reach.getOrDefault(other, Set.of()).contains(start)) group.add(other);
            }
            if (group.size() > 1 && groups.add(String.join("+", group))) found.add(group);
        }
        return found;
    }

    private Set<String> reachable(String start) {
        var seen = new TreeSet<String>();
        var open = new ArrayList<>(List.of(start));
        while (!open.isEmpty()) {
            for (var next : edges.getOrDefault(open.removeLast(), Map.of()).keySet()) {
                if (seen.add(next)) open.add(next);
            }
        }
        return seen;
    }

    String reasons(Set<String> group) {
        var reasons = new ArrayList<String>();
        for (var from : group) {
            edges.getOrDefault(from, Map.of()).forEach((to, reason) -> {
                if (group.contains(to)) reasons.add(from + " -> " + to + " (" + reason + ")");
            });
        }
        return String.join(", ", reasons);
    }
}
