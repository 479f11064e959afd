package dev.towpath.testkit;

import dev.towpath.Digest;
import dev.towpath.RunId;
import dev.towpath.engine.IdSource;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Locale;

/// Names of runs that are the same for the same test, and differ between tests.
final class TestNames implements IdSource {
    private static final int LENGTH = 26;
    private static final int RADIX = 36;

    private final String of;
    private int runs;
    private int events;

    /// @param of what the names are made from
    TestNames(String of) {
        this.of = of;
    }

    @Override
    public RunId newRun(Instant now) {
        var number = new BigInteger(Digest.of(of + "\n" + runs).hex(), 16).toString(RADIX);
        // The count first: names sort by age.
        return new RunId("r-" + String.format(Locale.ROOT, "%06d", runs++) + number.substring(0, LENGTH - 6));
    }

    @Override
    public String newEvent() {
        return "e" + ++events;
    }
}
