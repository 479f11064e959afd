package dev.towpath;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Wires the steps of a pipeline, inside [Pipeline#define].
///
/// A step is a static method, given as a method reference, and the values it takes in order. Its name is unique in the
/// pipeline; runs, logs and artifacts are found by it.
public final class Builder {
    private final Wiring wiring;

    Builder(Wiring wiring) {
        this.wiring = wiring;
    }

    /// The attempt itself, as the last value of a step whose method takes an [Attempt] as its last parameter.
    public Value<Attempt> attempt() {
        return wiring.attempt();
    }

    /// A step that calls a method once with no value.
    public <R> Step<R> step(String name, Fn0<R> method) {
        return wiring.step(name, method);
    }

    /// A step that calls a method once with one value.
    public <A, R> Step<R> step(String name, Fn1<A, R> method, Value<? extends A> a) {
        return wiring.step(name, method, a);
    }

    /// A step that calls a method once with 2 values.
    public <A, B, R> Step<R> step(String name, Fn2<A, B, R> method, Value<? extends A> a, Value<? extends B> b) {
        return wiring.step(name, method, a, b);
    }

    /// A step that calls a method once with 3 values.
    public <A, B, C, R> Step<R> step(
            String name, Fn3<A, B, C, R> method, Value<? extends A> a, Value<? extends B> b, Value<? extends C> c) {
        return wiring.step(name, method, a, b, c);
    }

    /// A step that calls a method once with 4 values.
    public <A, B, C, D, R> Step<R> step(
            String name,
            Fn4<A, B, C, D, R> method,
            Value<? extends A> a,
            Value<? extends B> b,
            Value<? extends C> c,
            Value<? extends D> d) {
        return wiring.step(name, method, a, b, c, d);
    }

    /// A step that calls a method once with 5 values.
    public <A, B, C, D, E, R> Step<R> step(
            String name,
            Fn5<A, B, C, D, E, R> method,
            Value<? extends A> a,
            Value<? extends B> b,
            Value<? extends C> c,
            Value<? extends D> d,
            Value<? extends E> e) {
        return wiring.step(name, method, a, b, c, d, e);
    }

    /// A step that calls a method once with 6 values.
    public <A, B, C, D, E, F, R> Step<R> step(
            String name,
            Fn6<A, B, C, D, E, F, R> method,
            Value<? extends A> a,
            Value<? extends B> b,
            Value<? extends C> c,
            Value<? extends D> d,
            Value<? extends E> e,
            Value<? extends F> f) {
        return wiring.step(name, method, a, b, c, d, e, f);
    }

    /// A step that calls a method once with 7 values.
    public <A, B, C, D, E, F, G, R> Step<R> step(
            String name,
            Fn7<A, B, C, D, E, F, G, R> method,
            Value<? extends A> a,
            Value<? extends B> b,
            Value<? extends C> c,
            Value<? extends D> d,
            Value<? extends E> e,
            Value<? extends F> f,
            Value<? extends G> g) {
        return wiring.step(name, method, a, b, c, d, e, f, g);
    }

    /// A mapped step: one unit for each element of the list; the results in the list's order.
    public <A, R> Step<List<R>> each(String name, Fn1<A, R> method, Value<? extends List<? extends A>> list) {
        return wiring.each(name, method, list);
    }

    /// A mapped step: one unit for each element of the list and one more value; the results in the list's order.
    public <A, B, R> Step<List<R>> each(
            String name, Fn2<A, B, R> method, Value<? extends List<? extends A>> list, Value<? extends B> b) {
        return wiring.each(name, method, list, b);
    }

    /// A mapped step: one unit for each element of the list and 2 more values; the results in the list's order.
    public <A, B, C, R> Step<List<R>> each(
            String name,
            Fn3<A, B, C, R> method,
            Value<? extends List<? extends A>> list,
            Value<? extends B> b,
            Value<? extends C> c) {
        return wiring.each(name, method, list, b, c);
    }

    /// A mapped step: one unit for each element of the list and 3 more values; the results in the list's order.
    public <A, B, C, D, R> Step<List<R>> each(
            String name,
            Fn4<A, B, C, D, R> method,
            Value<? extends List<? extends A>> list,
            Value<? extends B> b,
            Value<? extends C> c,
            Value<? extends D> d) {
        return wiring.each(name, method, list, b, c, d);
    }

    /// A mapped step: one unit for each element of the list and 4 more values; the results in the list's order.
    public <A, B, C, D, E, R> Step<List<R>> each(
            String name,
            Fn5<A, B, C, D, E, R> method,
            Value<? extends List<? extends A>> list,
            Value<? extends B> b,
            Value<? extends C> c,
            Value<? extends D> d,
            Value<? extends E> e) {
        return wiring.each(name, method, list, b, c, d, e);
    }

    /// A mapped step: one unit for each element of the list and 5 more values; the results in the list's order.
    public <A, B, C, D, E, F, R> Step<List<R>> each(
            String name,
            Fn6<A, B, C, D, E, F, R> method,
            Value<? extends List<? extends A>> list,
            Value<? extends B> b,
            Value<? extends C> c,
            Value<? extends D> d,
            Value<? extends E> e,
            Value<? extends F> f) {
        return wiring.each(name, method, list, b, c, d, e, f);
    }

    /// A mapped step: one unit for each element of the list and 6 more values; the results in the list's order.
    public <A, B, C, D, E, F, G, R> Step<List<R>> each(
            String name,
            Fn7<A, B, C, D, E, F, G, R> method,
            Value<? extends List<? extends A>> list,
            Value<? extends B> b,
            Value<? extends C> c,
            Value<? extends D> d,
            Value<? extends E> e,
            Value<? extends F> f,
            Value<? extends G> g) {
        return wiring.each(name, method, list, b, c, d, e, f, g);
    }

    /// A mapped step: one unit for each chunk of at most `size` elements of the list; the results, concatenated.
    public <A, R> Step<List<R>> batch(
            String name, Fn1<List<A>, List<R>> method, Value<? extends List<? extends A>> list, int size) {
        return wiring.batch(name, size, method, list);
    }

    /// A mapped step: one unit for each chunk of at most `size` elements of the list and one more value; the results,
    /// concatenated.
    public <A, B, R> Step<List<R>> batch(
            String name,
            Fn2<List<A>, B, List<R>> method,
            Value<? extends List<? extends A>> list,
            Value<? extends B> b,
            int size) {
        return wiring.batch(name, size, method, list, b);
    }

    /// A mapped step: one unit for each chunk of at most `size` elements of the list and 2 more values; the results,
    /// concatenated.
    public <A, B, C, R> Step<List<R>> batch(
            String name,
            Fn3<List<A>, B, C, List<R>> method,
            Value<? extends List<? extends A>> list,
            Value<? extends B> b,
            Value<? extends C> c,
            int size) {
        return wiring.batch(name, size, method, list, b, c);
    }

    /// A mapped step: one unit for each chunk of at most `size` elements of the list and 3 more values; the results,
    /// concatenated.
    public <A, B, C, D, R> Step<List<R>> batch(
            String name,
            Fn4<List<A>, B, C, D, List<R>> method,
            Value<? extends List<? extends A>> list,
            Value<? extends B> b,
            Value<? extends C> c,
            Value<? extends D> d,
            int size) {
        return wiring.batch(name, size, method, list, b, c, d);
    }

    /// A mapped step: one unit for each chunk of at most `size` elements of the list and 4 more values; the results,
    /// concatenated.
    public <A, B, C, D, E, R> Step<List<R>> batch(
            String name,
            Fn5<List<A>, B, C, D, E, List<R>> method,
            Value<? extends List<? extends A>> list,
            Value<? extends B> b,
            Value<? extends C> c,
            Value<? extends D> d,
            Value<? extends E> e,
            int size) {
        return wiring.batch(name, size, method, list, b, c, d, e);
    }

    /// A mapped step: one unit for each chunk of at most `size` elements of the list and 5 more values; the results,
    /// concatenated.
    public <A, B, C, D, E, F, R> Step<List<R>> batch(
            String name,
            Fn6<List<A>, B, C, D, E, F, List<R>> method,
            Value<? extends List<? extends A>> list,
            Value<? extends B> b,
            Value<? extends C> c,
            Value<? extends D> d,
            Value<? extends E> e,
            Value<? extends F> f,
            int size) {
        return wiring.batch(name, size, method, list, b, c, d, e, f);
    }

    /// A mapped step: one unit for each chunk of at most `size` elements of the list and 6 more values; the results,
    /// concatenated.
    public <A, B, C, D, E, F, G, R> Step<List<R>> batch(
            String name,
            Fn7<List<A>, B, C, D, E, F, G, List<R>> method,
            Value<? extends List<? extends A>> list,
            Value<? extends B> b,
            Value<? extends C> c,
            Value<? extends D> d,
            Value<? extends E> e,
            Value<? extends F> f,
            Value<? extends G> g,
            int size) {
        return wiring.batch(name, size, method, list, b, c, d, e, f, g);
    }

    /// Wires the first block for a true condition, the second for a false one; the steps of the other are skipped.
    public <R> Value<R> when(
            Value<Boolean> condition,
            Supplier<? extends Value<? extends R>> then,
            Supplier<? extends Value<? extends R>> otherwise) {
        return wiring.when(condition, then, otherwise);
    }

    /// Wires a block for a true condition; empty for a false one, and then the block's steps are skipped.
    public <R> Value<Optional<R>> when(Value<Boolean> condition, Supplier<? extends Value<? extends R>> then) {
        return wiring.when(condition, true, then);
    }

    /// Wires a block for a false condition; empty for a true one, and then the block's steps are skipped.
    public <R> Value<Optional<R>> unless(Value<Boolean> condition, Supplier<? extends Value<? extends R>> then) {
        return wiring.when(condition, false, then);
    }

    /// Wires one block for each class of a sealed type; the steps of all others are skipped.
    ///
    /// @param cases one for each permitted subclass
    @SafeVarargs
    @SuppressWarnings("varargs") // handed on, never written to
    public final <S, R> Value<R> choose(Value<S> value, Case<? extends S, ? extends R>... cases) {
        return wiring.choose(value, Arrays.asList(cases));
    }

    /// A pipeline inside this one: its steps become `name/step` of this graph.
    public <I extends Record, O> Value<O> call(String name, Pipeline<I, O> pipeline, Value<? extends I> input) {
        return wiring.call(name, pipeline, input);
    }

    /// Runs of other pipelines, as many as a step has asked for: each is a run of its own with this one as its parent.
    ///
    /// @param calls what a step returned; a call names one of the pipelines
    /// @param pipelines all that may be called, known and checked now
    @SafeVarargs
    @SuppressWarnings("varargs") // handed on, never written to
    public final <O> Step<List<O>> expand(
            String name, Value<? extends List<Call<O>>> calls, Pipeline<?, ? extends O>... pipelines) {
        return wiring.expand(name, calls, Arrays.asList(pipelines));
    }
}
