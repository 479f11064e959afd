package dev.towpath.embedded;

import dev.towpath.Pipeline;
import dev.towpath.RunId;
import dev.towpath.value.Given;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a run is made again.
///
/// @param parent the run that it is made of
/// @param from a step that is executed in any case, with all that follows from it; null for none
/// @param inputs what replaces the parent's inputs, by component
/// @param code whose code it has
/// @param pipeline the code if a program gives it; null to take what [#code] says
/// @param options how the new run is started; without a key
public record Rerun(
        RunId parent,
        @Nullable String from,
        Map<String, Given> inputs,
        Code code,
        @Nullable Pipeline<?, ?> pipeline,
        RunOptions options) {
    public Rerun {
        inputs = Map.copyOf(inputs);
    }

    /// Whose code a new run has.
    public enum Code {
        /// That of the run that it is made of.
        SAME,
        /// That of the newest run of the pipeline.
        LATEST
    }

    /// All of a run, with its own code and inputs.
    public static Rerun of(RunId parent) {
        return new Rerun(parent, null, Map.of(), Code.SAME, null, RunOptions.DEFAULT);
    }

    /// The same, from this step on; null for no step in particular.
    public Rerun from(@Nullable String step) {
        return new Rerun(parent, step, inputs, code, pipeline, options);
    }

    /// The same with other inputs.
    public Rerun inputs(Map<String, Given> byComponent) {
        return new Rerun(parent, from, byComponent, code, pipeline, options);
    }

    /// The same with stored code.
    public Rerun code(Code whose) {
        return new Rerun(parent, from, inputs, whose, null, options);
    }

    /// The same with this code.
    public Rerun code(Pipeline<?, ?> other) {
        return new Rerun(parent, from, inputs, code, other, options);
    }

    /// The same, started in another way.
    public Rerun options(RunOptions how) {
        return new Rerun(parent, from, inputs, code, pipeline, how);
    }
}
