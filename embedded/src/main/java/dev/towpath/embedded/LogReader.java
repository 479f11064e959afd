package dev.towpath.embedded;

import dev.towpath.RunId;
import dev.towpath.engine.AttemptLogs;
import dev.towpath.value.InvalidJson;
import dev.towpath.value.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the log files of steps, also while they are written.
final class LogReader {
    private final Path store;

    LogReader(Path store) {
        this.store = store;
    }

    /// The lines that fit, in the order of their time; those of one step in the order of its file.
    List<LogLine> read(RunId run, List<String> steps, LogQuery query) {
        var lines = new ArrayList<LogLine>();
        for (var step : steps) {
            var file = AttemptLogs.file(store, run, step);
            if (Files.exists(file)) lines.addAll(read(file, step, query));
        }
        if (steps.size() > 1) lines.sort(Comparator.comparing(LogLine::at));
        var from = (int) Math.min(query.offset(), lines.size());
        if (query.last() > 0) from = Math.max(from, lines.size() - query.last());
        return List.copyOf(lines.subList(from, lines.size()));
    }

    /// @param step the only one: where capital letters do not count, two steps may share a file
    private static ArrayDeque<LogLine> read(Path file, String step, LogQuery query) {
        var lines = new ArrayDeque<LogLine>();
        try (var in = Files.newBufferedReader(file)) {
            for (var line = next(in); line != null; line = next(in)) {
                if (!line.step().equals(step) || !query.wants(line)) continue;
                lines.add(line);
                if (query.last() > 0 && query.offset() == 0 && lines.size() > query.last()) lines.removeFirst();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the log " + file + " can not be read", e);
        }
        return lines;
    }

    /// The next whole line; a last one that is still being written is left for later.
    private static @Nullable LogLine next(BufferedReader in) throws IOException {
        for (var text = in.readLine(); text != null; text = in.readLine()) {
            var line = parsed(text);
            if (line != null) return of(line);
        }
        return null;
    }

    /// The line of a text; none if it is not one.
    static List<LogLine> line(String text) {
        var line = parsed(text);
        return line == null ? List.of() : List.of(of(line));
    }

    private static @Nullable Map<?, ?> parsed(String text) {
        try {
            return Json.parse(text) instanceof Map<?, ?> line ? line : null;
        } catch (InvalidJson e) {
            return null;
        }
    }

    private static LogLine of(Map<?, ?> line) {
        return new LogLine(
                Instant.parse(text(line, "time")),
                text(line, "level"),
                text(line, "step"),
                number(line, "unit"),
                number(line, "attempt"),
                text(line, "stream"),
                text(line, "text"));
    }

    static LogLine of(AttemptLogs.Line line) {
        return new LogLine(
                line.time(), line.level(), line.step(), line.unit(), line.attempt(), line.stream(), line.text());
    }

    private static String text(Map<?, ?> line, String key) {
        return line.get(key) instanceof String text ? text : "";
    }

    private static int number(Map<?, ?> line, String key) {
        return line.get(key) instanceof Number number ? number.intValue() : -1;
    }
}
