package dev.towpath.bench.peers;

import dev.towpath.bench.Marks;
import dev.towpath.bench.Measured;
import dev.towpath.bench.Percentiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Snakemake: each step is a rule that writes a file, and a shell. All figures are of whole processes.
final class Snakemake implements Peer {
    private static final String CHAIN = """
        rule all:
            input: "STEPS.txt"
        rule step:
            input: lambda step: str(int(step.number) - 1) + ".txt" if int(step.number) > 1 else []
            output: "{number,[0-9]+}.txt"
            shell: "MARK n={wildcards.number}; echo $n > {output}"
        """;
    private static final String FAN_OUT = """
        rule all:
            input: "sum.txt"
        rule split:
            output: expand("{number}.in", number=range(UNITS))
            shell: "for f in {output}; do echo ${{f%.in}} > $f; done"
        rule square:
            input: "{number}.in"
            output: "{number,[0-9]+}.out"
            shell: "n=$(<{input}); echo $((n * n)) > {output}"
        rule sum:
            input: expand("{number}.out", number=range(UNITS))
            output: "sum.txt"
            shell: "s=0; for f in {input}; do s=$((s + $(<$f))); done; echo $s > {output}"
        """;
    private static final String MANY = """
        rule all:
            input: expand("{run}.3", run=range(RUNS))
        rule first:
            output: "{run,[0-9]+}.1"
            shell: "echo $(({wildcards.run} + 1)) > {output}"
        rule second:
            input: "{run}.1"
            output: "{run,[0-9]+}.2"
            shell: "n=$(<{input}); echo $((n + 1)) > {output}"
        rule third:
            input: "{run}.2"
            output: "{run,[0-9]+}.3"
            shell: "n=$(<{input}); echo $((n + 1)) > {output}"
        """;

    private final Surroundings here;
    private final String version;
    private int runs;

    Snakemake(Surroundings here) throws IOException {
        this.here = here;
        var process = new ProcessBuilder(command("--version")).start();
        this.version = new String(process.getInputStream().readAllBytes()).strip();
    }

    /// The system's own, beside whatever other Python there is.
    private static List<String> command(String... words) {
        var command = new ArrayList<>(List.of("/usr/bin/snakemake"));
        command.addAll(List.of(words));
        return command;
    }

    @Override
    public String name() {
        return "Snakemake " + version;
    }

    @Override
    public String store() {
        return "files";
    }

    @Override
    public String durability() {
        return "files are written, never synced: a loss of power can lose them";
    }

    private Path file(String text) throws IOException {
        var folder = Files.createDirectories(here.folder().resolve("snakemake-" + runs++));
        return Files.writeString(folder.resolve("Snakefile"), text).getParent();
    }

    private static List<String> all(Path folder) {
        return command(
                "--cores",
                "2",
                "--quiet",
                "--max-jobs-per-second",
                "10000",
                "--directory",
                folder.toString(),
                "--snakefile",
                folder.resolve("Snakefile").toString());
    }

    private String run(Path folder, String result) throws IOException, InterruptedException {
        var log = folder.resolve("log");
        var code = new ProcessBuilder(all(folder))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (code != 0) throw new IllegalStateException(Files.readString(log));
        return Files.readString(folder.resolve(result)).strip();
    }

    @Override
    public Measured chain(int steps) throws Exception {
        var folder = file(chain(steps, ""));
        return here.timed().parts(steps, Integer.toString(steps), () -> run(folder, steps + ".txt"));
    }

    private static String chain(int steps, String mark) {
        return CHAIN.replace("STEPS", Integer.toString(steps)).replace("MARK ", mark);
    }

    @Override
    public Measured fanOut(int units) throws Exception {
        var folder = file(FAN_OUT.replace("UNITS", Integer.toString(units)));
        return here.timed().parts(units, Long.toString(Peers.sumOfSquares(units)), () -> run(folder, "sum.txt"));
    }

    /// All runs are chains of one process, which has them at its start.
    @Override
    public Measured manyRuns(int count) throws Exception {
        var folder = file(MANY.replace("RUNS", Integer.toString(count)));
        var start = here.clock().instant();
        var measured = here.timed().parts(count, Integer.toString(count + 2), () -> run(folder, (count - 1) + ".3"));
        var times = new double[count];
        for (var i = 0; i < count; i++) {
            FileTime end = Files.getLastModifiedTime(folder.resolve(i + ".3"));
            times[i] = Duration.between(start, end.toInstant()).toNanos() / 1e9;
        }
        return Percentiles.of(times).on(measured);
    }

    @Override
    public List<String> process(Path folder, int steps, Marks marks) throws IOException {
        // The format of a mark, written by the shell itself.
        var mark =
                "printf '%8d %16d\\\\n' $(({wildcards.number} - 1)) ${{EPOCHREALTIME/[.,]/}} >> " + marks.file() + "; ";
        Files.writeString(folder.resolve("Snakefile"), chain(steps, mark));
        return all(folder);
    }

    /// The lock of the process that was killed has to be taken away first.
    @Override
    public List<List<String>> resuming(Path folder, int steps, Marks marks) {
        var unlock = all(folder);
        unlock.add("--unlock");
        var again = all(folder);
        again.add("--rerun-incomplete");
        return List.of(unlock, again);
    }

    /// Those whose file is there and that are not marked as incomplete.
    @Override
    public Set<Integer> finished(Path folder) throws IOException {
        var incomplete = folder.resolve(".snakemake/incomplete");
        var names = new ArrayList<String>();
        if (Files.exists(incomplete))
            try (var files = Files.list(incomplete)) {
                for (var file : files.toList())
                    names.add(new String(
                            Base64.getUrlDecoder().decode(file.getFileName().toString())));
            }
        return IntStream.iterate(1, i -> Files.exists(folder.resolve(i + ".txt")), i -> i + 1)
                .filter(i -> !names.contains(i + ".txt"))
                .map(i -> i - 1)
                .boxed()
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {}
}
