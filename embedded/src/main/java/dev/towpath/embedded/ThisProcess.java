package dev.towpath.embedded;

import dev.towpath.spi.Owners.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.regex.Pattern;

/// What comes from outside into a program that embeds Towpath, taken here once and passed on by constructor.
final class ThisProcess {
    private static final int LONGEST_COMMAND = 100;
    private static final Pattern SECRETS = Pattern.compile("//[^/\\s]*@");

    private final InstantSource clock = InstantSource.system();
    private final RandomIds ids = new RandomIds();

    InstantSource clock() {
        return clock;
    }

    RandomIds ids() {
        return ids;
    }

    /// For those who ask which process executes the runs of a store.
    ///
    /// @param adopts whether it takes runs of processes that have died
    Owner owner(boolean adopts) {
        var me = ProcessHandle.current();
        var command = me.info().commandLine().or(() -> me.info().command()).orElse("java");
        var id = me.pid() + "-" + ids.newEvent();
        return new Owner(id, me.pid(), host(), brief(withoutSecrets(command)), clock.instant(), adopts);
    }

    // Not by InetAddress, which may ask a name server that does not answer.
    private static String host() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return Objects.requireNonNullElse(System.getenv("COMPUTERNAME"), "localhost");
        }
    }

    /// Everybody who may look at the store reads this, and a database's address may have a password in it.
    static String withoutSecrets(String command) {
        return SECRETS.matcher(command).replaceAll("//…@");
    }

    /// The end of a command: before that comes a class path, which tells nobody anything.
    private static String brief(String command) {
        var from = command.length() - LONGEST_COMMAND;
        return from <= 0 ? command : "..." + command.substring(from);
    }
}
