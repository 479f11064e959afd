package dev.towpath.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.LongSupplier;

/// `bench/run WORKLOAD [--size N]`: runs one workload six times and prints one JSON line for each run.
///
/// The first run is cold; the goals are for the median of the other five.
public final class Bench {
    private static final String USAGE = """
        usage: bench/run WORKLOAD [--size N] [--folder DIR]
          W1      cold start of a one-step run by the command line: compiled, source seen before, new source
          W2      chain of N steps, strict                         (1000)
          W3      fan-out 1 -> N -> 1                               (1000)
          W6      plan a chain of N steps, execute nothing          (100000)
          commit  N synced SQLite commits of one row, the unit of W2 (1000)\
        """;

    private final Path folder;
    private final int size;

    private Bench(Path folder, int size) {
        this.folder = folder;
        this.size = size;
    }

    /// Runs one workload.
    public static void main(String[] args) throws Exception {
        if (args.length == 0) throw usage("no workload");
        var workload = args[0];
        var size = 0;
        var parent = Path.of("").toAbsolutePath();
        for (var i = 1; i < args.length; i += 2) {
            if (i + 1 == args.length) throw usage("no value for " + args[i]);
            switch (args[i]) {
                case "--size" -> size = Integer.parseInt(args[i + 1]);
                case "--folder" -> parent = Path.of(args[i + 1]).toAbsolutePath();
                default -> throw usage("unknown option " + args[i]);
            }
        }
        var folder = Files.createTempDirectory(parent, "bench-");
        try {
            new Bench(folder, size).run(workload);
        } finally {
            delete(folder);
        }
    }

    private static IllegalArgumentException usage(String what) {
        return new IllegalArgumentException(what + System.lineSeparator() + USAGE);
    }

    private void run(String workload) throws Exception {
        switch (workload) {
            case "W1" -> new ColdStart(folder, Path.of("").toAbsolutePath(), System::nanoTime).measure(this::print);
            case "W2" -> repeat("W2", "sqlite", sizeOr(1000), Chains::open);
            case "W3" -> repeat("W3", "sqlite", sizeOr(1000), FanOuts::open);
            case "W6" -> repeat("W6", "none", sizeOr(100_000), (_, n, nanos) -> () -> Chains.plan(n, nanos));
            case "commit" -> repeat("commit", "sqlite", sizeOr(1000), Commits::open);
            default -> throw usage("unknown workload " + workload);
        }
    }

    private int sizeOr(int usual) {
        return size == 0 ? usual : size;
    }

    private void repeat(String name, String store, int n, Workload workload) throws Exception {
        try (var session = workload.open(folder.resolve(name), n, System::nanoTime)) {
            for (var run = 0; run < 6; run++) print(name, store, n, session.run(), run);
        }
    }

    private void print(String workload, String store, int n, double seconds, int run) {
        System.out.printf(
                Locale.ROOT,
                "{\"workload\":\"%s\",\"size\":%d,\"store\":\"%s\",\"durability\":\"%s\",\"seconds\":%.4f,"
                        + "\"ms_per_step\":%.5f,\"per_second\":%.1f,\"rss_mb\":%d,\"run\":%s}%n",
                workload,
                n,
                store,
                store.equals("none") ? "none" : "strict",
                seconds,
                seconds * 1000 / n,
                n / seconds,
                peakRss(),
                run == 0 ? "\"first\"" : Integer.toString(run));
    }

    /// The peak resident memory of this process in MiB; -1 where the system does not tell.
    private static long peakRss() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(-1);
        } catch (IOException e) {
            return -1;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        }
    }

    /// Makes a workload ready.
    @FunctionalInterface
    interface Workload {
        /// Opens what all runs share, in a folder that is not there yet.
        ///
        /// @param nanos a running clock
        Session open(Path folder, int size, LongSupplier nanos) throws Exception;
    }

    /// A workload that is ready.
    @FunctionalInterface
    interface Session extends AutoCloseable {
        /// Does the work once.
        ///
        /// @return the seconds it took, from the submission to the result
        double run() throws Exception;

        @Override
        default void close() {}
    }

    /// Where results go.
    @FunctionalInterface
    interface Results {
        /// One measured run; number 0 is the first.
        void add(String workload, String store, int size, double seconds, int run);
    }
}
