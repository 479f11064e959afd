package dev.towpath.testkit;

import dev.towpath.Digest;
import dev.towpath.Failure;
import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.spi.ArtifactRow;
import dev.towpath.spi.Entry;
import dev.towpath.spi.EventRow;
import dev.towpath.spi.RunRow;
import dev.towpath.spi.StepRow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Rows for tests of a journal: the n-th run is newer than all before it, and each row can be told from all others.
public final class SampleRows {
    /// When the first run was submitted.
    public static final Instant START = Instant.parse("2026-11-20T12:00:00.123Z");

    private SampleRows() {}

    /// The name of the n-th run.
    public static RunId id(int n) {
        return new RunId("r-01jd%022d".formatted(n));
    }

    /// A new run of the pipeline `sample`, CREATED.
    public static RunRow run(int n) {
        return run(n, "sample", null, null);
    }

    /// A new run, CREATED.
    public static RunRow run(int n, String pipeline, @Nullable String key, @Nullable RunId parent) {
        return new RunRow(
                id(n),
                pipeline,
                Status.CREATED,
                Digest.of("bundle"),
                Digest.of("plan of " + pipeline),
                Digest.of("input " + n),
                "{\"mode\":\"parallel\"}",
                n % 3,
                key,
                parent,
                parent == null ? null : "call/" + n,
                "",
                0,
                0,
                START.plusSeconds(n),
                null,
                null,
                null,
                null,
                "");
    }

    /// The run with another status, and what goes with that status.
    public static RunRow with(RunRow run, Status status) {
        var begun = status != Status.CREATED && status != Status.QUEUED;
        return new RunRow(
                run.id(),
                run.pipeline(),
                status,
                run.bundle(),
                run.plan(),
                run.input(),
                run.options(),
                run.priority(),
                run.key(),
                run.parent(),
                run.parentStep(),
                "process 7",
                run.epoch() + 1,
                run.seq() + 1,
                run.created(),
                begun ? run.created().plusMillis(7) : null,
                status.isTerminal() ? run.created().plusMillis(1_007) : null,
                status == Status.SUCCEEDED ? Digest.of("output of " + run.id()) : null,
                status == Status.FAILED ? failure() : null,
                status == Status.WAITING ? "for an answer" : "");
    }

    /// A step, not mapped, with what goes with its status.
    public static StepRow step(RunId run, int index, Status status) {
        return new StepRow(
                run,
                index,
                "step-" + index,
                status,
                status == Status.CREATED ? 0 : 1,
                null,
                status == Status.CREATED ? null : START,
                status.isTerminal() ? START.plusMillis(index) : null,
                status == Status.SUCCEEDED ? Digest.of("output " + index) : null,
                status == Status.FAILED ? failure() : null,
                status == Status.SKIPPED ? "its branch was not taken" : "");
    }

    /// A mapped step, RUNNING.
    public static StepRow mapped(RunId run, int index, Map<Status, Integer> units) {
        var attempts = units.values().stream().mapToInt(Integer::intValue).sum();
        return new StepRow(run, index, "step-" + index, Status.RUNNING, attempts, units, START, null, null, null, "");
    }

    /// Events of a run from a number on.
    public static EventRow events(RunId run, long seq, int count) {
        var id = run.text() + "/" + seq;
        return new EventRow(run, seq, count, 1, id, START.plusMillis(seq), id.getBytes(StandardCharsets.UTF_8));
    }

    /// A value of this text, which contains no files.
    public static Entry.KeepValue value(String text) {
        return new Entry.KeepValue(Digest.of(text), text.getBytes(StandardCharsets.UTF_8), List.of());
    }

    /// An artifact of the pipeline `sample`; the store gives the version.
    public static ArtifactRow artifact(RunId run, String step, String name) {
        return artifact(run, "sample", step, name);
    }

    /// An artifact; the store gives the version.
    public static ArtifactRow artifact(RunId run, String pipeline, String step, String name) {
        var digest = Digest.of(run + step + name);
        return new ArtifactRow(pipeline, step, name, 0, run, START, 1_234, "image/png", digest, name + ".png", -1);
    }

    /// A failure with every component filled.
    public static Failure failure() {
        return new Failure(
                "step-failed",
                "no such \"cat\"\n\tat all – 猫 🐈",
                "detect",
                3,
                4,
                "Cats.java:12",
                "Look at the input.",
                "java.lang.IllegalStateException",
                "java.lang.IllegalStateException\n\tat Cats.detect(Cats.java:12)\n",
                List.of("one", "", "three\\"));
    }
}
