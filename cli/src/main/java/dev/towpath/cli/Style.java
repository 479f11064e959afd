package dev.towpath.cli;

import dev.towpath.Status;

/// Colours and symbols. Only the sixteen colours that a user's theme defines are used, so that light and dark
/// backgrounds both work.
///
/// @param colour whether colour codes are written
/// @param unicode whether symbols beyond ASCII are written
/// @param columns how wide a line may be; 0 for as wide as it gets
record Style(boolean colour, boolean unicode, int columns) {
    /// What goes to a file.
    static final Style PLAIN = new Style(false, true, 0);

    private String code(String code, String text) {
        return colour && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    String bold(String text) {
        return code("1", text);
    }

    String dim(String text) {
        return code("2", text);
    }

    String red(String text) {
        return code("31", text);
    }

    String green(String text) {
        return code("32", text);
    }

    String yellow(String text) {
        return code("33", text);
    }

    String cyan(String text) {
        return code("36", text);
    }

    /// A text in the colour of a status.
    String status(Status status, String text) {
        return switch (status) {
            case SUCCEEDED -> green(text);
            case CACHED, RUNNING -> cyan(text);
            case FAILED, LOST -> red(text);
            case QUEUED, WAITING, CANCELLING, CANCELLED -> yellow(text);
            case CREATED, SKIPPED -> dim(text);
        };
    }

    /// One character for a status.
    String symbol(Status status) {
        return switch (status) {
            case SUCCEEDED -> pick("✓", "+");
            case CACHED -> pick("≡", "=");
            case RUNNING -> pick("●", "*");
            case FAILED, LOST -> pick("✗", "x");
            case QUEUED, WAITING -> pick("◌", "~");
            case CANCELLING, CANCELLED -> pick("■", "#");
            case CREATED -> pick("·", ".");
            case SKIPPED -> pick("–", "-");
        };
    }

    /// The first where symbols beyond ASCII are possible, else the second.
    String pick(String symbol, String ascii) {
        return unicode ? symbol : ascii;
    }

    /// What stands at the end of a cut text.
    String more() {
        return pick("…", "..");
    }

    /// A line cut to the width.
    String fit(String line) {
        return columns == 0 ? line : Columns.fit(line, columns, more());
    }

    /// A bar of so many columns.
    String bar(long done, long total, int width) {
        if (total <= 0) return "";
        var eighths = (int) (Math.min(done, total) * width * 8 / total);
        if (!unicode) return "[" + "#".repeat(eighths / 8) + ".".repeat(width - eighths / 8) + "]";
        var full = eighths / 8;
        var bar = "━".repeat(full) + (eighths % 8 >= 4 && full < width ? "╸" : "");
        return cyan(bar) + dim("─".repeat(width - bar.length()));
    }
}
