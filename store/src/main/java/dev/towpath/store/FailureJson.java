package dev.towpath.store;

import dev.towpath.Failure;
import dev.towpath.value.Json;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A failure in a column: a JSON object with the names of the record's components, nulls left out.
final class FailureJson {
    private FailureJson() {}

    static void set(PreparedStatement sql, int column, @Nullable Failure failure) throws SQLException {
        sql.setString(column, text(failure));
    }

    static @Nullable String text(@Nullable Failure failure) {
        return failure == null ? null : new String(Json.write(tree(failure)), StandardCharsets.UTF_8);
    }

    static @Nullable Failure get(ResultSet row, int column) throws SQLException {
        var text = Columns.text(row, column);
        return text != null && Json.parse(text) instanceof Map<?, ?> tree ? failure(tree) : null;
    }

    private static Map<String, Object> tree(Failure failure) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("code", failure.code());
        tree.put("message", failure.message());
        if (failure.step() != null) tree.put("step", failure.step());
        tree.put("unit", failure.unit());
        tree.put("attempt", failure.attempt());
        if (failure.at() != null) tree.put("at", failure.at());
        tree.put("hint", failure.hint());
        if (failure.error() != null) tree.put("error", failure.error());
        tree.put("stack", failure.stack());
        tree.put("lastLines", failure.lastLines());
        return tree;
    }

    private static Failure failure(Map<?, ?> tree) {
        return new Failure(
                text(tree, "code"),
                text(tree, "message"),
                (String) tree.get("step"),
                number(tree, "unit"),
                number(tree, "attempt"),
                (String) tree.get("at"),
                text(tree, "hint"),
                (String) tree.get("error"),
                text(tree, "stack"),
                lines(tree.get("lastLines")));
    }

    private static String text(Map<?, ?> tree, String name) {
        return tree.get(name) instanceof String text ? text : "";
    }

    private static int number(Map<?, ?> tree, String name) {
        return tree.get(name) instanceof Number number ? number.intValue() : 0;
    }

    private static List<String> lines(@Nullable Object lines) {
        return lines instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
