package dev.towpath.testkit.simulation;

import dev.towpath.plan.Node;
import dev.towpath.plan.Plan;
import dev.towpath.plan.Ref;
import dev.towpath.value.EncodedJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a plan gives, told without an engine: straight through the nodes, each value computed on the spot.
final class Reference {
    /// What becomes of a node.
    sealed interface Result {
        /// It gives a value.
        @SuppressWarnings("ArrayRecordComponent") // made once, written to by nobody
        record Value(byte[] bytes) implements Result {}

        /// It is not executed.
        record Skipped() implements Result {}

        /// It can not be told, because something before it has failed.
        record Open() implements Result {}
    }

    /// What only the history knows.
    interface Facts {
        /// Whether a unit has failed for good and its step goes on without it.
        boolean failed(int node, int unit);

        /// What the run gave that a unit has asked for; empty if it gave nothing.
        Optional<byte[]> child(int node, int unit);
    }

    private static final Result SKIPPED = new Result.Skipped();
    private static final Result OPEN = new Result.Open();
    private static final byte[] EMPTY_LIST = {'[', ']'};

    private final Plan plan;
    private final byte[] input;
    private final Facts facts;
    private final List<Result> results = new ArrayList<>();

    private Reference(Plan plan, byte[] input, Facts facts) {
        this.plan = plan;
        this.input = input;
        this.facts = facts;
    }

    /// What becomes of each node, and last of the run's result.
    static List<Result> of(Plan plan, byte[] input, Facts facts) {
        var reference = new Reference(plan, input, facts);
        for (var i = 0; i < plan.nodes().size(); i++) reference.results.add(reference.node(i));
        reference.results.add(reference.value(plan.output()));
        return reference.results;
    }

    private Result value(Ref ref) {
        if (ref.node() == Ref.INPUT) return new Result.Value(EncodedJson.component(input, ref.path()));
        return results.get(ref.node()) instanceof Result.Value(var bytes)
                ? new Result.Value(EncodedJson.component(bytes, ref.path()))
                : results.get(ref.node());
    }

    private Result node(int index) {
        var node = plan.nodes().get(index);
        for (var guard : node.frame().guards()) {
            switch (value(guard.on())) {
                case Result.Value(var bytes) -> {
                    if (!text(bytes).equals(guard.is())) return SKIPPED;
                }
                case Result.Skipped _ -> {
                    return SKIPPED;
                }
                case Result.Open _ -> {
                    return OPEN;
                }
            }
        }
        if (node instanceof Node.Choice choice) return choice(choice);
        var arguments = new ArrayList<byte[]>();
        var open = false;
        for (var ref : node.reads()) {
            switch (value(ref)) {
                case Result.Value(var bytes) -> arguments.add(bytes);
                case Result.Skipped _ -> {
                    return SKIPPED;
                }
                case Result.Open _ -> open = true;
            }
        }
        for (var before : node.frame().after()) open |= results.get(before) instanceof Result.Open;
        return open ? OPEN : work(index, node, arguments);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private Result choice(Node.Choice choice) {
        var none = choice.optional() ? new Result.Value(EncodedJson.nothing()) : SKIPPED;
        var on = value(choice.on());
        if (on instanceof Result.Skipped) return none;
        if (!(on instanceof Result.Value(var bytes))) return OPEN;
        for (var branch : choice.branches()) {
            if (!branch.is().equals(text(bytes))) continue;
            var given = value(branch.value());
            return given instanceof Result.Skipped ? none : given;
        }
        return choice.optional() ? none : OPEN;
    }

    private Result work(int index, Node node, List<byte[]> arguments) {
        return switch (node) {
            case Node.Step step -> {
                if (Values.isRefused(step.name(), arguments)) yield OPEN;
                yield new Result.Value(Values.of(step.name(), arguments));
            }
            case Node.Each each -> mapped(index, each, elements(arguments), arguments);
            case Node.Batch batch -> mapped(index, batch, chunks(elements(arguments), batch.size()), arguments);
            case Node.Expand expand ->
                children(index, expand, elements(arguments).size());
            case Node.Choice _ -> throw new IllegalStateException("a choice does no work");
        };
    }

    private static List<byte[]> elements(List<byte[]> arguments) {
        var list = EncodedJson.elements(EncodedJson.isNull(arguments.getFirst()) ? EMPTY_LIST : arguments.getFirst());
        var elements = new ArrayList<byte[]>();
        for (var i = 0; i < list.count(); i++) elements.add(list.get(i));
        return elements;
    }

    static List<byte[]> chunks(List<byte[]> elements, int size) {
        var chunks = new ArrayList<byte[]>();
        for (var at = 0; at < elements.size(); at += size)
            chunks.add(EncodedJson.list(elements.subList(at, Math.min(elements.size(), at + size))));
        return chunks;
    }

    private Result mapped(int index, Node.Work node, List<byte[]> units, List<byte[]> arguments) {
        var parts = new ArrayList<byte[]>();
        var failed = 0;
        for (var unit = 0; unit < units.size(); unit++) {
            var own = new ArrayList<>(arguments);
            own.set(0, units.get(unit));
            if (facts.failed(index, unit)) failed++;
            else if (Values.isRefused(node.name(), own)) return OPEN;
            else parts.add(Values.of(node.name(), own));
        }
        return failed > node.policies().allowedFailures() ? OPEN : new Result.Value(EncodedJson.list(parts));
    }

    private Result children(int index, Node.Expand node, int units) {
        var parts = new ArrayList<byte[]>();
        var failed = 0;
        for (var unit = 0; unit < units; unit++) {
            var given = facts.child(index, unit);
            if (facts.failed(index, unit)) failed++;
            else if (given.isEmpty()) return OPEN;
            else parts.add(given.get());
        }
        return failed > node.policies().allowedFailures() ? OPEN : new Result.Value(EncodedJson.list(parts));
    }
}
