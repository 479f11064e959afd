package dev.towpath.bench;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// What one measurement is made with.
///
/// @param folder to work in; not there yet
/// @param size how much work, each workload has its own unit
/// @param stores where runs are kept
/// @param project the checkout, where the launcher is
/// @param nanos a running clock
/// @param clock what other processes see too
record Setup(Path folder, int size, Stores stores, Path project, LongSupplier nanos, InstantSource clock) {
    /// The same with so much work.
    Setup sized(int other) {
        return new Setup(folder, other, stores, project, nanos, clock);
    }

    double secondsSince(long start) {
        return (nanos.getAsLong() - start) / 1e9;
    }
}
