package dev.towpath.testkit;

import java.time.Instant;
import java.time.InstantSource;

/// Time that passes when somebody says so.
final class VirtualClock implements InstantSource {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private long now = START.toEpochMilli();

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(now);
    }

    @Override
    public long millis() {
        return now;
    }

    /// Time never goes back.
    void advanceTo(long moment) {
        now = Math.max(now, moment);
    }
}
