package dev.towpath.engine;

import dev.towpath.Attempt;
import dev.towpath.Digest;
import dev.towpath.FileRef;
import dev.towpath.FolderRef;
import dev.towpath.StepLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One try of one step or unit as its code sees it. What costs something is made when it is asked for.
final class LocalAttempt implements Attempt, StepLog, PrintRouter.Printing {
    /// Lines that a failure shows.
    private static final int LAST_LINES = 20;
    /// Names of metrics that are kept.
    private static final int METRICS = 1000;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_FOLDER = 150;
    private static final long PROGRESS_MILLIS = 100;

    /// What all attempts of a process share.
    ///
    /// @param runs the folder of all runs
    record Surroundings(
            Path runs, AttemptLogs logs, java.util.function.Consumer<Report> reports, Charset out, Charset err) {}

    private final Task task;
    private final int unit;
    private final Instant started;
    private final Surroundings around;
    private volatile boolean cancelled;
    // guarded by this
    private @Nullable LineBuffer out;
    private @Nullable LineBuffer err;
    private @Nullable ArrayDeque<String> lastLines;
    private @Nullable Map<String, Double> metrics;
    private @Nullable Path folder;
    private int files;
    private boolean over;
    private Instant nextProgress = Instant.MIN;

    LocalAttempt(Task task, int unit, Instant started, Surroundings around) {
        this.task = task;
        this.unit = unit;
        this.started = started;
        this.around = around;
    }

    Task task() {
        return task;
    }

    Instant started() {
        return started;
    }

    @Override
    public String run() {
        return task.run().text();
    }

    @Override
    public String step() {
        return task.code().plan().nodes().get(task.node()).name();
    }

    @Override
    public int unit() {
        return unit;
    }

    @Override
    public int number() {
        return task.number();
    }

    @Override
    public String idempotencyKey() {
        return Digest.of(run() + "\n" + step() + "\n" + unit).hex().substring(0, 32);
    }

    @Override
    public FileRef newFile(String name) {
        return FileRef.of(place(name));
    }

    @Override
    public FolderRef newFolder(String name) {
        var place = place(name);
        try {
            Files.createDirectory(place);
        } catch (IOException e) {
            throw new UncheckedIOException("no folder '" + name + "' could be made: " + e.getMessage(), e);
        }
        return FolderRef.of(place);
    }

    @Override
    public synchronized Path scratch() {
        return made(ownFolder().resolve("scratch"));
    }

    /// Each file lies in a folder of its own, so that equal names do not meet.
    private synchronized Path place(String name) {
        if (name.isBlank()
                || name.equals(".")
                || name.equals("..")
                || name.indexOf(0) >= 0
                || name.matches("(?s).*[/\\\\].*"))
            throw new IllegalArgumentException(
                    "'" + name + "' is not the name of a file: give one name without folders, such as report.html");
        if (name.length() > LONGEST_NAME)
            throw new IllegalArgumentException("a file's name has at most " + LONGEST_NAME + " characters, '"
                    + name.substring(0, 20) + "…' has " + name.length());
        files++;
        try {
            return made(ownFolder().resolve(String.valueOf(files))).resolve(name);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "this system can not have a file named '" + name + "': " + e.getReason()
                            + ". Use plain letters, or start Java with a UTF-8 locale (LC_ALL=C.UTF-8)",
                    e);
        }
    }

    private Path ownFolder() {
        if (over) throw new IllegalStateException("attempt " + number() + " of step " + step() + " is over");
        if (folder == null) {
            folder = made(around.runs.resolve(run()).resolve("work").resolve(folderName()));
        }
        return folder;
    }

    /// Of no other attempt: after a resume the numbers begin again, and an abandoned thread may still use its folder.
    private String folderName() {
        var step = AttemptLogs.safe(step());
        if (step.length() > LONGEST_FOLDER) step = Digest.of(step).brief();
        return step + "-" + unit + "-" + task.epoch() + "." + number();
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " could not be made: " + e.getMessage(), e);
        }
    }

    @Override
    public StepLog log() {
        return this;
    }

    @Override
    public void log(Level level, String message) {
        line(level, "log", message);
    }

    private void line(Level level, String stream, String text) {
        remember(text);
        around.logs.write(new AttemptLogs.Line(
                task.run(), around.logs.now(), level.name(), step(), unit, number(), stream, text));
    }

    private synchronized void remember(String text) {
        if (lastLines == null) lastLines = new ArrayDeque<>(LAST_LINES);
        if (lastLines.size() == LAST_LINES) lastLines.removeFirst();
        lastLines.add(text);
    }

    @Override
    public void print(boolean error, byte[] bytes, int from, int length) {
        buffer(error).add(bytes, from, length);
    }

    private synchronized LineBuffer buffer(boolean error) {
        if (error) {
            if (err == null) err = new LineBuffer(around.err, text -> line(Level.ERROR, "stderr", text));
            return err;
        }
        if (out == null) out = new LineBuffer(around.out, text -> line(Level.INFO, "stdout", text));
        return out;
    }

    @Override
    public void progress(long done, long total) {
        var now = around.logs.now();
        synchronized (this) {
            if (over || (now.isBefore(nextProgress) && done != total)) return;
            nextProgress = now.plusMillis(PROGRESS_MILLIS);
        }
        around.reports.accept(new Report.Progress(task.run(), task.node(), unit, done, total));
    }

    @Override
    public synchronized void metric(String name, double value) {
        if (metrics == null) metrics = new LinkedHashMap<>();
        if (metrics.size() == METRICS && !metrics.containsKey(name))
            throw new IllegalStateException("an attempt has at most " + METRICS + " metrics");
        metrics.put(name, value);
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    void cancel() {
        cancelled = true;
    }

    synchronized Map<String, Double> metrics() {
        return metrics == null ? Map.of() : Map.copyOf(metrics);
    }

    /// The last lines of its log, the oldest first.
    synchronized List<String> lastLines() {
        return lastLines == null ? List.of() : List.copyOf(lastLines);
    }

    /// Makes what was printed visible, also a line without an end.
    void flushPrints() {
        LineBuffer first;
        LineBuffer second;
        synchronized (this) {
            if (lastLines == null && out == null && err == null) return;
            first = out;
            second = err;
        }
        if (first != null) first.flush();
        if (second != null) second.flush();
        around.logs.flush(task.run(), step());
    }

    /// Deletes its folder: what was made and not returned vanishes.
    void clear() {
        Path unused;
        synchronized (this) {
            over = true;
            unused = folder;
        }
        try {
            if (unused != null) FileTrees.delete(unused);
        } catch (IOException e) {
            // A thread that it left behind still writes there. The folder goes when the store is next opened.
            log(Level.WARN, "the attempt's folder could not be deleted: " + e.getMessage());
        }
    }
}
