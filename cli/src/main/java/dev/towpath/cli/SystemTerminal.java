package dev.towpath.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// The terminal of this process, asked for its size by `stty`, again every second.
final class SystemTerminal implements Terminal {
    private static final long ASK_AGAIN_NANOS = 1_000_000_000;
    private static final int USUAL_COLUMNS = 80;
    private static final int USUAL_ROWS = 24;

    private final Map<String, String> variables;
    private final Path descriptors;
    private final LongSupplier nanos;
    private int columns;
    private int rows;
    private long asked;

    /// @param descriptors where Linux shows the open files of this process
    SystemTerminal(Map<String, String> variables, Path descriptors, LongSupplier nanos) {
        this.variables = variables;
        this.descriptors = descriptors;
        this.nanos = nanos;
    }

    @Override
    public boolean in() {
        return is("0");
    }

    @Override
    public boolean out() {
        return is("1");
    }

    @Override
    public boolean err() {
        return is("2");
    }

    @SuppressWarnings("SystemConsoleNull") // its contract says that it may be
    private boolean is(String descriptor) {
        try {
            var file = Files.readSymbolicLink(descriptors.resolve(descriptor)).toString();
            return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty") || file.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            // Not Linux: the JDK knows only whether input and output both are a terminal.
            var console = System.console();
            return console != null && console.isTerminal();
        }
    }

    @Override
    public synchronized int columns() {
        ask();
        return columns;
    }

    @Override
    public synchronized int rows() {
        ask();
        return rows;
    }

    private void ask() {
        var now = nanos.getAsLong();
        if (columns > 0 && now - asked < ASK_AGAIN_NANOS) return;
        asked = now;
        columns = number(variables.get("COLUMNS"), columns == 0 ? USUAL_COLUMNS : columns);
        rows = number(variables.get("LINES"), rows == 0 ? USUAL_ROWS : rows);
        if (variables.containsKey("COLUMNS") || variables.get("SystemRoot") != null) return;
        try {
            var stty = new ProcessBuilder("sh", "-c", "stty size </dev/tty 2>/dev/null").start();
            if (!stty.waitFor(500, TimeUnit.MILLISECONDS)) {
                stty.destroy();
                return;
            }
            var size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .split(" ", -1);
            if (size.length == 2) {
                rows = number(size[0], rows);
                columns = number(size[1], columns);
            }
        } catch (IOException e) {
            // no stty: the usual size is good enough
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int number(@org.jspecify.annotations.Nullable String text, int otherwise) {
        try {
            var number = text == null ? 0 : Integer.parseInt(text.strip());
            return number > 0 ? number : otherwise;
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
