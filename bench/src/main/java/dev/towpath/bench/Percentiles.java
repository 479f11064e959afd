package dev.towpath.bench;

import java.util.Arrays;

/// Times of many runs, sorted.
public record Percentiles(double[] seconds) {
    /// @param seconds in any order
    public static Percentiles of(double[] seconds) {
        var sorted = seconds.clone();
        Arrays.sort(sorted);
        return new Percentiles(sorted);
    }

    /// The figures of W4, added to these.
    public Measured on(Measured measured) {
        return measured.with("p50_ms", millis(0.5)).with("p99_ms", millis(0.99));
    }

    private double millis(double share) {
        return seconds[(int) Math.ceil(seconds.length * share) - 1] * 1000;
    }
}
