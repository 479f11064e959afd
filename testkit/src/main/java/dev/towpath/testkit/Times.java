package dev.towpath.testkit;

import java.time.Duration;
import java.util.Locale;

/// Durations as people read them.
final class Times {
    private Times() {}

    /// `250 ms`, `1.5 s`, `3 min`, `2 h`.
    static String text(Duration time) {
        var millis = time.toMillis();
        if (millis < 1000) return millis + " ms";
        if (millis % 3_600_000 == 0) return millis / 3_600_000 + " h";
        if (millis % 60_000 == 0) return millis / 60_000 + " min";
        return millis % 1000 == 0 ? millis / 1000 + " s" : String.format(Locale.ROOT, "%.3f s", millis / 1000.0);
    }

    /// `never`, `once`, `twice`, `3 times`.
    static String times(int count) {
        return switch (count) {
            case 0 -> "never";
            case 1 -> "once";
            case 2 -> "twice";
            default -> count + " times";
        };
    }
}
