package dev.towpath.testkit.simulation;

import dev.towpath.Digest;
import dev.towpath.Effect;
import dev.towpath.Retry;
import dev.towpath.code.MethodRef;
import dev.towpath.plan.Guard;
import dev.towpath.plan.Input;
import dev.towpath.plan.Node;
import dev.towpath.plan.Plan;
import dev.towpath.plan.Policies;
import dev.towpath.plan.Ref;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A plan with all verbs, from a seed. The plan of fewer steps is the beginning of that of more.
final class RandomPlan {
    private static final String TEXT = "java.lang.String";
    private static final String LIST = "java.util.List<java.lang.String>";
    private static final int DEEPEST = 2;

    private final Random random;
    private final boolean expands;
    private final List<Node> nodes = new ArrayList<>();
    /// Nodes that are in reach, of objects and of lists.
    private List<Integer> objects = new ArrayList<>();

    private List<Integer> lists = new ArrayList<>();

    private RandomPlan(long seed, boolean expands) {
        this.random = new Random(seed);
        this.expands = expands;
    }

    /// @param seed decides all but the size
    /// @param steps how many steps and decisions, those inside branches not counted
    static Plan of(long seed, int steps) {
        return new RandomPlan(seed, true).plan("p" + Long.toHexString(seed & 0xffff), steps);
    }

    private Plan plan(String name, int steps) {
        for (var i = 0; i < steps; i++) wire(List.of());
        var output = objects.isEmpty() ? input("text") : ref(objects.getLast());
        return new Plan(name, "", List.of(), "", new Input("sim.Input", List.of()), nodes, output, Map.of(), Map.of());
    }

    private static Ref ref(int node, String... path) {
        return new Ref(node, List.of(path), TEXT);
    }

    private static Ref input(String... path) {
        return ref(Ref.INPUT, path);
    }

    private int object() {
        return objects.isEmpty() || random.nextInt(5) == 0 ? Ref.INPUT : objects.get(random.nextInt(objects.size()));
    }

    private Ref any() {
        if (!lists.isEmpty() && random.nextInt(3) == 0) return ref(lists.get(random.nextInt(lists.size())));
        return random.nextBoolean() ? ref(object()) : ref(object(), "text");
    }

    private Ref list() {
        if (!lists.isEmpty() && random.nextInt(2) == 0) return ref(lists.get(random.nextInt(lists.size())));
        return ref(object(), "items");
    }

    private void wire(List<Guard> blocks) {
        switch (random.nextInt(blocks.size() < DEEPEST ? 9 : 6)) {
            case 0, 1, 2 -> objects.add(step(blocks));
            case 3 ->
                lists.add(add(
                        new Node.Each(frame("each", LIST, blocks), code(), List.of(list(), any()), policies(true))));
            case 4 -> {
                var size = random.nextInt(1, 4);
                lists.add(add(
                        new Node.Batch(frame("batch", LIST, blocks), code(), List.of(list()), size, policies(true))));
            }
            case 5 -> {
                if (expands) lists.add(expand(blocks));
                else objects.add(step(blocks));
            }
            default -> objects.add(choice(blocks));
        }
    }

    private int step(List<Guard> blocks) {
        var inputs = random.nextBoolean() ? List.of(any()) : List.of(any(), any());
        return add(new Node.Step(frame("step", TEXT, blocks), code(), inputs, policies(false)));
    }

    private int expand(List<Guard> blocks) {
        var child = new RandomPlan(random.nextLong(), false).plan(Values.CHILD, random.nextInt(1, 3));
        return add(
                new Node.Expand(frame("expand", LIST, blocks), ref(object(), "calls"), List.of(child), policies(true)));
    }

    private int choice(List<Guard> blocks) {
        var on = ref(object(), "flag");
        var optional = random.nextBoolean();
        var branches = new ArrayList<Node.Branch>();
        var outerObjects = objects;
        var outerLists = lists;
        for (var is : optional ? List.of("true") : List.of("true", "false")) {
            objects = new ArrayList<>(outerObjects);
            lists = new ArrayList<>(outerLists);
            var inner = new ArrayList<>(blocks);
            inner.add(new Guard(on, is));
            if (random.nextInt(3) == 0) wire(inner);
            branches.add(new Node.Branch(is, random.nextInt(6) == 0 ? input() : ref(step(inner))));
        }
        objects = outerObjects;
        lists = outerLists;
        return add(new Node.Choice(frame("choice", TEXT, blocks), on, branches, optional));
    }

    private Node.Frame frame(String kind, String type, List<Guard> blocks) {
        var after = new ArrayList<Integer>();
        if (!nodes.isEmpty() && !kind.equals("choice") && random.nextInt(4) == 0)
            after.add(random.nextInt(nodes.size()));
        return new Node.Frame(kind + nodes.size(), type, blocks, after, "Simulated.java:" + (nodes.size() + 1));
    }

    private Node.Code code() {
        var method = new MethodRef(MethodRef.Kind.STATIC, "sim.Steps", "n" + nodes.size(), "()V");
        return new Node.Code(method, Digest.of(method.toString()), List.of(), "");
    }

    private Policies policies(boolean mapped) {
        var effect = effect();
        var tries = effect == Effect.AT_MOST_ONCE ? 1 : random.nextInt(1, 4);
        var retry = Retry.times(tries).backoff(Duration.ofMillis(10), Duration.ofMillis(200));
        var allowed = mapped ? random.nextInt(3) : 0;
        return new Policies(retry, null, Policies.DEFAULT.resources(), allowed, effect);
    }

    private Effect effect() {
        return switch (random.nextInt(8)) {
            case 0 -> Effect.IDEMPOTENT;
            case 1 -> Effect.AT_MOST_ONCE;
            default -> Effect.PURE;
        };
    }

    private int add(Node node) {
        nodes.add(node);
        return nodes.size() - 1;
    }
}
