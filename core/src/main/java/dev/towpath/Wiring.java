package dev.towpath;

import dev.towpath.WiredMethods.Shape;
import dev.towpath.WiredMethods.Wired;
import dev.towpath.plan.Guard;
import dev.towpath.plan.Input;
import dev.towpath.plan.Node;
import dev.towpath.plan.Plan;
import dev.towpath.plan.Ref;
import java.io.Serializable;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One pipeline while it is being defined: takes what the user wires, notes what is wrong with it, and makes the plan.
///
/// Problems are collected, so that one try tells them all; only what makes going on impossible is thrown at once.
final class Wiring {
    private static final String ADVICE_ATTEMPT =
            "Wire p.attempt() once, as the last value of a step whose method takes an Attempt as its last parameter";

    private final String name;
    private final Class<?> definedBy;
    private final Findings findings;
    private final Names names;
    private final Lines lines = new Lines();
    private final ValueTypes types = new ValueTypes();
    private final WiredMethods methods;
    private final Accessors accessors;
    private final Choices choices;
    private final String definedAt;
    private final Input input;
    private final Value<?> inputValue;
    private final List<Draft> drafts = new ArrayList<>();
    private final Map<String, String> shared = new TreeMap<>();
    private final Map<String, String> calledSchemas = new TreeMap<>();
    private List<Guard> guards = List.of();
    private boolean defined;

    Wiring(String name, Class<? extends Record> input, Class<?> body) {
        this.name = name;
        this.definedBy = body.getNestHost();
        this.findings = new Findings(name);
        this.names = new Names(findings);
        this.methods = new WiredMethods(definedBy, types, findings);
        this.accessors = new Accessors(findings);
        this.definedAt = lines.here();
        names.check(name, "pipeline", definedAt);
        this.input = InputRecord.read(input, types, findings, definedAt);
        this.inputValue = new Value<>(this, new Ref(Ref.INPUT, List.of(), this.input.type()), input);
        this.choices = new Choices(this, types, findings, names);
    }

    /// The class whose code wires.
    Class<?> definedBy() {
        return definedBy;
    }

    /// Refuses to go on if the pipeline is defined already.
    void open() {
        if (!defined) return;
        var late = new Findings(name);
        late.add(
                "late-wiring",
                "pipeline '" + name + "' is defined already, and a step or value of it is used",
                lines.here(),
                "Wire everything inside the block that Pipeline.define is given");
        throw late.refusal();
    }

    /// Runs the user's block. What it throws ends the definition; problems found before go first.
    <T> T run(Supplier<T> body) {
        try {
            return body.get();
        } catch (InvalidPipeline e) {
            defined = true;
            throw e;
        } catch (RuntimeException e) {
            defined = true;
            if (findings.isEmpty()) throw e;
            var refusal = findings.refusal();
            refusal.addSuppressed(e);
            throw refusal;
        }
    }

    @SuppressWarnings("unchecked") // made from the class of I
    <I> Value<I> input() {
        return (Value<I>) inputValue;
    }

    Value<Attempt> attempt() {
        open();
        return new Value<>(this, new Ref(Ref.ATTEMPT, List.of(), types.name(Attempt.class)), Attempt.class);
    }

    /// A component of a record.
    <R> Value<R> component(Value<?> whole, Serializable accessor) {
        open();
        var found = accessors.find(whole.type(), accessor, () -> lines.of(accessor));
        var path = new ArrayList<>(whole.ref().path());
        path.add(found.name());
        return new Value<>(this, new Ref(whole.ref().node(), path, types.name(found.type())), found.type());
    }

    <R> Step<R> step(String step, Serializable method, Value<?>... values) {
        return work(Shape.ONCE, step, method, 1, values);
    }

    <R> Step<R> each(String step, Serializable method, Value<?>... values) {
        return work(Shape.EACH, step, method, 1, values);
    }

    <R> Step<R> batch(String step, int size, Serializable method, Value<?>... values) {
        return work(Shape.BATCH, step, method, size, values);
    }

    private <R> Step<R> work(Shape shape, String step, @Nullable Serializable method, int size, Value<?>[] values) {
        open();
        var line = lines.of(method);
        var named = names.take(step, line);
        var inputs = read(step, values, line);
        if (size < 1)
            findings.add("batch-size", "step '" + step + "' has batches of " + size, line, "Give a size of 1 or more");
        var wired = Wired.REFUSED;
        if (method != null) wired = methods.find(shape, step, method, types(values), line);
        else findings.add("null-method", "the method of step '" + step + "' is null", line, "Give Type::method");
        var code = named ? wired.code() : null;
        var kind = code == null
                ? new Draft.Kind.Refused(shape != Shape.ONCE)
                : switch (shape) {
                    case ONCE -> new Draft.Kind.Step(code, inputs);
                    case EACH -> new Draft.Kind.Each(code, inputs);
                    case BATCH -> new Draft.Kind.Batch(code, inputs, size);
                };
        return add(step, kind, inputs, wired.result(), line);
    }

    private static List<Type> types(@Nullable Value<?>[] values) {
        var types = new Type[values.length];
        for (var i = 0; i < types.length; i++) {
            var value = values[i];
            types[i] = value == null ? ValueTypes.Unknown.TYPE : value.type();
        }
        return List.of(types);
    }

    private <R> Step<R> add(String step, Draft.Kind kind, List<Ref> inputs, Type type, String line) {
        var needs = needs(inputs);
        if (!needs.isNone() && !isTakeable("step '" + step + "'", needs, line)) needs = Needs.of(guards);
        var draft = new Draft(step, kind, types.name(type), guards, line, needs);
        return new Step<>(this, add(draft), type, draft);
    }

    /// Adds a node, and gives the reference to its output.
    Ref add(Draft draft) {
        drafts.add(draft);
        return new Ref(drafts.size() - 1, List.of(), draft.type);
    }

    private List<Ref> read(String step, Value<?>[] values, String line) {
        if (values.length == 0) return List.of();
        var refs = new ArrayList<Ref>(values.length);
        for (var i = 0; i < values.length; i++) {
            var value = values[i];
            // Said in words only when needed: this is done 100,000 times for 100,000 steps.
            var ref = value != null && value.wiring() == this
                    ? value.ref()
                    : read(value, "the " + Findings.ordinal(i + 1) + " value of step '" + step + "'", line);
            if (ref == null) continue;
            if (ref.node() == Ref.ATTEMPT && i < values.length - 1)
                findings.add(
                        "attempt-misplaced",
                        "step '" + step + "' is given the attempt before its last value",
                        line,
                        ADVICE_ATTEMPT);
            refs.add(ref);
        }
        return List.copyOf(refs);
    }

    /// The reference of a value, if it is one of this pipeline; null, and noted, otherwise.
    @Nullable
    Ref read(@Nullable Value<?> value, String what, String line) {
        if (value == null) {
            findings.add("null-value", what + " is null", line, "Give a value that p or a step has given");
            return null;
        }
        if (value.wiring() == this) return value.ref();
        findings.add(
                "foreign-value",
                what + " belongs to pipeline '" + value.wiring().name + "', not to '" + name + "'",
                line,
                "Pass it as a component of this pipeline's input, or wire the step in the other pipeline");
        return null;
    }

    /// The same for a value that has to be data.
    @Nullable
    Ref readData(@Nullable Value<?> value, String what, String line) {
        var ref = read(value, what, line);
        if (ref == null || ref.node() != Ref.ATTEMPT) return ref;
        findings.add("attempt-misplaced", what + " is the attempt, which is no data", line, ADVICE_ATTEMPT);
        return null;
    }

    /// Under which conditions a node wired here is not skipped if it reads these.
    Needs needs(List<Ref> reads) {
        var needs = Needs.of(guards);
        for (var guard : guards) needs = needs.and(needs(guard.on()));
        for (var ref : reads) needs = needs.and(needs(ref));
        return needs;
    }

    Needs needs(Ref ref) {
        return ref.isEdge() ? drafts.get(ref.node()).needs : Needs.NONE;
    }

    /// False, and noted, if something needs two branches of which only one is taken.
    boolean isTakeable(String what, Needs needs, String line) {
        var conflict = needs.conflict();
        if (conflict == null) return true;
        var both =
                "for '" + conflict.one().is() + "' and for '" + conflict.other().is() + "'";
        findings.add(
                "never-taken",
                what + " needs values of two branches, " + both + ", of which only one is ever taken",
                line,
                "Join the branches first: use what the 'when' or 'choose' gives, not the values inside its blocks");
        return false;
    }

    /// The conditions of the blocks that are being wired.
    List<Guard> guards() {
        return guards;
    }

    /// Wires a block under one more condition.
    <T> @Nullable T inside(Guard guard, Supplier<? extends @Nullable T> block) {
        var outside = guards;
        var all = new ArrayList<>(outside);
        all.add(guard);
        guards = List.copyOf(all);
        try {
            return block.get();
        } finally {
            guards = outside;
        }
    }

    <R> Value<R> when(
            Value<Boolean> condition,
            Supplier<? extends Value<? extends R>> then,
            Supplier<? extends Value<? extends R>> otherwise) {
        open();
        return choices.when(condition, then, otherwise, lines.here());
    }

    <R> Value<Optional<R>> when(Value<Boolean> condition, boolean is, Supplier<? extends Value<? extends R>> then) {
        open();
        return choices.when(condition, is, then, lines.here());
    }

    <S, R> Value<R> choose(Value<S> value, List<? extends Case<? extends S, ? extends R>> cases) {
        open();
        return choices.choose(value, cases, lines.here());
    }

    <O> Value<O> call(String call, @Nullable Pipeline<?, O> pipeline, Value<?> given) {
        open();
        var line = lines.here();
        var named = names.take(call, line);
        var from = readData(given, "the input of call '" + call + "'", line);
        if (pipeline == null) {
            findings.add("null-value", "the pipeline of call '" + call + "' is null", line, "Give a defined pipeline");
            return unknown(ValueTypes.Unknown.TYPE);
        }
        var called = pipeline.plan();
        if (!named || from == null) return unknown(pipeline.output());
        if (!isTakeable("call '" + call + "'", needs(List.of(from)), line)) return unknown(pipeline.output());
        var splice = new Splice(call, from, drafts.size(), guards);
        for (var node : splice.nodes(called)) {
            var frame = node.frame();
            var needs = Needs.of(frame.guards());
            for (var guard : frame.guards()) needs = needs.and(needs(guard.on()));
            for (var ref : node.reads()) needs = needs.and(needs(ref));
            add(new Draft(frame.name(), new Draft.Kind.Copied(node), frame.type(), frame.guards(), frame.at(), needs));
        }
        shared.putAll(called.shared());
        calledSchemas.putAll(called.schemas());
        types.name(pipeline.output());
        return new Value<>(this, splice.move(called.output()), pipeline.output());
    }

    /// What a refused line gives, so that the next ones can be looked at.
    <T> Value<T> unknown(Type type) {
        return new Value<>(this, new Ref(Ref.INPUT, List.of(), "?"), type);
    }

    <O> Step<List<O>> expand(
            String step, Value<?> calls, List<? extends @Nullable Pipeline<?, ? extends O>> pipelines) {
        open();
        var line = lines.here();
        names.take(step, line);
        var from = readData(calls, "the list of calls of step '" + step + "'", line);
        var output = Expansion.output(step, pipelines, types, findings, line);
        if (from == null || output == ValueTypes.Unknown.TYPE)
            return add(step, new Draft.Kind.Refused(true), List.of(), ValueTypes.Unknown.TYPE, line);
        var plans = pipelines.stream().map(Pipeline::plan).toList();
        return add(step, new Draft.Kind.Expand(from, plans), List.of(from), ValueTypes.list(output), line);
    }

    void after(Draft draft, Value<?>... others) {
        open();
        var line = lines.here();
        for (var other : others) {
            var ref = readData(other, "what step '" + draft.name + "' is to run after", line);
            if (ref == null || !ref.isEdge()) continue;
            if (drafts.get(ref.node()) == draft)
                findings.add(
                        "self-dependency",
                        "step '" + draft.name + "' is to run after itself",
                        line,
                        "Name another step");
            else draft.startAfter(ref.node(), line);
        }
    }

    void retry(Draft draft, @Nullable Retry retry) {
        open();
        if (retry == null) draft.nullPolicy = true;
        else draft.retry(retry, lines.here());
    }

    void effect(Draft draft, @Nullable Effect effect) {
        open();
        if (effect == null) {
            draft.nullPolicy = true;
            return;
        }
        draft.effect = effect;
        if (draft.kind instanceof Draft.Kind.Expand && effect != Effect.PURE)
            findings.add(
                    "effect-of-expand",
                    "step '" + draft.name + "' executes nothing itself, the runs that it asks for do",
                    lines.here(),
                    "Say it of the steps of those pipelines");
    }

    void timeout(Draft draft, @Nullable Duration limit) {
        open();
        draft.timeout = limit;
        if (limit == null || limit.isNegative() || limit.isZero())
            findings.add(
                    "timeout-not-positive",
                    "the time-out of step '" + draft.name + "' is " + limit,
                    lines.here(),
                    "Give a duration above zero, or leave the time-out out");
    }

    void allowFailures(Draft draft, int atMost) {
        open();
        draft.allowedFailures = atMost;
        if (!draft.isMapped())
            findings.add(
                    "not-mapped",
                    "step '" + draft.name + "' has no units of which some could fail",
                    lines.here(),
                    "Use allowFailures with each, batch and expand only");
        else if (atMost < 0)
            findings.add(
                    "allowed-failures",
                    "step '" + draft.name + "' is allowed " + atMost + " failures",
                    lines.here(),
                    "Give 0 or more");
    }

    /// Makes the plan, or refuses the pipeline with everything that was found.
    ///
    /// @throws InvalidPipeline with at least one problem
    Plan finish(@Nullable Value<?> result) {
        defined = true;
        var output = readData(result, "the result of pipeline '" + name + "'", definedAt);
        if (output != null) checkResult(output);
        for (var draft : drafts) checkPolicies(draft);
        var cycle = Cycles.find(drafts);
        if (!cycle.isEmpty()) reportCycle(cycle);
        if (output == null || !findings.isEmpty()) throw findings.refusal();
        var nodes = new ArrayList<Node>(drafts.size());
        for (var draft : drafts) nodes.add(draft.toNode());
        shared.putAll(methods.shared());
        return new Plan(name, "", List.of(), "", input, nodes, output, shared, schemas(nodes));
    }

    private void checkResult(Ref output) {
        if (needs(output).isNone()) return;
        var from = drafts.get(output.node());
        findings.add(
                "result-in-branch",
                "the result of pipeline '" + name + "' comes from step '" + from.name
                        + "', which is skipped if its branch is not taken",
                from.at,
                "Return what the 'when' or 'choose' around it gives");
    }

    @SuppressWarnings("ConstantValue") // callers may pass null all the same
    private void checkPolicies(Draft draft) {
        if (draft.nullPolicy || (Object) draft.resources == null)
            findings.add(
                    "null-policy",
                    "step '" + draft.name + "' has a policy that is null",
                    draft.at,
                    "Leave the policy out for what holds by default");
        if (draft.effect == Effect.AT_MOST_ONCE && draft.retry().attempts() > 1)
            findings.add(new Problem(
                    "retry-at-most-once",
                    "step '" + draft.name + "' must happen at most once, but may be tried "
                            + draft.retry().attempts() + " times",
                    draft.retryAt(),
                    draft.at,
                    "Leave the retries out, or say Effect.IDEMPOTENT if it may happen again without harm"));
    }

    private void reportCycle(List<Integer> cycle) {
        var first = drafts.get(cycle.getFirst());
        var path = cycle.stream().map(index -> drafts.get(index).name).collect(Collectors.joining(" -> "));
        var what = "steps wait for each other: " + path + " -> " + first.name;
        findings.add(new Problem("cycle", what, first.afterAt(), first.at, "Take this 'after' out of the cycle"));
    }

    private Map<String, String> schemas(List<Node> nodes) {
        var wanted = new HashSet<String>();
        wanted.add(input.type());
        for (var node : nodes) wanted.add(node.type());
        wanted.removeAll(calledSchemas.keySet());
        var schemas = new TreeMap<>(calledSchemas);
        schemas.putAll(types.schemas(wanted));
        return schemas;
    }
}
