package dev.towpath.plan;

import dev.towpath.Digest;
import dev.towpath.Effect;
import dev.towpath.Resources;
import dev.towpath.Retry;
import dev.towpath.code.MethodRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/// Plans of all shapes from a seed, with texts that JSON has to escape.
final class RandomPlans {
    private static final List<String> TEXTS = List.of(
            "", "plain", "two words", "\"quoted\\\"", "line\nfeed\u0001", "ü € 漢 \uD83D\uDE00", "a/b", "\u007f\u0080");
    private static final List<String> TYPES = List.of("java.lang.String", "java.util.List<a.B$C>", "java.lang.Integer");

    private final Random random;
    private final int depth;

    private RandomPlans(Random random, int depth) {
        this.random = random;
        this.depth = depth;
    }

    static Plan of(long seed) {
        return new RandomPlans(new Random(seed), 0).plan();
    }

    private Plan plan() {
        var nodes = new ArrayList<Node>();
        var count = random.nextInt(12);
        for (var i = 0; i < count; i++) nodes.add(node(i, nodes));
        var input = type();
        return new Plan(
                "p" + random.nextInt(100),
                text(),
                list(2, this::text),
                text(),
                new Input(input, list(3, this::component)),
                nodes,
                ref(nodes),
                random.nextBoolean() ? Map.of() : Map.of("A.b", text(), "A.c", text()),
                Map.of(input, "{\"type\":\"string\"}"));
    }

    private Input.Component component() {
        return new Input.Component(
                "c" + random.nextInt(100),
                type(),
                text(),
                random.nextBoolean() ? null : text(),
                random.nextBoolean() ? null : random.nextInt(10) / 4.0,
                random.nextBoolean() ? null : 1e300 * random.nextDouble());
    }

    private Node node(int index, List<Node> before) {
        var frame = new Node.Frame(
                "n" + index,
                type(),
                list(2, () -> new Guard(ref(before), text())),
                list(2, () -> random.nextInt(index + 1)),
                random.nextInt(5) == 0 ? "unknown" : "File" + random.nextInt(2) + ".java:" + (1 + random.nextInt(3)));
        return switch (random.nextInt(depth > 0 ? 4 : 5)) {
            case 0 -> new Node.Step(frame, code(), refs(before), policies());
            case 1 -> new Node.Each(frame, code(), refs(before), policies());
            case 2 -> new Node.Batch(frame, code(), refs(before), 1 + random.nextInt(9), policies());
            case 3 ->
                new Node.Choice(
                        frame, ref(before), list(3, () -> new Node.Branch(text(), ref(before))), random.nextBoolean());
            default ->
                new Node.Expand(
                        frame, ref(before), list(2, () -> new RandomPlans(random, depth + 1).plan()), policies());
        };
    }

    private Node.Code code() {
        var kinds = MethodRef.Kind.values();
        var method = new MethodRef(kinds[random.nextInt(kinds.length)], "a.B" + random.nextInt(2), "m", "()V");
        return new Node.Code(method, Digest.of(new byte[] {(byte) random.nextInt(3)}), list(2, this::text), text());
    }

    private Policies policies() {
        if (random.nextBoolean()) return Policies.DEFAULT;
        var retry = Retry.times(1 + random.nextInt(3))
                .on(IllegalStateException.class)
                .notOn(Error.class);
        var resources = Resources.cpu(random.nextInt(3))
                .memory(random.nextInt(3) * 1_000_000_000_000L)
                .pool("gpu", 2);
        return new Policies(
                random.nextBoolean() ? Retry.DEFAULT : retry,
                random.nextBoolean() ? null : Duration.ofMillis(1 + random.nextInt(100_000)),
                random.nextBoolean() ? Resources.DEFAULT : resources,
                random.nextInt(3),
                Effect.values()[random.nextInt(3)]);
    }

    private List<Ref> refs(List<Node> before) {
        return list(4, () -> ref(before));
    }

    private Ref ref(List<Node> before) {
        var node = random.nextInt(before.size() + 2) - 2;
        var type = node >= 0 && random.nextBoolean() ? before.get(node).type() : type();
        return new Ref(node, random.nextBoolean() ? List.of() : list(3, this::text), type);
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private String type() {
        return TYPES.get(random.nextInt(TYPES.size()));
    }

    private <T> List<T> list(int most, Supplier<T> each) {
        var list = new ArrayList<T>();
        for (var left = random.nextInt(most + 1); left > 0; left--) list.add(each.get());
        return list;
    }
}
