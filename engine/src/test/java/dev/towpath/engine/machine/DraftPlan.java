package dev.towpath.engine.machine;

import dev.towpath.Digest;
import dev.towpath.Effect;
import dev.towpath.Resources;
import dev.towpath.Retry;
import dev.towpath.code.MethodRef;
import dev.towpath.plan.Guard;
import dev.towpath.plan.Input;
import dev.towpath.plan.Node;
import dev.towpath.plan.Plan;
import dev.towpath.plan.Policies;
import dev.towpath.plan.Ref;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Plans without code, for tests: nodes by name, wired by reference.
public final class DraftPlan {
    public static final String TEXT = "java.lang.String";
    public static final String LIST = "java.util.List<java.lang.String>";

    private final List<Node> nodes = new ArrayList<>();
    private List<Guard> guards = List.of();
    private List<Integer> after = List.of();
    private String edited = "";
    private Policies policies = Policies.DEFAULT;

    public static Ref ref(int node, String... path) {
        return new Ref(node, List.of(path), TEXT);
    }

    public static Ref input(String... path) {
        return ref(Ref.INPUT, path);
    }

    /// The next nodes of this name have other code.
    public DraftPlan edited(String name) {
        edited = name;
        return this;
    }

    private Node.Code code(String name) {
        var method = new MethodRef(MethodRef.Kind.STATIC, "pipes.Draft", name, "()V");
        return new Node.Code(method, Digest.of(name.equals(edited) ? "new " + name : name), List.of(), "");
    }

    /// All nodes that follow are in these blocks, outermost first.
    public DraftPlan in(Guard... blocks) {
        guards = List.of(blocks);
        return this;
    }

    /// The next node comes after these.
    public DraftPlan after(Integer... before) {
        after = List.of(before);
        return this;
    }

    /// All nodes that follow are tried so often, at once.
    public DraftPlan tries(int attempts) {
        return retry(Retry.times(attempts));
    }

    public DraftPlan retry(Retry retry) {
        return with(retry, policies.resources(), policies.allowedFailures(), policies.effect());
    }

    /// All nodes that follow have this effect.
    public DraftPlan effect(Effect effect) {
        return with(policies.retry(), policies.resources(), policies.allowedFailures(), effect);
    }

    private DraftPlan with(Retry retry, Resources resources, int failures, Effect effect) {
        policies = new Policies(retry, policies.timeout(), resources, failures, effect);
        return this;
    }

    public DraftPlan asking(Resources resources) {
        return with(policies.retry(), resources, policies.allowedFailures(), policies.effect());
    }

    public DraftPlan allowing(int failures) {
        return with(policies.retry(), policies.resources(), failures, policies.effect());
    }

    public int step(String name, Ref... inputs) {
        return add(new Node.Step(frame(name, TEXT), code(name), Arrays.asList(inputs), policies));
    }

    public int typed(String name, String type, Ref... inputs) {
        return add(new Node.Step(frame(name, type), code(name), Arrays.asList(inputs), policies));
    }

    public int each(String name, Ref... inputs) {
        return add(new Node.Each(frame(name, LIST), code(name), Arrays.asList(inputs), policies));
    }

    public int batch(String name, int size, Ref... inputs) {
        return add(new Node.Batch(frame(name, LIST), code(name), Arrays.asList(inputs), size, policies));
    }

    public int expand(String name, Ref calls, Plan... pipelines) {
        return add(new Node.Expand(frame(name, LIST), calls, List.of(pipelines), policies));
    }

    public int choice(String name, Ref on, boolean optional, Node.Branch... branches) {
        return add(new Node.Choice(frame(name, TEXT), on, List.of(branches), optional));
    }

    private Node.Frame frame(String name, String type) {
        var used = after;
        after = List.of();
        return new Node.Frame(name, type, guards, used, "Draft.java:" + (nodes.size() + 1));
    }

    private int add(Node node) {
        nodes.add(node);
        return nodes.size() - 1;
    }

    public int size() {
        return nodes.size();
    }

    public Plan plan(Ref output) {
        return plan("draft", output);
    }

    public Plan plan(String name, Ref output) {
        return new Plan(
                name, "", List.of(), "", new Input("pipes.Draft$Input", List.of()), nodes, output, Map.of(), Map.of());
    }
}
