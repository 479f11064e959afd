package dev.towpath.cli;

import dev.towpath.InvalidInput;
import dev.towpath.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the files given with `-f` say: inputs by component, and Towpath's own options under `options`. A later file
/// weighs more.
///
/// @param inputs a value and the file it is from, by component
/// @param options Towpath's own, the weightiest first
record InputFiles(Map<String, Entry> inputs, List<Settings.Source> options) {
    /// Keys under `options` that are not settings.
    static final List<String> RUN_OPTIONS = List.of("key", "only", "from-run");

    /// One value.
    ///
    /// @param folder the file's, which relative paths in it are relative to
    record Entry(@Nullable Object tree, String file, Path folder) {}

    /// No files.
    static final InputFiles NONE = new InputFiles(Map.of(), List.of());

    /// Reads files of YAML or JSON.
    ///
    /// @throws InvalidInput if one is missing, is a folder, or is not valid
    static InputFiles read(Env env, List<String> files) {
        if (files.isEmpty()) return NONE;
        var inputs = new LinkedHashMap<String, Entry>();
        var options = new ArrayList<Settings.Source>();
        for (var typed : files) {
            var folder = folder(env, typed);
            for (var entry : read(env, typed).entrySet()) {
                switch (entry.getKey()) {
                    case "options" -> options.addFirst(options(typed, folder, entry.getValue()));
                    case "answers" -> refuseAnswers(typed, entry.getValue());
                    default -> inputs.put(entry.getKey(), new Entry(entry.getValue(), typed, folder));
                }
            }
        }
        return new InputFiles(inputs, options);
    }

    private static Map<String, Object> read(Env env, String typed) {
        var file = env.path(typed);
        if (!Files.exists(file))
            throw invalid("input-file-missing", "there is no file " + typed, typed, "Check the path.");
        if (Files.isDirectory(file)) throw invalid("input-file-missing", typed + " is a folder", typed, "Give a file.");
        try {
            return Yaml.map(Files.readAllBytes(file), typed);
        } catch (UsageError e) {
            throw invalid("invalid-file", e.what(), e.at() == null ? typed : e.at(), e.hint());
        } catch (IOException e) {
            throw invalid(
                    "input-file-missing", typed + " can not be read: " + e.getMessage(), typed, "Make it readable.");
        }
    }

    /// Where the file lies; a relative path in it does not depend on where the command is given.
    private static Path folder(Env env, String typed) {
        var parent = env.path(typed).toAbsolutePath().getParent();
        return parent == null ? env.folder() : parent;
    }

    private static Settings.Source options(String file, Path folder, @Nullable Object tree) {
        var values = new HashMap<String, Object>();
        if (tree instanceof Map<?, ?> map) {
            map.forEach((key, value) -> values.put(String.valueOf(key), value));
        } else if (tree != null) {
            throw invalid(
                    "invalid-file",
                    "options is not a list of keys and values",
                    file,
                    "Write `key: value` lines below it.");
        }
        var source = new Settings.Source(file + ", options", values, folder);
        try {
            Settings.check(source, RUN_OPTIONS);
        } catch (UsageError e) {
            throw invalid("unknown-option", e.what(), file, e.hint());
        }
        return source;
    }

    private static void refuseAnswers(String file, @Nullable Object tree) {
        if (tree instanceof Map<?, ?> map && !map.isEmpty()) {
            throw invalid("unknown-answer", "the pipeline asks nothing", file + ", answers", "Take the answers out.");
        }
    }

    private static InvalidInput invalid(String code, String what, String at, String advice) {
        return new InvalidInput(List.of(new Problem(code, what, at, null, advice)));
    }

    /// A run option that is not a setting; null if no file gives it.
    @Nullable
    String option(String key) {
        for (var source : options) {
            var value = source.values().get(key);
            if (value != null) return value.toString();
        }
        return null;
    }
}
