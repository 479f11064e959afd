package dev.towpath.checks.commands;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A command that was started.
///
/// @param typed its words, for messages
record Running(List<String> typed, Process process, Path out, Path err) {
    private static final long LONGEST_SECONDS = 120;
    private static final long LOOK_AGAIN_MILLIS = 5;

    long pid() {
        return process.pid();
    }

    /// Waits until something can be seen.
    ///
    /// @return false if the command ended before
    boolean until(BooleanSupplier seen) {
        for (var left = TimeUnit.SECONDS.toMillis(LONGEST_SECONDS); left > 0; left -= LOOK_AGAIN_MILLIS) {
            if (seen.getAsBoolean()) return true;
            if (ends(LOOK_AGAIN_MILLIS)) return seen.getAsBoolean();
        }
        throw new AssertionError("in vain waited for " + typed + "\n" + read(out) + read(err));
    }

    /// Waits until a file is there.
    Running untilExists(Path file) {
        if (!until(() -> Files.exists(file))) throw new AssertionError("ended before " + file + "\n" + end());
        return this;
    }

    /// Waits until standard error has a text.
    Running untilSays(String text) {
        if (!until(() -> read(err).contains(text))) throw new AssertionError("never said '" + text + "'\n" + end());
        return this;
    }

    /// Lets so much time pass, or less if the command ends.
    boolean ends(long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + typed, e);
        }
    }

    /// Sends a signal, for instance `INT`.
    Running signal(String name) {
        try {
            var kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start();
            if (!kill.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) throw new AssertionError("kill does not end");
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while killing " + typed, e);
        }
    }

    /// As `kill -9` does.
    Ended kill() {
        process.destroyForcibly();
        return end();
    }

    /// Waits for the end.
    Ended end() {
        if (!ends(TimeUnit.SECONDS.toMillis(LONGEST_SECONDS))) {
            process.destroyForcibly();
            throw new AssertionError(typed + " does not end\n" + read(out) + read(err));
        }
        return new Ended(typed, process.exitValue(), read(out), read(err));
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
