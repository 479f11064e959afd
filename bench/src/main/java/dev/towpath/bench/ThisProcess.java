package dev.towpath.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the system says about the measuring process; -1 where it does not tell.
///
/// @param status the file of the system that says it
public record ThisProcess(Path status) {
    /// MiB of resident memory, at most so far.
    public long peakMiB() {
        return number("VmHWM:") / 1024;
    }

    /// MiB of resident memory now.
    long residentMiB() {
        return number("VmRSS:") / 1024;
    }

    long threads() {
        return number("Threads:");
    }

    private long number(String name) {
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(-1);
        } catch (IOException e) {
            return -1;
        }
    }
}
