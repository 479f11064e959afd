package dev.towpath.embedded;

import dev.towpath.RunId;
import dev.towpath.engine.AttemptLogs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The lines that have come to the logs of a run since the last look; each file is read once, from its beginning on.
/// For one thread.
final class LogTail implements Supplier<List<LogLine>> {
    private static final int MOST_AT_ONCE = 1 << 22;

    private final Path store;
    private final RunId run;
    private final List<String> steps;
    private final LogQuery query;
    private final Map<Path, Long> read = new HashMap<>();

    LogTail(Path store, RunId run, List<String> steps, LogQuery query) {
        this.store = store;
        this.run = run;
        this.steps = steps;
        this.query = query;
    }

    /// New lines that fit, in the order of their time; a last one that is still being written comes another time.
    @Override
    public List<LogLine> get() {
        var lines = new ArrayList<LogLine>();
        for (var step : steps) {
            var file = AttemptLogs.file(store, run, step);
            for (var line : read(file)) if (line.step().equals(step) && query.wants(line)) lines.add(line);
        }
        lines.sort(Comparator.comparing(LogLine::at));
        return lines;
    }

    private List<LogLine> read(Path file) {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var from = read.getOrDefault(file, 0L);
            var lines = new ArrayList<LogLine>();
            for (var bytes = bytes(channel, from); bytes.hasRemaining(); bytes = bytes(channel, from)) {
                var whole = wholeLines(bytes);
                if (whole == 0) break;
                var text = StandardCharsets.UTF_8.decode(bytes.slice(0, whole)).toString();
                text.lines().map(LogReader::line).forEach(lines::addAll);
                from += whole;
            }
            read.put(file, from);
            return lines;
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("the log " + file + " can not be read", e);
        }
    }

    private static ByteBuffer bytes(FileChannel channel, long from) throws IOException {
        var size = Math.max(0, Math.min(MOST_AT_ONCE, channel.size() - from));
        var bytes = ByteBuffer.allocate((int) size);
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) Thread.onSpinWait();
        return bytes.flip();
    }

    /// How many bytes end with a line feed.
    private static int wholeLines(ByteBuffer bytes) {
        for (var end = bytes.limit(); end > 0; end--) if (bytes.get(end - 1) == '\n') return end;
        return 0;
    }
}
