package dev.towpath.engine.machine;

import static dev.towpath.engine.machine.DraftPlan.input;
import static dev.towpath.engine.machine.DraftPlan.ref;

import dev.towpath.Effect;
import dev.towpath.Retry;
import dev.towpath.plan.Guard;
import dev.towpath.plan.Node;
import dev.towpath.plan.Plan;
import dev.towpath.plan.Ref;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// A plan with all verbs, from a seed.
final class RandomPlan {
    private final RandomGenerator random;
    private final DraftPlan draft = new DraftPlan();
    private final List<Integer> made = new ArrayList<>();

    private RandomPlan(RandomGenerator random) {
        this.random = random;
    }

    static Plan of(RandomGenerator random) {
        return new RandomPlan(random).plan();
    }

    private Plan plan() {
        for (var i = random.nextInt(1, 9); i > 0; i--) wire(List.of());
        return draft.plan(any());
    }

    private Ref any() {
        if (made.isEmpty() || random.nextInt(6) == 0) return input("part" + random.nextInt(2));
        var node = made.get(random.nextInt(made.size()));
        return random.nextBoolean() ? ref(node) : ref(node, "part");
    }

    private void wire(List<Guard> blocks) {
        draft.in(blocks.toArray(Guard[]::new));
        var effect = Effect.values()[random.nextInt(3)];
        var tries = effect == Effect.AT_MOST_ONCE ? 1 : random.nextInt(1, 4);
        draft.retry(Retry.times(tries).backoff(Duration.ofMillis(10), Duration.ofMillis(30)));
        draft.effect(effect);
        draft.allowing(random.nextInt(3));
        if (!made.isEmpty() && random.nextInt(4) == 0) draft.after(made.get(random.nextInt(made.size())));
        var name = "n" + draft.size();
        switch (random.nextInt(blocks.size() < 2 ? 7 : 4)) {
            case 0 -> made.add(draft.step(name, any(), any()));
            case 1 -> made.add(draft.each(name, any(), any()));
            case 2 -> made.add(draft.batch(name, random.nextInt(1, 4), any()));
            case 3 -> made.add(draft.expand(name, any()));
            default -> choice(name, blocks);
        }
    }

    private void choice(String name, List<Guard> blocks) {
        draft.after();
        var on = any();
        var optional = random.nextBoolean();
        var branches = new ArrayList<Node.Branch>();
        var outside = List.copyOf(made);
        for (var is : optional ? List.of("true") : List.of("true", "false")) {
            var inner = new ArrayList<>(blocks);
            inner.add(new Guard(on, is));
            for (var i = random.nextInt(1, 3); i > 0; i--) wire(inner);
            branches.add(new Node.Branch(is, random.nextInt(5) == 0 ? input() : ref(made.getLast())));
            made.clear();
            made.addAll(outside);
        }
        draft.in(blocks.toArray(Guard[]::new));
        made.add(draft.choice(name, on, optional, branches.toArray(Node.Branch[]::new)));
    }
}
