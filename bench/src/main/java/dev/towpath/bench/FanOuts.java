package dev.towpath.bench;

import dev.towpath.Pipeline;
import java.util.List;
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
    static Bench.Session open(Setup setup) {
        var pipeline = pipeline();
        var towpath = setup.stores().open(setup.folder(), pipeline);
        return new OneStore(towpath, () -> {
            var start = setup.nanos().getAsLong();
            long result = towpath.submit(
                            pipeline, new Input(setup.size()), setup.stores().options())
                    .await();
            var seconds = setup.secondsSince(start);
            var n = (long) setup.size();
            if (result != (n - 1) * n * (2 * n - 1) / 6) throw new IllegalStateException("wrong result " + result);
            return Measured.parts(setup.size(), seconds);
        });
    }
}
