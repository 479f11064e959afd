package dev.towpath.engine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.function.Consumer;

/// Cuts printed bytes into lines. Safe for many threads.
final class LineBuffer {
    /// A longer line is cut here.
    private static final int LONGEST = 64 * 1024;

    private final Charset charset;
    private final Consumer<String> lines;
    private final ByteArrayOutputStream started = new ByteArrayOutputStream();

    LineBuffer(Charset charset, Consumer<String> lines) {
        this.charset = charset;
        this.lines = lines;
    }

    synchronized void add(byte[] bytes, int from, int length) {
        for (var i = from; i < from + length; i++) {
            if (bytes[i] == '\n') end();
            else if (started.size() == LONGEST) {
                end();
                started.write(bytes[i]);
            } else started.write(bytes[i]);
        }
    }

    /// Gives out a line that has no end yet.
    synchronized void flush() {
        if (started.size() > 0) end();
    }

    private void end() {
        var line = started.toString(charset);
        started.reset();
        lines.accept(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
    }
}
