package dev.towpath.checks.commands;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// Programs of the system that tests make use of. Where one is missing the test is skipped, except where every test has
/// to run (`CI=true`).
final class Tools {
    private static final long LONGEST_SECONDS = 30;

    private Tools() {}

    /// Runs a program to its end.
    ///
    /// @return what it complains about; empty if it succeeded
    static String run(String name, String... options) {
        try {
            var words = new ArrayList<>(List.of(name));
            words.addAll(List.of(options));
            var process = new ProcessBuilder(words).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) return name + " does not end";
            return process.exitValue() == 0 ? "" : name + ": " + said.strip();
        } catch (IOException e) {
            return e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    /// Goes on if there is no problem.
    ///
    /// @param what is missing then
    static void need(String what, String problem) {
        if (problem.isEmpty()) return;
        if ("true".equals(System.getenv("CI"))) throw new AssertionError(what + " can not be had: " + problem);
        Assumptions.abort(what + " can not be had: " + problem);
    }
}
