package dev.towpath.bench;

import dev.towpath.Pipeline;
import dev.towpath.Value;
import dev.towpath.embedded.Towpath;
import java.nio.file.Path;
import java.util.function.LongSupplier;

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
    static Bench.Session open(Path folder, int steps, LongSupplier nanos) {
        var pipeline = pipeline(steps);
        var towpath = Towpath.open(folder, pipeline);
        return new OneStore(towpath, () -> {
            var start = nanos.getAsLong();
            int result = towpath.run(pipeline, new Input(0)).await();
            var seconds = (nanos.getAsLong() - start) / 1e9;
            if (result != steps) throw new IllegalStateException("wrong result " + result);
            return seconds;
        });
    }

    /// Seconds from nothing to a plan and its digest.
    static double plan(int steps, LongSupplier nanos) {
        var start = nanos.getAsLong();
        var plan = pipeline(steps).plan();
        var digest = plan.digest();
        var seconds = (nanos.getAsLong() - start) / 1e9;
        if (plan.nodes().size() != steps || digest.hex().isEmpty()) throw new IllegalStateException("wrong plan");
        return seconds;
    }
}
