package dev.towpath.bench;

import dev.towpath.Pipeline;
import dev.towpath.Value;

/// W2 and W6: steps that depend on each other one by one.
final class Chains {
    record Input(int start) {}

    private Chains() {}

    static Pipeline<Input, Integer> pipeline(int steps) {
        return Pipeline.define("chain-" + steps, Input.class, (p, in) -> {
            Value<Integer> last = in.get(Input::start);
            for (var i = 0; i < steps; i++) last = p.step("step-" + i, Chains::increment, last);
            return last;
        });
    }

    static int increment(int number) {
        return number + 1;
    }

    /// Planning and opening the store come before the runs.
    static Bench.Session open(Setup setup) {
        var steps = setup.size();
        var pipeline = pipeline(steps);
        var towpath = setup.stores().open(setup.folder(), pipeline);
        return new OneStore(towpath, () -> {
            var start = setup.nanos().getAsLong();
            int result = towpath.submit(pipeline, new Input(0), setup.stores().options())
                    .await();
            var seconds = setup.secondsSince(start);
            if (result != steps) throw new IllegalStateException("wrong result " + result);
            return Measured.parts(steps, seconds);
        });
    }

    /// From nothing to a plan and its digest.
    static Bench.Session plan(Setup setup) {
        var steps = setup.size();
        return () -> {
            var start = setup.nanos().getAsLong();
            var plan = pipeline(steps).plan();
            var digest = plan.digest();
            var seconds = setup.secondsSince(start);
            if (plan.nodes().size() != steps || digest.hex().isEmpty()) throw new IllegalStateException("wrong plan");
            return Measured.parts(steps, seconds);
        };
    }
}
