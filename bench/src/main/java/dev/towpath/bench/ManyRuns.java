package dev.towpath.bench;

import dev.towpath.Pipeline;
import dev.towpath.embedded.Towpath;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/// W4: many runs of three steps, all submitted at once, each by a thread of its own that waits for its result.
final class ManyRuns {
    private static final int STEPS = 3;

    private final Setup setup;
    private final Pipeline<Chains.Input, Integer> pipeline = Chains.pipeline(STEPS);
    private final Towpath towpath;

    private ManyRuns(Setup setup) {
        this.setup = setup;
        this.towpath = setup.stores().open(setup.folder(), pipeline);
    }

    /// Planning and opening the store come before the runs.
    static Bench.Session open(Setup setup) {
        var runs = new ManyRuns(setup);
        return new OneStore(runs.towpath, runs::all);
    }

    private Measured all() throws InterruptedException, ExecutionException {
        var ready = new CountDownLatch(setup.size());
        var go = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var runs = IntStream.range(0, setup.size())
                    .mapToObj(number -> threads.submit(() -> {
                        ready.countDown();
                        go.await();
                        return one(number);
                    }))
                    .toList();
            ready.await();
            var start = setup.nanos().getAsLong();
            go.countDown();
            var times = new double[runs.size()];
            for (var i = 0; i < times.length; i++) times[i] = runs.get(i).get();
            return Percentiles.of(times).on(Measured.parts(times.length, setup.secondsSince(start)));
        }
    }

    /// @return seconds from the submission to the result
    private double one(int number) throws InterruptedException {
        var start = setup.nanos().getAsLong();
        int result = towpath.submit(
                        pipeline, new Chains.Input(number), setup.stores().options())
                .await();
        if (result != number + STEPS) throw new IllegalStateException("wrong result " + result);
        return setup.secondsSince(start);
    }
}
