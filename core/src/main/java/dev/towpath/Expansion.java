package dev.towpath;

import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checks the pipelines that an `expand` may call.
final class Expansion {
    private Expansion() {}

    /// The type that all of them give; [ValueTypes.Unknown], and noted, if something is wrong.
    static Type output(
            String step,
            List<? extends @Nullable Pipeline<?, ?>> pipelines,
            ValueTypes types,
            Findings findings,
            String line) {
        if (pipelines.isEmpty())
            findings.add(
                    "no-pipelines",
                    "step '" + step + "' has no pipeline to call",
                    line,
                    "Name the pipelines it may call");
        var names = new HashSet<String>();
        @Nullable Type output = null;
        var valid = !pipelines.isEmpty();
        for (var pipeline : pipelines) {
            if (pipeline == null) {
                findings.add("null-value", "a pipeline of step '" + step + "' is null", line, "Give defined pipelines");
                valid = false;
                continue;
            }
            if (!names.add(pipeline.name())) {
                var what = "step '" + step + "' may call two pipelines named '" + pipeline.name() + "'";
                findings.add("duplicate-pipeline", what, line, "Name each pipeline once: a call finds it by its name");
                valid = false;
            }
            if (output == null) output = pipeline.output();
            if (!output.equals(pipeline.output())) {
                var what = "the pipelines of step '" + step + "' give different types: " + types.name(output) + " and "
                        + types.name(pipeline.output());
                findings.add("types-differ", what, line, "Let all of them give one type");
                valid = false;
            }
        }
        return output == null || !valid ? ValueTypes.Unknown.TYPE : output;
    }
}
