package dev.towpath.engine;

import dev.towpath.Digest;
import dev.towpath.Pipeline;
import dev.towpath.RunId;
import dev.towpath.engine.Report.Outcome;
import dev.towpath.spi.ArtifactStore;
import dev.towpath.spi.StoreException;
import dev.towpath.value.Codecs;
import dev.towpath.value.EncodedJson;
import dev.towpath.value.TypeNames;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Attempt threads with a store in a folder, driven by a test in place of the engine's loop.
final class LocalWorld implements AutoCloseable {
    static final RunId RUN = new RunId("r-00000000000000000000000001");
    private static final long PATIENCE_SECONDS = 30;

    final Path store;
    final Blobs blobs;
    final AttemptLogs logs;
    final LocalAttempts attempts;
    final BlockingQueue<Report> reports = new LinkedBlockingQueue<>();

    LocalWorld(Path store) {
        this(store, 2, Duration.ofSeconds(PATIENCE_SECONDS), 1 << 20);
    }

    LocalWorld(Path store, int slots, Duration grace, long logLimit) {
        this.store = store;
        this.blobs = new Blobs(store.resolve("blobs"));
        var clock = InstantSource.fixed(Instant.parse("2026-11-20T08:00:00Z"));
        this.logs = new AttemptLogs(store, logLimit, clock);
        this.attempts =
                new LocalAttempts(new LocalAttempts.Parts(store, blobs, new TinyJournal(), logs, clock), slots, grace);
        attempts.factory().make(reports::add);
    }

    /// A task for the first step of a pipeline, whose arguments are the components of its input, given as JSON.
    static Task task(Pipeline<?, ?> pipeline, int units, int number, String... arguments) {
        return task(RUN, pipeline, units, number, arguments);
    }

    static Task task(RunId run, Pipeline<?, ?> pipeline, int units, int number, String... arguments) {
        var code = new LoadedPlan(pipeline.plan(), LocalWorld.class.getClassLoader());
        var given = new ArrayList<Argument>();
        var wanted = code.work(0).reads();
        for (var i = 0; i < wanted.size(); i++) {
            if (wanted.get(i).node() == dev.towpath.plan.Ref.ATTEMPT) {
                given.add(new Argument.Self());
                continue;
            }
            var json = arguments[i].getBytes(StandardCharsets.UTF_8);
            given.add(
                    i == 0 && units > 0
                            ? new Argument.Element(EncodedJson.elements(json), code.shape(0, i))
                            : new Argument.Whole(InputValue.of(code.shape(0, i), json)));
        }
        return new Task(run, 1, code, 0, new Task.Part(units > 0 ? 0 : -1, Math.max(1, units), number), given);
    }

    /// Executes the first step of a pipeline once and waits for the outcome.
    Outcome outcome(Pipeline<?, ?> pipeline, String... arguments) throws InterruptedException {
        attempts.start(task(pipeline, 0, 1, arguments));
        return ended().getFirst().outcome();
    }

    Report next() throws InterruptedException {
        var report = reports.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (report == null) throw new AssertionError("nothing was reported");
        return report;
    }

    /// All results up to and with the last report of a task.
    List<Report.Result> ended() throws InterruptedException {
        var all = new ArrayList<Report.Result>();
        while (true) {
            if (!(next() instanceof Report.Ended ended)) continue;
            all.addAll(ended.results());
            if (ended.last()) return all;
        }
    }

    static String json(Outcome outcome) {
        if (outcome instanceof Outcome.Success(var output, _) && output.bytes() != null)
            return new String(output.bytes(), StandardCharsets.UTF_8);
        throw new AssertionError("no value at hand: " + outcome);
    }

    static Outcome.Failed failed(Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) return failed;
        throw new AssertionError("did not fail: " + outcome);
    }

    /// What a value says when it is decoded.
    Object decoded(Pipeline<?, ?> pipeline, Outcome outcome) throws IOException {
        var type = TypeNames.parse(pipeline.plan().output().type(), LocalWorld.class.getClassLoader());
        var bytes = json(outcome).getBytes(StandardCharsets.UTF_8);
        return new Codecs().codec(type).decode(bytes, new RunContents(blobs, store));
    }

    String log(String step) throws IOException {
        return Files.readString(AttemptLogs.file(store, RUN, step));
    }

    List<Path> left(String below) throws IOException {
        var folder = store.resolve(below);
        if (!Files.exists(folder)) return List.of();
        try (var found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile).toList();
        }
    }

    @Override
    public void close() {
        attempts.close();
        logs.close();
    }

    /// Content in files named by its digest.
    static final class Blobs implements ArtifactStore {
        private final Path folder;

        Blobs(Path folder) {
            this.folder = folder;
        }

        @Override
        public Kept put(InputStream bytes) throws IOException {
            var all = bytes.readAllBytes();
            var digest = Digest.of(all);
            Files.createDirectories(folder);
            Files.write(folder.resolve(digest.hex()), all);
            return new Kept(digest, all.length);
        }

        @Override
        public Kept put(Path file, Handover handover) throws IOException {
            var kept = put(new ByteArrayInputStream(Files.readAllBytes(file)));
            if (handover == Handover.MOVE) Files.delete(file);
            return kept;
        }

        @Override
        public boolean has(Digest digest) {
            return Files.exists(folder.resolve(digest.hex()));
        }

        @Override
        public InputStream open(Digest digest) throws IOException {
            return Files.newInputStream(locate(digest));
        }

        @Override
        public Path locate(Digest digest) {
            if (!has(digest))
                throw new StoreException("artifact-missing", "content is gone", digest.hex(), "Restore it.", null);
            return folder.resolve(digest.hex());
        }

        @Override
        public void verify(Digest digest) {
            locate(digest);
        }

        @Override
        public void close() {}
    }
}
