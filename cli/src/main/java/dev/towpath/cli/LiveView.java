package dev.towpath.cli;

import java.io.PrintStream;
import java.util.List;

/// Lines at the end of a terminal that are drawn again and again in the same place.
final class LiveView implements AutoCloseable {
    private static final String HIDE_CURSOR = "\u001b[?25l";
    private static final String SHOW_CURSOR = "\u001b[?25h";

    private final PrintStream out;
    private int drawn;
    private boolean open;

    LiveView(PrintStream out) {
        this.out = out;
    }

    /// Draws these lines where the last ones were. They must fit the width.
    void draw(List<String> lines) {
        var text = new StringBuilder();
        if (!open) text.append(HIDE_CURSOR);
        open = true;
        back(text);
        // Each line is written over the old one before the rest is erased, so that nothing flickers.
        for (var line : lines) text.append(line).append("\u001b[K\n");
        write(text.append("\u001b[J"));
        drawn = lines.size();
    }

    /// Takes the lines away.
    void clear() {
        if (drawn == 0) return;
        var text = new StringBuilder();
        back(text);
        write(text.append("\u001b[J"));
        drawn = 0;
    }

    private void back(StringBuilder text) {
        if (drawn > 0) text.append("\u001b[").append(drawn).append("A\r");
    }

    private void write(StringBuilder text) {
        out.print(text);
        out.flush();
    }

    /// Gives the cursor back.
    @Override
    public void close() {
        if (!open) return;
        open = false;
        out.print(SHOW_CURSOR);
        out.flush();
    }
}
