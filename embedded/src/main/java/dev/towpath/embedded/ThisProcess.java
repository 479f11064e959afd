package dev.towpath.embedded;

import dev.towpath.store.StoreFolder.Owner;
import java.time.InstantSource;

/// What comes from outside into a program that embeds Towpath, taken here once and passed on by constructor.
final class ThisProcess {
    private static final int LONGEST_COMMAND = 100;

    private final InstantSource clock = InstantSource.system();

    InstantSource clock() {
        return clock;
    }

    /// For those who ask which process executes the runs of a store.
    Owner owner() {
        var me = ProcessHandle.current();
        var command = me.info().commandLine().or(() -> me.info().command()).orElse("java");
        return new Owner(me.pid(), brief(command), clock.instant());
    }

    /// The end of a command: before that comes a class path, which tells nobody anything.
    private static String brief(String command) {
        var from = command.length() - LONGEST_COMMAND;
        return from <= 0 ? command : "..." + command.substring(from);
    }
}
