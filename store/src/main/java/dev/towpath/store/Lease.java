package dev.towpath.store;

import java.time.Duration;

/// How an owner proves that it is alive where no lock of an operating system is shared.
///
/// @param renewal how often it says so
/// @param doubt after this time without having been able to, it acts no more
/// @param end after this time others may take its runs; by the server's clock
public record Lease(Duration renewal, Duration doubt, Duration end) {
    /// The usual one: 10, 45 and 60 seconds.
    public static final Lease USUAL = new Lease(Duration.ofSeconds(10), Duration.ofSeconds(45), Duration.ofSeconds(60));

    public Lease {
        if (!renewal.isPositive() || renewal.compareTo(doubt) >= 0 || doubt.compareTo(end) >= 0)
            throw new IllegalArgumentException(
                    "a lease is renewed, then in doubt, then over, but: " + renewal + ", " + doubt + ", " + end);
    }

    /// One of another length, in the same proportions.
    public static Lease ending(Duration end) {
        return new Lease(end.dividedBy(6), end.multipliedBy(3).dividedBy(4), end);
    }
}
