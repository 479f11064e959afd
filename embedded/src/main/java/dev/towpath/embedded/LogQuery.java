package dev.towpath.embedded;

import org.jspecify.annotations.Nullable;

/// Which lines of a run's logs.
///
/// @param step null for all
/// @param unit the index of a unit; -1 for all
/// @param attempt the number of a try; 0 for all
/// @param offset how many of the lines that fit are left out from the beginning
/// @param last only so many lines from the end; 0 for all
public record LogQuery(@Nullable String step, int unit, int attempt, long offset, int last) {
    /// Every line.
    public static final LogQuery ALL = new LogQuery(null, -1, 0, 0, 0);

    public LogQuery {
        if (offset < 0) throw new IllegalArgumentException("offset must be 0 or more, was " + offset);
        if (last < 0) throw new IllegalArgumentException("last must be 0 or more, was " + last);
    }

    /// The lines of one step.
    public static LogQuery of(String step) {
        return new LogQuery(step, -1, 0, 0, 0);
    }

    /// The same, from the end.
    public LogQuery last(int lines) {
        return new LogQuery(step, unit, attempt, offset, lines);
    }

    boolean wants(LogLine line) {
        return (step == null || step.equals(line.step()))
                && (unit < 0 || unit == line.unit())
                && (attempt < 1 || attempt == line.attempt());
    }
}
