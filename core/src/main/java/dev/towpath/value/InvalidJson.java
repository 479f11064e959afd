package dev.towpath.value;

import dev.towpath.TowpathException;

/// A text that is not JSON.
public final class InvalidJson extends TowpathException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    /// @param what one sentence without a full stop
    /// @param line from 1
    /// @param column from 1, in characters
    public InvalidJson(String what, int line, int column) {
        super("invalid-json", what, "line " + line + ", column " + column, "Correct the JSON at that place.", null);
        this.line = line;
        this.column = column;
    }

    /// The line, from 1.
    public int line() {
        return line;
    }

    /// The column, from 1.
    public int column() {
        return column;
    }
}
