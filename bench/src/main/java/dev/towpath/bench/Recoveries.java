package dev.towpath.bench;

import dev.towpath.Pipeline;
import dev.towpath.RunId;
import dev.towpath.Shared;
import dev.towpath.Status;
import dev.towpath.embedded.Towpath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/// A run with many finished units whose process went away while the last one was at work: from the opening of the store
/// to the moment when that unit starts again.
final class Recoveries {
    @Shared("tells the measuring program that the last unit was begun; carries no data")
    private static final Semaphore BEGUN = new Semaphore(0);

    private final Setup setup;
    private final Pipeline<FanOuts.Input, Integer> pipeline = pipeline();
    private final RunId run;
    private int copies;

    private Recoveries(Setup setup) throws InterruptedException {
        this.setup = setup;
        try (var towpath = setup.stores().open(original(), pipeline)) {
            this.run = towpath.run(pipeline, new FanOuts.Input(setup.size())).id();
            BEGUN.acquire();
            while (finished(towpath) < setup.size() - 1) LockSupport.parkNanos(10_000_000);
        }
    }

    static Bench.Session open(Setup setup) throws InterruptedException {
        return new Recoveries(setup)::recover;
    }

    private Path original() {
        return setup.folder().resolve("original");
    }

    private int finished(Towpath towpath) {
        var units = towpath.view(run).steps().get(1).units();
        return units == null ? 0 : units.getOrDefault(Status.SUCCEEDED, 0);
    }

    /// In a copy of the store: an attempt that is interrupted again and again is given up at last.
    private Measured recover() throws IOException, InterruptedException {
        var folder = setup.folder().resolve("copy-" + copies++);
        copy(original(), folder);
        var start = setup.nanos().getAsLong();
        try (var towpath = setup.stores().open(folder, pipeline)) {
            var opened = setup.secondsSince(start);
            towpath.resume(run);
            BEGUN.acquire();
            return Measured.parts(setup.size(), setup.secondsSince(start)).with("open_s", opened);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var all = Files.walk(from)) {
            for (var file : all.toList()) Files.copy(file, to.resolve(from.relativize(file)));
        }
    }

    private static Pipeline<FanOuts.Input, Integer> pipeline() {
        return Pipeline.define("recovery", FanOuts.Input.class, (p, in) -> {
            var numbers = p.step("count-down", Recoveries::countDown, in.get(FanOuts.Input::units));
            return p.step("size", Recoveries::size, p.each("work", Recoveries::work, numbers));
        });
    }

    static List<Integer> countDown(int units) {
        return IntStream.range(0, units).map(i -> units - i - 1).boxed().toList();
    }

    static int work(int number) throws InterruptedException {
        if (number == 0) {
            BEGUN.release();
            new Semaphore(0).acquire();
        }
        return number;
    }

    static int size(List<Integer> numbers) {
        return numbers.size();
    }
}
