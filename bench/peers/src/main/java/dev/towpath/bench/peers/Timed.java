package dev.towpath.bench.peers;

import dev.towpath.bench.Measured;
import dev.towpath.bench.Percentiles;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/// Takes the time of work.
///
/// @param nanos a running clock
record Timed(LongSupplier nanos) {
    /// @param expected what the work must give
    <T> Measured parts(int size, T expected, Callable<T> work) throws Exception {
        var start = nanos.getAsLong();
        check(expected, work.call());
        return Measured.parts(size, since(start));
    }

    /// All at once, each on a thread of its own that waits for its result.
    ///
    /// @param work by number from 0 on; gives its number plus three
    Measured atOnce(int size, IntFunction<Callable<Integer>> work) throws Exception {
        var ready = new CountDownLatch(size);
        var go = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var runs = IntStream.range(0, size)
                    .mapToObj(number -> threads.submit(() -> {
                        ready.countDown();
                        go.await();
                        var start = nanos.getAsLong();
                        check(number + 3, work.apply(number).call());
                        return since(start);
                    }))
                    .toList();
            ready.await();
            var start = nanos.getAsLong();
            go.countDown();
            var times = new double[size];
            for (var i = 0; i < size; i++) times[i] = runs.get(i).get();
            return Percentiles.of(times).on(Measured.parts(size, since(start)));
        }
    }

    static void check(Object expected, Object given) {
        if (!expected.equals(given))
            throw new IllegalStateException("wrong result " + given + " instead of " + expected);
    }

    double since(long start) {
        return (nanos.getAsLong() - start) / 1e9;
    }
}
