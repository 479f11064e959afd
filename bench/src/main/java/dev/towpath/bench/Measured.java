package dev.towpath.bench;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// What one run of a workload gave.
///
/// @param size how much work it was
/// @param seconds how long it took
/// @param isRate whether the work is many small equal parts, so that a time for each says something
/// @param more further figures by name, in the order of the printed line
public record Measured(int size, double seconds, boolean isRate, SequencedMap<String, Number> more) {
    public Measured {
        more = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(more));
    }

    /// The whole of so many equal parts.
    public static Measured parts(int size, double seconds) {
        return new Measured(size, seconds, true, new LinkedHashMap<>());
    }

    /// One thing.
    ///
    /// @param size of that on which it was done
    public static Measured once(int size, double seconds) {
        return new Measured(size, seconds, false, new LinkedHashMap<>());
    }

    /// The same with a further figure.
    public Measured with(String name, Number figure) {
        var all = new LinkedHashMap<>(more);
        all.put(name, figure);
        return new Measured(size, seconds, isRate, all);
    }

    /// The line that is printed for it, one JSON object.
    ///
    /// @param facts texts by name that come first: what was measured
    /// @param run 0 for the first of a process
    public String line(Map<String, String> facts, int run) {
        var line = new StringBuilder("{");
        facts.forEach((name, text) -> line.append("\"%s\":\"%s\",".formatted(name, text)));
        line.append("\"size\":").append(size);
        number(line, "seconds", seconds);
        if (isRate) {
            number(line, "ms_per_step", seconds * 1000 / size);
            number(line, "per_second", size / seconds);
        }
        more.forEach((name, figure) -> number(line, name, figure));
        line.append(",\"run\":").append(run == 0 ? "\"first\"" : Integer.toString(run));
        return line.append('}').toString();
    }

    private static void number(StringBuilder line, String name, Number figure) {
        line.append(",\"").append(name).append("\":");
        if (figure instanceof Double fraction) line.append(Math.round(fraction * 100_000) / 100_000d);
        else line.append(figure);
    }
}
