package dev.towpath.bench;

import dev.towpath.value.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes a Markdown table of the printed lines on standard input: one row for each thing that was measured, with the
/// first run of a process and the median of the others.
public final class Report {
    private static final Set<String> IN_COLUMNS =
            Set.of("workload", "engine", "store", "durability", "size", "seconds", "ms_per_step", "per_second", "run");

    private final Map<String, String> goals;

    /// One thing that was measured.
    private record Row(String workload, String size, String engine, String store, String durability) {
        String key() {
            return String.join(" ", workload, size, store, durability.replaceAll(":.*", ""));
        }
    }

    private Report(Map<String, String> goals) {
        this.goals = goals;
    }

    /// Reads lines, prints a table.
    ///
    /// @param args nothing, or the file of the goals, which gives a column with them
    public static void main(String[] args) throws IOException {
        var goals = args.length == 0 ? Stream.<String>of() : Files.readAllLines(Path.of(args[0])).stream();
        try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            table(in.lines(), goals).forEach(System.out::println);
        }
    }

    /// @param lines as the benches print them
    /// @param goals `workload size store durability = goal`, and comments
    static List<String> table(Stream<String> lines, Stream<String> goals) {
        var byKey = goals.filter(line -> line.contains(" = "))
                .map(line -> line.split(" = ", 2))
                .collect(Collectors.toMap(words -> words[0], words -> words[1]));
        var rows = new LinkedHashMap<Row, List<Map<?, ?>>>();
        lines.map(Json::parse).forEach(line -> {
            if (line instanceof Map<?, ?> figures)
                rows.computeIfAbsent(row(figures), _ -> new ArrayList<>()).add(figures);
        });
        return new Report(byKey).table(rows);
    }

    private List<String> table(Map<Row, List<Map<?, ?>>> rows) {
        var table = new ArrayList<String>();
        var goal = goals.isEmpty() ? "" : " goal |";
        table.add(
                "| workload | size | engine | on disk when a step is followed by the next | first | median | lowest to"
                        + " highest | a second | ms a step | further figures |" + goal);
        table.add("|---|---|---|---|---|---|---|---|---|---|" + (goals.isEmpty() ? "" : "---|"));
        var together = new TreeMap<String, List<String>>();
        rows.forEach((row, all) -> together.computeIfAbsent(row.workload, _ -> new ArrayList<>())
                .add(line(row, all) + (goals.isEmpty() ? "" : " " + goals.getOrDefault(row.key(), "") + " |")));
        together.values().forEach(table::addAll);
        return table;
    }

    private static Row row(Map<?, ?> figures) {
        return new Row(
                text(figures, "workload"),
                text(figures, "size"),
                text(figures, "engine"),
                text(figures, "store"),
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
        var cells = List.of(
                row.workload,
                shown(Double.parseDouble(row.size)),
                row.store.equals("none") ? row.engine : row.engine + ", " + row.store,
                row.durability,
                first.isEmpty() ? "" : shown(median(sorted(first, "seconds"))) + " s",
                shown(median(seconds)) + " s",
                shown(seconds.getFirst()) + " to " + shown(seconds.getLast()),
                optional(counted, "per_second"),
                optional(counted, "ms_per_step"),
                further(counted));
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String further(List<Map<?, ?>> all) {
        return all.getFirst().keySet().stream()
                .map(String::valueOf)
                .filter(name -> !IN_COLUMNS.contains(name))
                .map(name -> name.replace('_', ' ') + " " + shown(told(name, sorted(all, name))))
                .collect(Collectors.joining(", "));
    }

    /// Of memory, and of what must not happen, the worst; else the median.
    private static double told(String name, List<Double> sorted) {
        return name.endsWith("repeated") || name.equals("rss_mb") ? sorted.getLast() : median(sorted);
    }

    private static List<Double> sorted(List<Map<?, ?>> all, String name) {
        return all.stream()
                .map(one -> one.get(name))
                .filter(Number.class::isInstance)
                .map(figure -> ((Number) figure).doubleValue())
                .sorted()
                .toList();
    }

    private static double median(List<Double> sorted) {
        var half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    private static String optional(List<Map<?, ?>> all, String name) {
        var sorted = sorted(all, name);
        return sorted.isEmpty() ? "" : shown(median(sorted));
    }

    /// Three digits that count.
    private static String shown(double figure) {
        if (figure == Math.rint(figure) || figure >= 1000) return String.format(Locale.ROOT, "%,d", Math.round(figure));
        var digits = Math.clamp(3 - (int) Math.ceil(Math.log10(figure)), 0, 5);
        return String.format(Locale.ROOT, "%." + digits + "f", figure);
    }
}
