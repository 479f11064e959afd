package dev.towpath.bench;

import dev.towpath.Pipeline;
import dev.towpath.Retry;
import dev.towpath.Status;
import dev.towpath.embedded.Run;
import dev.towpath.embedded.Towpath;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

/// What runs cost that have nothing to do: they wait for a retry in an hour, or are paused as well.
final class Waiting {
    private static final int SECONDS = 10;

    record Input(int number) {}

    private final Setup setup;
    private final ThisProcess process;
    private final Pipeline<Input, Integer> pipeline = pipeline();

    private Waiting(Setup setup, ThisProcess process) {
        this.setup = setup;
        this.process = process;
    }

    private static Pipeline<Input, Integer> pipeline() {
        return Pipeline.define(
                "waiting",
                Input.class,
                (p, in) -> p.step("fail", Waiting::fail, in.get(Input::number))
                        .retry(Retry.times(2).backoff(Duration.ofHours(1), Duration.ofHours(1))));
    }

    static int fail(int number) throws IOException {
        throw new IOException("not yet, " + number);
    }

    /// Runs that wait for a retry.
    static Measured retrying(Setup setup, ThisProcess process) throws InterruptedException {
        return new Waiting(setup, process).measure((_, _) -> {});
    }

    /// Runs that are paused.
    static Measured paused(Setup setup, ThisProcess process) throws InterruptedException {
        return new Waiting(setup, process).measure((towpath, run) -> {
            towpath.pause(run.id(), "measured");
            if (!run.view().reason().startsWith("paused")) throw new IllegalStateException(run + " goes on");
        });
    }

    private Measured measure(BiConsumer<Towpath, Run<Integer>> further) throws InterruptedException {
        try (var towpath = setup.stores().open(setup.folder(), pipeline)) {
            var threads = process.threads();
            var start = setup.nanos().getAsLong();
            for (var run : submitted(towpath)) further.accept(towpath, run);
            return idle(setup.secondsSince(start), threads);
        }
    }

    private List<Run<Integer>> submitted(Towpath towpath) {
        var runs = new ArrayList<Run<Integer>>();
        for (var number = 0; number < setup.size(); number++)
            runs.add(towpath.submit(pipeline, new Input(number), setup.stores().options()));
        for (var run : runs) {
            while (run.status() == Status.QUEUED || run.status() == Status.RUNNING) LockSupport.parkNanos(1_000_000);
            if (run.status() != Status.WAITING) throw new IllegalStateException(run + " does not wait: " + run.view());
        }
        return runs;
    }

    /// @param threads how many there were without any run
    private Measured idle(double seconds, long threads) throws InterruptedException {
        System.gc();
        new CountDownLatch(1).await(2, TimeUnit.SECONDS); // the compilers have not finished yet
        var before = cpuMillis();
        new CountDownLatch(1).await(SECONDS, TimeUnit.SECONDS);
        var cpu = cpuMillis() - before;
        return Measured.once(setup.size(), seconds)
                .with("more_threads", process.threads() - threads)
                .with("resident_mb", process.residentMiB())
                .with("cpu_ms_in_10_s", cpu);
    }

    private static long cpuMillis() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toMillis();
    }
}
