package dev.towpath.embedded;

import dev.towpath.store.StoreFolder.Owner;
import java.time.InstantSource;

/// What comes from outside into a program that embeds Towpath, taken here once and passed on by constructor.
final class ThisProcess {
    private final InstantSource clock = InstantSource.system();

    InstantSource clock() {
        return clock;
    }

    /// For those who ask which process executes the runs of a store.
    Owner owner() {
        var me = ProcessHandle.current();
        var command = me.info().commandLine().or(() -> me.info().command()).orElse("java");
        return new Owner(me.pid(), command, clock.instant());
    }
}
