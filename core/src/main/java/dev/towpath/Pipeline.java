package dev.towpath;

import dev.towpath.plan.Plan;
import java.lang.reflect.Type;
import java.util.List;
import java.util.function.BiFunction;

/// A named definition: a typed input record, steps wired by their values, a typed output.
///
/// Defining it checks everything that can be known before a run: the graph, the types and that every step is isolated.
/// A pipeline is immutable.
///
/// @param <I> the input record
/// @param <O> what a run gives
public final class Pipeline<I extends Record, O> {
    private final Class<I> input;
    private final Type output;
    private final Class<?> definedBy;
    private final Plan plan;

    private Pipeline(Class<I> input, Type output, Class<?> definedBy, Plan plan) {
        this.input = input;
        this.output = output;
        this.definedBy = definedBy;
        this.plan = plan;
    }

    /// Defines a pipeline.
    ///
    /// @param name letters, digits, `.`, `_` and `-`, at most 100; artifacts and runs are found by it
    /// @param input the record whose components are the inputs of a run
    /// @param body wires the steps and returns the value that a run gives
    /// @throws InvalidPipeline with every problem that was found
    public static <I extends Record, O> Pipeline<I, O> define(
            String name, Class<I> input, BiFunction<Builder, Value<I>, ? extends Value<? extends O>> body) {
        var wiring = new Wiring(name, input, body.getClass());
        var result = wiring.run(() -> body.apply(new Builder(wiring), wiring.input()));
        var plan = wiring.finish(result);
        return new Pipeline<>(input, result.type(), wiring.definedBy(), plan);
    }

    /// The name.
    public String name() {
        return plan.name();
    }

    /// The same with a description for people.
    public Pipeline<I, O> describedAs(String description) {
        return with(plan.with(description, plan.tags(), plan.project()));
    }

    /// The same with these tags, words for finding it.
    public Pipeline<I, O> tagged(String... tags) {
        return with(plan.with(plan.description(), List.of(tags), plan.project()));
    }

    /// The same as part of a project.
    public Pipeline<I, O> inProject(String project) {
        return with(plan.with(plan.description(), plan.tags(), project));
    }

    /// The compiled graph.
    public Plan plan() {
        return plan;
    }

    /// The input record.
    public Class<I> input() {
        return input;
    }

    /// The type of what a run gives.
    public Type output() {
        return output;
    }

    /// The class whose code wired the steps: its code source is the pipeline's bundle.
    public Class<?> definedBy() {
        return definedBy;
    }

    private Pipeline<I, O> with(Plan changed) {
        return new Pipeline<>(input, output, definedBy, changed);
    }

    @Override
    public String toString() {
        return "pipeline " + name();
    }
}
