package dev.towpath.engine;

import dev.towpath.value.Json;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/// One log file with its buffer. Used by one thread at a time.
final class LogFile {
    private static final int BUFFER = 64 * 1024;

    private final Path path;
    private final long limit;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    // Not a channel: writing to one from an interrupted attempt would close it.
    private @Nullable FileOutputStream file;
    private long size = -1;
    private boolean full;
    private int buffered;
    private int lost;

    LogFile(Path path, long limit) {
        this.path = path;
        this.limit = limit;
    }

    void write(AttemptLogs.Line line) {
        if (size < 0) measure();
        if (full) return;
        if (lost > 0) note(line, lost + " lines were lost because the log could not be written.");
        lost = 0;
        add(line);
        if (size > limit) {
            full = true;
            note(line, "This log has reached its limit of " + limit + " bytes; all further lines are left out.");
        }
        if (buffer.size() >= BUFFER) flush();
    }

    private void measure() {
        try {
            size = Files.exists(path) ? Files.size(path) : 0;
        } catch (IOException e) {
            size = 0;
        }
        full = size > limit;
    }

    private void note(AttemptLogs.Line after, String text) {
        add(new AttemptLogs.Line(
                after.run(), after.time(), "WARN", after.step(), after.unit(), after.attempt(), "log", text));
    }

    private void add(AttemptLogs.Line line) {
        var object = new LinkedHashMap<String, Object>();
        object.put("time", line.time().toString());
        object.put("level", line.level());
        object.put("run", line.run().text());
        object.put("step", line.step());
        object.put("unit", line.unit());
        object.put("attempt", line.attempt());
        object.put("stream", line.stream());
        object.put("text", line.text());
        var bytes = Json.write(object);
        buffer.write(bytes, 0, bytes.length);
        buffer.write('\n');
        buffered++;
        size += bytes.length + 1L;
    }

    void flush() {
        if (buffer.size() == 0) return;
        try {
            if (file == null) {
                var torn = isTorn();
                file = opened();
                if (torn) file.write('\n');
            }
            buffer.writeTo(file);
        } catch (IOException e) {
            lost += buffered;
            shut(); // what was written of it may end within a line
        }
        buffer.reset();
        buffered = 0;
    }

    private FileOutputStream opened() throws IOException {
        var folder = path.getParent();
        if (folder != null) Files.createDirectories(folder);
        return new FileOutputStream(path.toFile(), true);
    }

    /// Whether the last line has no end, because who wrote it died or the disk was full.
    private boolean isTorn() throws IOException {
        try (var known = new RandomAccessFile(path.toFile(), "r")) {
            if (known.length() == 0) return false;
            known.seek(known.length() - 1);
            return known.read() != '\n';
        } catch (FileNotFoundException e) {
            return false;
        }
    }

    void close() {
        flush();
        shut();
    }

    private void shut() {
        try {
            if (file != null) file.close();
        } catch (IOException e) {
            lost++;
        }
        file = null;
    }
}
