package dev.towpath.bench;

import dev.towpath.value.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Makes a Markdown table of the printed lines on standard input: one row for each thing that was measured, with the
/// first run of a process and the median of the others.
public final class Report {
    private static final Set<String> SHOWN =
            Set.of("workload", "engine", "store", "durability", "size", "seconds", "ms_per_step", "per_second", "run");

    private record Row(String workload, String size, String engine, String durability) {}

    private Report() {}

    /// Reads lines, prints a table.
    public static void main(String[] args) throws IOException {
        var rows = new LinkedHashMap<Row, List<Map<?, ?>>>();
        try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (var line : in.lines().toList())
                if (Json.parse(line) instanceof Map<?, ?> figures)
                    rows.computeIfAbsent(row(figures), _ -> new ArrayList<>()).add(figures);
        }
        var byWorkload = new TreeMap<String, List<Row>>();
        rows.keySet()
                .forEach(row -> byWorkload
                        .computeIfAbsent(row.workload + " " + row.size, _ -> new ArrayList<>())
                        .add(row));
        System.out.println(
                "| workload | size | engine | on disk before the next step | first | median | lowest to highest"
                        + " | a second | ms a step | further |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|");
        for (var same : byWorkload.values())
            for (var row : same) System.out.println(line(row, rows.getOrDefault(row, List.of())));
    }

    private static Row row(Map<?, ?> figures) {
        var engine = figures.get("engine") + " on " + figures.get("store");
        return new Row(
                text(figures, "workload"),
                text(figures, "size"),
                engine.replace(" on none", ""),
                text(figures, "durability"));
    }

    private static String text(Map<?, ?> figures, String name) {
        return String.valueOf(figures.get(name));
    }

    private static String line(Row row, List<Map<?, ?>> all) {
        var first = all.stream().filter(one -> "first".equals(one.get("run"))).toList();
        var warm = all.stream().filter(one -> !"first".equals(one.get("run"))).toList();
        var counted = warm.isEmpty() ? first : warm;
        var seconds = sorted(counted, "seconds");
        var further = counted.getFirst().keySet().stream()
                .map(String::valueOf)
                .filter(name -> !SHOWN.contains(name))
                .map(name -> name.replace('_', ' ') + " " + shown(furthest(name, sorted(counted, name))))
                .collect(Collectors.joining(", "));
        return "| %s | %s | %s | %s | %s | %s | %s to %s | %s | %s | %s |"
                .formatted(
                        row.workload,
                        row.size,
                        row.engine,
                        row.durability,
                        first.isEmpty() ? "" : shown(middle(sorted(first, "seconds"))) + " s",
                        shown(middle(seconds)) + " s",
                        shown(seconds.getFirst()),
                        shown(seconds.getLast()),
                        optional(counted, "per_second"),
                        optional(counted, "ms_per_step"),
                        further);
    }

    /// Of what must be nothing, and of memory, the worst; else the median.
    private static double furthest(String name, List<Double> sorted) {
        return name.endsWith("repeated") || name.equals("rss_mb") ? sorted.getLast() : middle(sorted);
    }

    private static List<Double> sorted(List<Map<?, ?>> all, String name) {
        return all.stream()
                .map(one -> one.get(name))
                .filter(Number.class::isInstance)
                .map(figure -> ((Number) figure).doubleValue())
                .sorted()
                .toList();
    }

    private static double middle(List<Double> sorted) {
        var half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    private static String optional(List<Map<?, ?>> all, String name) {
        var sorted = sorted(all, name);
        return sorted.isEmpty() ? "" : shown(middle(sorted));
    }

    /// Three digits that count.
    private static String shown(double figure) {
        if (figure == Math.rint(figure) || figure >= 1000) return String.format(Locale.ROOT, "%,d", Math.round(figure));
        var digits = Math.clamp(3 - (int) Math.ceil(Math.log10(figure)), 0, 5);
        return String.format(Locale.ROOT, "%." + digits + "f", figure);
    }
}
