package dev.towpath.cli;

import dev.towpath.Failure;
import dev.towpath.Status;
import dev.towpath.TowpathException;
import dev.towpath.embedded.RunView;
import dev.towpath.embedded.StepView;
import dev.towpath.value.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What programs read. The names are a contract.
final class RunJson {
    private RunJson() {}

    /// A run as `run`, `resume` and `show` print it.
    static Map<String, @Nullable Object> of(RunView view) {
        return of(view, view.failure() == null ? null : error(view.failure()));
    }

    /// A run that can not go on, and why.
    static Map<String, @Nullable Object> of(RunView view, TowpathException why) {
        return of(view, error(why));
    }

    private static Map<String, @Nullable Object> of(RunView view, @Nullable Map<String, @Nullable Object> error) {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put("run", view.id().text());
        tree.put("pipeline", view.pipeline());
        tree.put("status", view.status().name());
        tree.put("interrupted", view.interrupted());
        tree.put("output", view.output() == null ? null : Json.parse(view.output()));
        tree.put("steps", view.steps().stream().map(RunJson::step).toList());
        tree.put("error", error);
        tree.put("reason", view.reason().isEmpty() ? null : view.reason());
        return tree;
    }

    /// No run was made.
    static Map<String, @Nullable Object> noRun(Throwable error) {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put("run", null);
        tree.put("pipeline", null);
        tree.put("status", null);
        tree.put("interrupted", false);
        tree.put("output", null);
        tree.put("steps", List.of());
        tree.put("error", error(error));
        tree.put("reason", null);
        return tree;
    }

    /// A run as `runs` lists it.
    static Map<String, @Nullable Object> listed(RunView view) {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put("run", view.id().text());
        tree.put("pipeline", view.pipeline());
        tree.put("status", view.status().name());
        tree.put("created", view.created().toString());
        tree.put("interrupted", view.interrupted());
        tree.put("parent", view.parent() == null ? null : view.parent().text());
        return tree;
    }

    private static Map<String, @Nullable Object> step(StepView step) {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put("step", step.name());
        tree.put("status", step.status().name());
        tree.put("attempts", step.attempts());
        tree.put("units", step.units() == null ? null : units(step.units()));
        return tree;
    }

    private static Map<String, Integer> units(Map<Status, Integer> units) {
        var counts = new LinkedHashMap<String, Integer>();
        new TreeMap<>(units).forEach((status, count) -> {
            if (count > 0) counts.put(status.name(), count);
        });
        return counts;
    }

    static Map<String, @Nullable Object> error(Failure failure) {
        return error(failure.code(), failure.message(), failure.step(), failure.at(), failure.hint());
    }

    static Map<String, @Nullable Object> error(Throwable error) {
        if (error instanceof TowpathException known) {
            return error(known.code(), known.what(), null, known.at(), known.hint());
        }
        return error("internal", Messages.of(error), null, null, Messages.REPORT);
    }

    private static Map<String, @Nullable Object> error(
            String code, String message, @Nullable String step, @Nullable String at, String hint) {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put("code", code);
        tree.put("message", message);
        tree.put("step", step);
        tree.put("at", at);
        tree.put("hint", hint);
        return tree;
    }
}
