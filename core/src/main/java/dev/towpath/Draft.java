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
    }

    final String name;
    final Kind kind;
    final String type;
    final List<Guard> guards;
    final String at;
    final List<Integer> after = new ArrayList<>(0);
    Retry retry = Retry.DEFAULT;
    @Nullable Duration timeout;
    Resources resources = Resources.DEFAULT;
    int allowedFailures;

    Draft(String name, Kind kind, String type, List<Guard> guards, String at) {
        this.name = name;
        this.kind = kind;
        this.type = type;
        this.guards = guards;
        this.at = at;
    }

    boolean isMapped() {
        return switch (kind) {
            case Kind.Each _, Kind.Batch _, Kind.Expand _ -> true;
            case Kind.Step _, Kind.Choice _, Kind.Copied _ -> false;
        };
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
        };
    }

    private Policies policies() {
        if (timeout == null
                && allowedFailures == 0
                && retry.equals(Retry.DEFAULT)
                && resources.equals(Resources.DEFAULT)) return Policies.DEFAULT;
        return new Policies(retry, timeout, resources, allowedFailures);
    }
}
