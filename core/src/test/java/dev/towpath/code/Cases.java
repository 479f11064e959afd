package dev.towpath.code;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A table of small classes, each with a static method `step` and what it needs; all are compiled at once.
final class Cases {
    private static final String IMPORTS = "package cases; "
            + Stream.of(
                            "dev.towpath",
                            "java.io",
                            "java.lang.invoke",
                            "java.math",
                            "java.net",
                            "java.nio.charset",
                            "java.nio.file",
                            "java.time",
                            "java.time.format",
                            "java.util",
                            "java.util.concurrent",
                            "java.util.concurrent.atomic",
                            "java.util.function",
                            "java.util.regex",
                            "java.util.stream")
                    .map(name -> "import " + name + ".*; ")
                    .collect(Collectors.joining());
    /// Marks the line of the offending instruction.
    private static final String HERE = "//!";

    private final Compiled compiled;

    /// @param name what it shows
    /// @param type the class's name
    /// @param at `File.java:LINE` of the marked line; empty if none is marked
    record Case(String name, String type, String at, String code, Proof proof) {
        @Override
        public String toString() {
            return name;
        }
    }

    private Cases(Compiled compiled) {
        this.compiled = compiled;
    }

    /// @param table rows of a name, the expected code (or empty), and the members of the class
    static List<Case> of(List<String[]> table) {
        var sources = new LinkedHashMap<String, String>();
        for (var i = 0; i < table.size(); i++) {
            sources.put(
                    "Case" + i + ".java", IMPORTS + "public final class Case" + i + " {\n" + table.get(i)[2] + "}\n");
        }
        var cases = new Cases(Compiled.of(sources));
        return IntStream.range(0, table.size())
                .mapToObj(i -> cases.prove(table.get(i), i, sources))
                .toList();
    }

    private Case prove(String[] row, int i, Map<String, String> sources) {
        var file = "Case" + i + ".java";
        var lines = sources.get(file).lines().toList();
        var at = "";
        for (var line = 0; line < lines.size(); line++) {
            if (lines.get(line).contains(HERE)) at = file + ":" + (line + 1);
        }
        return new Case(row[0], "cases.Case" + i, at, row[1], compiled.prove("cases.Case" + i, "step"));
    }
}
