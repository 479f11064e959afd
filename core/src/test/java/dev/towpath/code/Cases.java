package dev.towpath.code;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A table of small classes, each with a static method `step` and what it needs; all are compiled at once.
///
/// A row of the file is `=== name`, or `=== code: name` with the code of a problem, and the members of a class that may
/// call itself `Case`. The comment `//!` marks the line of the offending instruction.
final class Cases {
    private static final String ROW = "=== ";
    private static final String HERE = "//!";
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

    private Cases() {}

    /// @param name what it shows
    /// @param code of the expected problem; empty if none is expected
    /// @param at `File.java:LINE` of the marked line; empty if none is marked
    record Case(String name, String code, String at, Proof proof) {
        @Override
        public String toString() {
            return name;
        }
    }

    private record Row(String name, String code, String type, String source) {
        static Row of(String text, int number) {
            var end = text.indexOf('\n');
            var title = text.substring(0, end);
            var colon = title.indexOf(": ");
            var type = "Case" + number;
            var members = text.substring(end + 1).replace("Case::", type + "::");
            var source = IMPORTS + "public final class " + type + " {\n" + members + "}\n";
            return new Row(
                    title.substring(colon < 0 ? 0 : colon + 2), title.substring(0, Math.max(0, colon)), type, source);
        }

        String file() {
            return type + ".java";
        }

        String marked() {
            var lines = source.lines().toList();
            for (var i = 0; i < lines.size(); i++) {
                if (lines.get(i).contains(HERE)) return file() + ":" + (i + 1);
            }
            return "";
        }
    }

    /// @param table a resource beside this class
    static List<Case> of(String table) {
        var rows = new ArrayList<Row>();
        for (var text : Arrays.asList(read(table).split("(?m)^" + ROW))) {
            if (!text.isBlank()) rows.add(Row.of(text, rows.size()));
        }
        var sources = new LinkedHashMap<String, String>();
        for (var row : rows) sources.put(row.file(), row.source());
        var compiled = Compiled.of(sources);
        return rows.stream()
                .map(row ->
                        new Case(row.name(), row.code(), row.marked(), compiled.prove("cases." + row.type(), "step")))
                .toList();
    }

    private static String read(String table) {
        try (var in = Objects.requireNonNull(Cases.class.getResourceAsStream(table), table)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
