package dev.towpath;

import dev.towpath.plan.Guard;
import dev.towpath.plan.Node;
import dev.towpath.plan.Plan;
import dev.towpath.plan.Policies;
import dev.towpath.plan.Ref;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A node while its pipeline is being defined: policies and order may still be added.
final class Draft {
    /// What becomes of a draft.
    sealed interface Kind {
        record Step(Node.Code code, List<Ref> inputs) implements Kind {}

        record Each(Node.Code code, List<Ref> inputs) implements Kind {}

        record Batch(Node.Code code, List<Ref> inputs, int size) implements Kind {}

        record Choice(Ref on, List<Node.Branch> branches, boolean optional) implements Kind {}

        record Expand(Ref calls, List<Plan> pipelines) implements Kind {}

        /// A node of a called pipeline, renumbered.
        record Copied(Node node) implements Kind {}

        /// A step with a problem: its pipeline will be refused.
        record Refused(boolean isMapped) implements Kind {}
    }

    final String name;
    final Kind kind;
    final String type;
    final List<Guard> guards;
    final String at;
    /// Under which conditions it is not skipped.
    final Needs needs;
    private List<Integer> after = List.of();
    private String afterAt;
    private @Nullable Retry retry;
    private String retryAt;

    @Nullable
    Duration timeout;

    Resources resources = Resources.DEFAULT;
    int allowedFailures;
    Effect effect = Effect.PURE;
    boolean nullPolicy;

    Draft(String name, Kind kind, String type, List<Guard> guards, String at, Needs needs) {
        this.name = name;
        this.kind = kind;
        this.type = type;
        this.guards = guards;
        this.at = at;
        this.afterAt = at;
        this.retryAt = at;
        this.needs = needs;
    }

    List<Integer> after() {
        return after;
    }

    /// @param line that says so
    void startAfter(int other, String line) {
        if (after.isEmpty()) after = new ArrayList<>();
        after.add(other);
        afterAt = line;
    }

    /// The line that last said what it starts after; that of its wiring if none did.
    String afterAt() {
        return afterAt;
    }

    /// @param line that says so
    void retry(Retry wanted, String line) {
        retry = wanted;
        retryAt = line;
    }

    /// What was asked for, or what holds for the effect of the step.
    Retry retry() {
        if (retry != null) return retry;
        return effect == Effect.AT_MOST_ONCE ? Retry.never() : Retry.DEFAULT;
    }

    /// The line that said when it is tried again; that of its wiring if none did.
    String retryAt() {
        return retryAt;
    }

    boolean isMapped() {
        return switch (kind) {
            case Kind.Each _, Kind.Batch _, Kind.Expand _ -> true;
            case Kind.Step _, Kind.Choice _, Kind.Copied _ -> false;
            case Kind.Refused refused -> refused.isMapped();
        };
    }

    /// The indices of all drafts that must have ended before this one can.
    List<Integer> waitsFor() {
        var refs = new ArrayList<Ref>();
        for (var guard : guards) refs.add(guard.on());
        switch (kind) {
            case Kind.Step step -> refs.addAll(step.inputs());
            case Kind.Each each -> refs.addAll(each.inputs());
            case Kind.Batch batch -> refs.addAll(batch.inputs());
            case Kind.Choice choice -> {
                refs.add(choice.on());
                for (var branch : choice.branches()) refs.add(branch.value());
            }
            case Kind.Expand expand -> refs.add(expand.calls());
            case Kind.Copied copied -> refs.addAll(reads(copied.node()));
            case Kind.Refused _ -> {}
        }
        var indices = new ArrayList<>(after);
        if (kind instanceof Kind.Copied copied)
            indices.addAll(copied.node().frame().after());
        for (var ref : refs) if (ref.isEdge()) indices.add(ref.node());
        return indices;
    }

    private static List<Ref> reads(Node node) {
        var refs = new ArrayList<>(node.reads());
        if (node instanceof Node.Choice choice) for (var branch : choice.branches()) refs.add(branch.value());
        return refs;
    }

    Node toNode() {
        var frame = new Node.Frame(name, type, guards, after, at);
        return switch (kind) {
            case Kind.Step step -> new Node.Step(frame, step.code(), step.inputs(), policies());
            case Kind.Each each -> new Node.Each(frame, each.code(), each.inputs(), policies());
            case Kind.Batch batch -> new Node.Batch(frame, batch.code(), batch.inputs(), batch.size(), policies());
            case Kind.Choice choice -> new Node.Choice(frame, choice.on(), choice.branches(), choice.optional());
            case Kind.Expand expand -> new Node.Expand(frame, expand.calls(), expand.pipelines(), policies());
            case Kind.Copied copied -> copied.node();
            case Kind.Refused _ -> throw new IllegalStateException("step '" + name + "' was refused");
        };
    }

    private Policies policies() {
        if (timeout == null
                && allowedFailures == 0
                && effect == Effect.PURE
                && retry().equals(Retry.DEFAULT)
                && resources.equals(Resources.DEFAULT)) return Policies.DEFAULT;
        return new Policies(retry(), timeout, resources, allowedFailures, effect);
    }
}
