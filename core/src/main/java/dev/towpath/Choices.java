package dev.towpath;

import dev.towpath.plan.Guard;
import dev.towpath.plan.Node;
import dev.towpath.plan.Ref;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Wires `when`, `unless` and `choose`: blocks of which at most one is taken, and the node that joins them.
final class Choices {
    private final Wiring wiring;
    private final ValueTypes types;
    private final Findings findings;
    private final Names names;

    /// A block and what the value has to be for it to be taken.
    private record Block(String is, @Nullable Supplier<? extends @Nullable Value<?>> body) {}

    /// What is decided on, and how it is called.
    ///
    /// @param on null if it was refused
    private record Question(String name, @Nullable Ref on, boolean optional, String line) {}

    Choices(Wiring wiring, ValueTypes types, Findings findings, Names names) {
        this.wiring = wiring;
        this.types = types;
        this.findings = findings;
        this.names = names;
    }

    <R> Value<R> when(
            Value<Boolean> condition,
            Supplier<? extends Value<? extends R>> then,
            Supplier<? extends Value<? extends R>> otherwise,
            String line) {
        var blocks = List.of(new Block("true", then), new Block("false", otherwise));
        return join(ask("when", condition, false, line), blocks);
    }

    <R> Value<Optional<R>> when(
            Value<Boolean> condition, boolean is, Supplier<? extends Value<? extends R>> then, String line) {
        var question = ask(is ? "when" : "unless", condition, true, line);
        return join(question, List.of(new Block(Boolean.toString(is), then)));
    }

    <S, R> Value<R> choose(
            Value<S> value, List<? extends @Nullable Case<? extends S, ? extends R>> cases, String line) {
        var question = ask("choose", value, false, line);
        if (question.on() == null) return unknown();
        var sealed = SealedCases.of(value.type(), question.name(), findings, line);
        if (sealed == null) return unknown();
        var blocks = new ArrayList<Block>();
        for (var one : sealed.check(cases)) blocks.add(block(one, value));
        return join(question, blocks);
    }

    private <C> Block block(Case<C, ?> one, Value<?> value) {
        var narrowed = new Value<C>(wiring, value.ref(), SealedCases.narrow(one.type(), value.type()));
        return new Block(one.type().getSimpleName(), () -> one.block().apply(narrowed));
    }

    private Question ask(String kind, @Nullable Value<?> value, boolean optional, String line) {
        var name = names.choice(kind, line);
        var on = wiring.readData(value, "what '" + name + "' decides on", line);
        return new Question(name, on, optional, line);
    }

    private <R> Value<R> join(Question question, List<Block> blocks) {
        var branches = new ArrayList<Node.Branch>();
        @Nullable Type common = null;
        var complete = !blocks.isEmpty();
        for (var block : blocks) {
            var value = wire(question, block);
            var ref = value == null
                    ? null
                    : wiring.readData(value, "what a block of '" + question.name() + "' gives", question.line());
            if (ref == null || question.on() == null) {
                complete = false;
                continue;
            }
            branches.add(new Node.Branch(block.is(), ref));
            common = common == null ? types.named(ref.type()) : common(question, common, types.named(ref.type()));
        }
        if (!complete || question.on() == null || common == null) return unknown();
        return add(question, question.on(), branches, common);
    }

    private @Nullable Value<?> wire(Question question, Block block) {
        var body = block.body();
        if (body == null) {
            nothing("a block of '" + question.name() + "' is null", question.line());
            return null;
        }
        var on = question.on();
        @Nullable Value<?> value = on == null ? body.get() : wiring.inside(new Guard(on, block.is()), body);
        if (value == null) nothing("a block of '" + question.name() + "' gives null", question.line());
        return value;
    }

    private void nothing(String what, String line) {
        findings.add("null-value", what, line, "Let each block return the value of its branch");
    }

    private Type common(Question question, Type one, Type other) {
        var common = ValueTypes.common(one, other);
        if (common != null) return common;
        findings.add(
                "types-differ",
                "the blocks of '" + question.name() + "' give different types: " + types.name(one) + " and "
                        + types.name(other),
                question.line(),
                "Let each block end in a step whose method returns the same type");
        return ValueTypes.Unknown.TYPE;
    }

    private <R> Value<R> add(Question question, Ref on, List<Node.Branch> branches, Type common) {
        var type = question.optional() && common != ValueTypes.Unknown.TYPE ? ValueTypes.optional(common) : common;
        var refused = type == ValueTypes.Unknown.TYPE ? null : types.refusal(type);
        if (refused != null) {
            var what = "'" + question.name() + "' gives a value that can not be kept: " + WiredMethods.text(refused);
            findings.add(refused.code(), what, question.line(), refused.hint());
            return unknown();
        }
        var needs = wiring.needs(List.of(on));
        for (var branch : branches) {
            var inside = needs.and(Needs.of(List.of(new Guard(on, branch.is()))));
            var value = wiring.needs(branch.value());
            var block = "the block for '" + branch.is() + "' of '" + question.name() + "'";
            if (!wiring.isTakeable(block, inside.and(value), question.line())) return unknown();
            if (inside.within(value).doubtful()) needs = new Needs(needs.all(), true);
        }
        var kind = new Draft.Kind.Choice(on, branches, question.optional());
        var draft = new Draft(question.name(), kind, types.name(type), wiring.guards(), question.line(), needs);
        return new Value<>(wiring, wiring.add(draft), type);
    }

    private <R> Value<R> unknown() {
        return wiring.unknown(ValueTypes.Unknown.TYPE);
    }
}
