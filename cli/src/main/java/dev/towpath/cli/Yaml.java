package dev.towpath.cli;

import dev.towpath.value.InvalidJson;
import dev.towpath.value.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads YAML and JSON files that people write. YAML 1.2: `no` is a text, and nothing but plain data can be made.
final class Yaml {
    private Yaml() {}

    /// The keys and values of a file; an empty file has none.
    ///
    /// @param name the file, for errors
    /// @throws UsageError with the line if the text is not valid or not a map
    static Map<String, Object> map(byte[] bytes, String name) {
        var tree = tree(bytes, name);
        if (tree == null) return Map.of();
        if (!(tree instanceof Map<?, ?> map)) {
            throw new UsageError(
                    "the file is not a list of keys and values", name, "Write lines such as `key: value`.");
        }
        var out = new LinkedHashMap<String, Object>();
        for (var entry : map.entrySet()) out.put(String.valueOf(entry.getKey()), entry.getValue());
        return out;
    }

    private static @Nullable Object tree(byte[] bytes, String name) {
        if (name.endsWith(".json")) return json(bytes, name);
        var settings = LoadSettings.builder()
                .setLabel(name)
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(50)
                .build();
        try {
            return new Load(settings).loadFromString(new String(bytes, StandardCharsets.UTF_8));
        } catch (MarkedYamlEngineException e) {
            var place =
                    e.getProblemMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
            throw new UsageError("not valid YAML: " + e.getProblem(), name + place, "Correct the line.");
        } catch (YamlEngineException e) {
            throw new UsageError("not valid YAML: " + firstLine(e.getMessage()), name, "Correct the file.");
        }
    }

    private static @Nullable Object json(byte[] bytes, String name) {
        try {
            return Json.parse(bytes);
        } catch (InvalidJson e) {
            throw new UsageError("not valid JSON: " + e.getMessage(), name, "Correct the file.");
        }
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "unknown reason" : message.lines().findFirst().orElse("unknown reason");
    }
}
