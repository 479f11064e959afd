package dev.towpath.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;

/// `bench/run WORKLOAD [--size N]`: runs one workload six times and prints one JSON line for each run.
///
/// The first run is cold; the goals are for the median of the other five.
public final class Bench {
    private static final String USAGE = """
        usage: bench/run WORKLOAD [option…]
          W1        cold start of a one-step run by the command line: compiled, source seen before, new source
          W2        chain of N steps                                                       (1000)
          W3        fan-out 1 -> N -> 1                                                    (1000)
          W4        N runs of 3 steps submitted at once                                    (1000)
          W6        plan a chain of N steps, execute nothing                               (100000)
          W8        kill -9 in the middle of W2 by the command line, then `towpath resume` (1000)
          recovery  load a run with N finished units and start the next                    (1000000)
          waiting   N runs that wait for a retry, in one process                           (10000)
          paused    N runs that are paused, in one process                                 (10000)
          commit    N synced SQLite commits of one row, the unit of W2                     (1000)
        options: --size N, --runs N (6, the first of them cold), --folder DIR (to work in), and for W2 W3 W4
          --store sqlite|postgresql://…    --durability strict|pipelined\
        """;

    private final ThisProcess process = new ThisProcess(Path.of("/proc/self/status"));
    private final String workload;
    private final int runs;
    private final Setup setup;

    private Bench(String workload, int runs, Setup setup) {
        this.workload = workload;
        this.runs = runs;
        this.setup = setup;
    }

    /// Runs one workload.
    public static void main(String[] args) throws Exception {
        if (args.length == 0) throw usage("no workload");
        var size = 0;
        var runs = 6;
        var project = Path.of("").toAbsolutePath();
        var parent = project;
        var store = Stores.SQLITE;
        var durability = "strict";
        for (var i = 1; i < args.length; i += 2) {
            if (i + 1 == args.length) throw usage("no value for " + args[i]);
            switch (args[i]) {
                case "--size" -> size = Integer.parseInt(args[i + 1]);
                case "--runs" -> runs = Integer.parseInt(args[i + 1]);
                case "--folder" -> parent = Path.of(args[i + 1]).toAbsolutePath();
                case "--store" -> store = args[i + 1];
                case "--durability" -> durability = args[i + 1];
                default -> throw usage("unknown option " + args[i]);
            }
        }
        var stores = switch (durability) {
            case "strict" -> new Stores(store, false);
            case "pipelined" -> new Stores(store, true);
            default -> throw usage("--durability is strict or pipelined, was " + durability);
        };
        var folder = Files.createTempDirectory(parent, "bench-");
        try {
            new Bench(args[0], runs, new Setup(folder, size, stores, project, System::nanoTime, InstantSource.system()))
                    .run();
        } finally {
            delete(folder);
        }
    }

    private static IllegalArgumentException usage(String what) {
        return new IllegalArgumentException(what + System.lineSeparator() + USAGE);
    }

    private void run() throws Exception {
        switch (workload) {
            case "W1" -> new ColdStart(setup, runs).measure(this::print);
            case "W2" -> repeat(1000, Chains::open);
            case "W3" -> repeat(1000, FanOuts::open);
            case "W4" -> repeat(1000, ManyRuns::open);
            case "W6" -> repeat(100_000, Chains::plan);
            case "W8" -> repeat(1000, Killed::open);
            case "recovery" -> repeat(1_000_000, Recoveries::open);
            case "waiting" -> print(workload, Waiting.retrying(sized(10_000), process), 0);
            case "paused" -> print(workload, Waiting.paused(sized(10_000), process), 0);
            case "commit" -> repeat(1000, Commits::open);
            default -> throw usage("unknown workload " + workload);
        }
    }

    private Setup sized(int usual) {
        return setup.size() == 0 ? setup.sized(usual) : setup;
    }

    private void repeat(int usual, Workload kind) throws Exception {
        try (var session = kind.open(sized(usual))) {
            for (var run = 0; run < runs; run++) print(workload, session.run(), run);
        }
    }

    private void print(String name, Measured measured, int run) {
        var planned = workload.equals("W6");
        var facts = new LinkedHashMap<String, String>();
        facts.put("workload", name);
        facts.put("engine", "towpath");
        facts.put("store", planned ? "none" : setup.stores().name());
        facts.put("durability", planned ? "none" : setup.stores().durability());
        // Of what other processes do, this one's memory says nothing.
        var elsewhere = workload.equals("W1") || workload.equals("W8");
        var all = elsewhere ? measured : measured.with("rss_mb", process.peakMiB());
        System.out.println(all.line(facts, run));
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        }
    }

    /// Makes a workload ready.
    @FunctionalInterface
    interface Workload {
        /// Opens what all runs share.
        Session open(Setup setup) throws Exception;
    }

    /// A workload that is ready.
    @FunctionalInterface
    interface Session extends AutoCloseable {
        /// Does the work once.
        Measured run() throws Exception;

        @Override
        default void close() {}
    }

    /// Where results go.
    @FunctionalInterface
    interface Results {
        /// One measured run; number 0 is the first.
        void add(String workload, Measured measured, int run);
    }
}
