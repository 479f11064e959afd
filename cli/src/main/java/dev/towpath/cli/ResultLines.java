package dev.towpath.cli;

import dev.towpath.value.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A run's result for people: a file as its path, a record as one line for each component.
final class ResultLines {
    private static final int LONGEST = 400;

    private final Env env;
    private final Style style;

    ResultLines(Env env, Style style) {
        this.env = env;
        this.style = style;
    }

    /// @param output the result as JSON
    List<String> of(String output) {
        var tree = Json.parse(output);
        if (!(tree instanceof Map<?, ?> map) || isFile(map) || map.isEmpty()) {
            return List.of(style.bold("result") + "  " + shown(tree));
        }
        var lines = new ArrayList<String>();
        lines.add(style.bold("result"));
        var table = new Table(style).column("").column("");
        for (var entry : map.entrySet()) {
            table.row("  " + Columns.plain(String.valueOf(entry.getKey())), shown(entry.getValue()));
        }
        lines.addAll(table.lines());
        return lines;
    }

    private String shown(@Nullable Object value) {
        if (value instanceof Map<?, ?> map && isFile(map)) {
            var path = env.shown(env.path(String.valueOf(map.get("path"))));
            return style.cyan(Columns.plain(path)) + "  " + style.dim(size(map.get("size")));
        }
        var text = Columns.plain(new String(Json.write(value), StandardCharsets.UTF_8));
        return Columns.fit(text, LONGEST, style.more());
    }

    private static String size(@Nullable Object bytes) {
        return bytes instanceof Number number ? Amounts.size(number.longValue()) : "";
    }

    private static boolean isFile(Map<?, ?> map) {
        return map.size() == 3
                && map.get("path") instanceof String
                && map.containsKey("digest")
                && map.containsKey("size");
    }
}
