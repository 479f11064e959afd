package dev.towpath.bench;

import dev.towpath.Pipeline;
import dev.towpath.embedded.Towpath;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/// W3: one step, then one unit for each element, then one step.
final class FanOuts {
    record Input(int units) {}

    private FanOuts() {}

    static Pipeline<Input, Long> pipeline() {
        return Pipeline.define("fan-out", Input.class, (p, in) -> {
            var numbers = p.step("split", FanOuts::split, in.get(Input::units));
            var squares = p.each("square", FanOuts::square, numbers);
            return p.step("sum", FanOuts::sum, squares);
        });
    }

    static List<Integer> split(int units) {
        return IntStream.range(0, units).boxed().toList();
    }

    static long square(int number) {
        return (long) number * number;
    }

    static long sum(List<Long> squares) {
        return squares.stream().mapToLong(Long::longValue).sum();
    }

    /// Planning and opening the store come before the runs.
    static Bench.Session open(Path folder, int units, LongSupplier nanos) {
        var pipeline = pipeline();
        var towpath = Towpath.open(folder, pipeline);
        return new OneStore(towpath, () -> {
            var start = nanos.getAsLong();
            long result = towpath.run(pipeline, new Input(units)).await();
            var seconds = (nanos.getAsLong() - start) / 1e9;
            var n = (long) units;
            if (result != (n - 1) * n * (2 * n - 1) / 6) throw new IllegalStateException("wrong result " + result);
            return seconds;
        });
    }
}
