package dev.towpath.bench.peers;

import dev.towpath.bench.Measured;
import dev.towpath.bench.ThisProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/// `bench/peers/run PEER WORKLOAD [--size N]`: runs one workload on another engine, and prints one JSON line for each
/// run.
public final class Peers {
    private static final String USAGE = """
        usage: bench/peers/run PEER WORKLOAD [--size N] [--runs N] [--folder DIR] [--postgres JDBC-URL]
          PEER      dbos, db-scheduler (on PostgreSQL), db-scheduler-sqlite, snakemake
          WORKLOAD  W1 W2 W3 W4 W8, as bench/run says\
        """;

    private static final ThisProcess MEMORY = new ThisProcess(Path.of("/proc/self/status"));

    private Peers() {}

    /// Runs one workload, or one process of it.
    public static void main(String[] args) throws Exception {
        if (args.length > 1 && args[0].equals("process")) {
            process(args);
            System.exit(0); // some engines leave threads behind
        }
        if (args.length < 2) throw new IllegalArgumentException(USAGE);
        var size = 1000;
        var runs = 6;
        var parent = Path.of("").toAbsolutePath();
        var postgres = "";
        for (var i = 2; i + 1 < args.length; i += 2) {
            switch (args[i]) {
                case "--size" -> size = Integer.parseInt(args[i + 1]);
                case "--runs" -> runs = Integer.parseInt(args[i + 1]);
                case "--folder" -> parent = Path.of(args[i + 1]).toAbsolutePath();
                case "--postgres" -> postgres = args[i + 1];
                default -> throw new IllegalArgumentException(USAGE);
            }
        }
        var folder = Files.createTempDirectory(parent, "bench-");
        try {
            measure(args[0], args[1], size, runs, surroundings(folder), new PostgresDatabase(postgres));
        } finally {
            delete(folder);
        }
        System.exit(0);
    }

    private static Surroundings surroundings(Path folder) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new Surroundings(
                folder,
                java,
                System.getProperty("java.class.path"),
                new Timed(System::nanoTime),
                InstantSource.system());
    }

    private static void measure(
            String name, String workload, int size, int runs, Surroundings here, PostgresDatabase server)
            throws Exception {
        var database = "bench_" + here.folder().getFileName().toString().substring("bench-".length());
        var needsServer = name.equals("dbos") || name.equals("db-scheduler");
        var own = needsServer ? server.made(database) : server;
        try (var peer = open(name, here, own)) {
            for (var run = 0; run < runs; run++) print(peer, workload, one(peer, workload, size, run, here), run);
        } finally {
            if (needsServer) server.drop(database);
        }
    }

    private static Peer open(String name, Surroundings here, PostgresDatabase database) throws Exception {
        return switch (name) {
            case "dbos" -> new Dbos(here, database);
            case "db-scheduler" -> new DbScheduler(here, database.url());
            case "db-scheduler-sqlite" ->
                new DbScheduler(here, "jdbc:sqlite:" + here.folder().resolve("tasks.db"));
            case "snakemake" -> new Snakemake(here);
            default -> throw new IllegalArgumentException(USAGE);
        };
    }

    private static Measured one(Peer peer, String workload, int size, int run, Surroundings here) throws Exception {
        var folder = here.folder().resolve("run-" + run);
        return switch (workload) {
            case "W1" -> new Processes(peer, here).coldStart(folder);
            case "W2" -> peer.chain(size);
            case "W3" -> peer.fanOut(size);
            case "W4" -> peer.manyRuns(size);
            case "W8" -> new Processes(peer, here).killed(folder, size);
            default -> throw new IllegalArgumentException(USAGE);
        };
    }

    private static void print(Peer peer, String workload, Measured measured, int run) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("workload", workload);
        facts.put("engine", peer.name());
        facts.put("store", peer.store());
        facts.put("durability", peer.durability());
        var elsewhere = peer.store().equals("files") || workload.equals("W1") || workload.equals("W8");
        var all = elsewhere ? measured : measured.with("rss_mb", MEMORY.peakMiB());
        System.out.println(all.line(facts, run));
    }

    private static void process(String[] args) throws Exception {
        var here = surroundings(Path.of(""));
        var steps = Integer.parseInt(args[4]);
        switch (args[1]) {
            case "dbos" -> Dbos.inProcess(here, new PostgresDatabase(args[2]), args[3], steps, args[5]);
            case "db-scheduler" -> DbScheduler.inProcess(here, args[2], args[3], steps, args[5]);
            default -> throw new IllegalArgumentException(List.of(args).toString());
        }
    }

    static long sumOfSquares(long n) {
        return (n - 1) * n * (2 * n - 1) / 6;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        }
    }
}
