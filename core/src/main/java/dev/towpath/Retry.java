package dev.towpath;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// When a failed attempt is followed by another one.
///
/// Business errors are never tried again. Plain programming errors (null, cast, index, illegal argument or state,
/// arithmetic, linkage, failed assertions) are tried again only if [#on(Class)] names them.
///
/// @param attempts tries in all, the first one included
/// @param firstDelay the wait before the second try; it doubles from try to try
/// @param maxDelay the longest wait
/// @param on class names of what is tried again; empty for every application error
/// @param notOn class names of what is not tried again; stronger than `on`
public record Retry(int attempts, Duration firstDelay, Duration maxDelay, List<String> on, List<String> notOn) {
    /// Four tries, waiting about 1, 2 and 4 seconds.
    public static final Retry DEFAULT =
            new Retry(4, Duration.ofSeconds(1), Duration.ofMinutes(5), List.of(), List.of());

    public Retry {
        if (attempts < 1 || attempts > 1000)
            throw new IllegalArgumentException("attempts must be 1 to 1000, was " + attempts);
        if (firstDelay.isNegative()) throw new IllegalArgumentException("firstDelay is negative: " + firstDelay);
        if (maxDelay.compareTo(firstDelay) < 0)
            throw new IllegalArgumentException("maxDelay " + maxDelay + " is below firstDelay " + firstDelay);
        on = List.copyOf(on);
        notOn = List.copyOf(notOn);
    }

    /// So many tries in all, with the delays of [#DEFAULT].
    public static Retry times(int attempts) {
        return new Retry(attempts, DEFAULT.firstDelay, DEFAULT.maxDelay, List.of(), List.of());
    }

    /// One try.
    public static Retry never() {
        return times(1);
    }

    /// The same with these delays: the first is doubled from try to try until the longest is reached.
    public Retry backoff(Duration first, Duration longest) {
        return new Retry(attempts, first, longest, on, notOn);
    }

    /// The same, for this class of error (and its subclasses) and others named so only.
    public Retry on(Class<? extends Throwable> error) {
        return new Retry(attempts, firstDelay, maxDelay, with(on, error), notOn);
    }

    /// The same, but not for this class of error and its subclasses.
    public Retry notOn(Class<? extends Throwable> error) {
        return new Retry(attempts, firstDelay, maxDelay, on, with(notOn, error));
    }

    private static List<String> with(List<String> names, Class<?> more) {
        var all = new ArrayList<>(names);
        all.add(more.getName());
        return all;
    }
}
