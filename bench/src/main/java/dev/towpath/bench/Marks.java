package dev.towpath.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A file to which each execution of a step adds one line when it begins: its number, from 0 on, and the time in
/// microseconds
/// since 1970.
///
/// @param file whose folder exists
public record Marks(Path file) {
    private static final String FORMAT = "%8d %16d\n";

    private static final int LENGTH = FORMAT.formatted(0, 0).length();

    /// One execution.
    ///
    /// @param micros when it began, since 1970
    public record Mark(int step, long micros) {}

    /// A time as it is written.
    public static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    /// Adds one.
    public void add(int step, Instant now) {
        try {
            Files.writeString(
                    file, FORMAT.formatted(step, micros(now)), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// How many there are.
    public long count() throws IOException {
        return Files.exists(file) ? Files.size(file) / LENGTH : 0;
    }

    /// All of them, oldest first.
    public List<Mark> all() throws IOException {
        return Files.readAllLines(file, StandardCharsets.US_ASCII).stream()
                .map(line -> line.strip().split(" +"))
                .map(words -> new Mark(Integer.parseInt(words[0]), Long.parseLong(words[1])))
                .toList();
    }

    /// Waits until a process has made so many, then kills it.
    ///
    /// @param start starts it
    public void kill(int count, Start start) throws IOException, InterruptedException {
        var folder = file.toAbsolutePath().getParent();
        if (folder == null) throw new IllegalArgumentException(file + " is in no folder");
        try (var watcher = folder.getFileSystem().newWatchService()) {
            folder.register(watcher, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            var process = start.process();
            while (process.isAlive() && count() < count) watcher.take().reset();
            if (!process.isAlive()) throw new IllegalStateException("it ended after " + count() + " steps");
            process.destroyForcibly().waitFor();
        }
    }

    /// What was executed more than once.
    ///
    /// @param steps how many must have been executed in the end
    /// @param finished those that were recorded as finished before the second process
    /// @return the figures of W8
    public Measured repeated(Measured measured, int steps, Set<Integer> finished) throws IOException {
        Map<Integer, Long> counts = all().stream().collect(Collectors.groupingBy(Mark::step, Collectors.counting()));
        if (counts.size() != steps)
            throw new IllegalStateException(counts.size() + " of " + steps + " steps were executed");
        var again = counts.keySet().stream()
                .filter(step -> counts.getOrDefault(step, 0L) > 1)
                .collect(Collectors.toSet());
        var wrong = again.stream().filter(finished::contains).count();
        return measured.with("finished_before_kill", finished.size())
                .with("finished_repeated", wrong)
                .with("in_flight_repeated", again.size() - wrong);
    }

    /// Starts a process.
    @FunctionalInterface
    public interface Start {
        /// It runs.
        Process process() throws IOException;
    }
}
