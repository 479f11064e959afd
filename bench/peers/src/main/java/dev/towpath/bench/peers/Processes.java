package dev.towpath.bench.peers;

import dev.towpath.bench.Marks;
import dev.towpath.bench.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Workloads that are whole processes.
record Processes(Peer peer, Surroundings here) {
    /// W1: from the start of a process to its end, a chain of one step being done and durable.
    Measured coldStart(Path folder) throws IOException, InterruptedException {
        var marks = new Marks(Files.createDirectories(folder).resolve("marks"));
        var command = peer.process(folder, 1, marks);
        var start = here.timed().nanos().getAsLong();
        await(folder, command);
        return Measured.once(1, here.timed().since(start));
    }

    /// W8: from the start of the process after the one that was killed to the start of the next step.
    Measured killed(Path folder, int steps) throws Exception {
        var marks = new Marks(Files.createDirectories(folder).resolve("marks"));
        var first = peer.process(folder, steps, marks);
        marks.kill(steps / 2, () -> start(folder, first));
        var before = marks.all().size();
        var finished = peer.finished(folder);
        var start = Marks.micros(here.clock().instant());
        for (var command : peer.resuming(folder, steps, marks)) await(folder, command);
        var seconds = (marks.all().get(before).micros() - start) / 1e6;
        return marks.repeated(Measured.once(steps, seconds), steps, finished);
    }

    private static Process start(Path folder, List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private static void await(Path folder, List<String> command) throws IOException, InterruptedException {
        if (start(folder, command).waitFor() != 0)
            throw new IllegalStateException(Files.readString(folder.resolve("log")));
    }
}
