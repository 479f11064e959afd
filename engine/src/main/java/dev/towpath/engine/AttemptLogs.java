package dev.towpath.engine;

import dev.towpath.RunId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The logs of all steps that are executed here: one file for each step of each run, one JSON object a line.
///
/// What is written can be read by others within a second, and at the latest when its attempt ends. Safe for many
/// threads. A log that can not be written never fails the work: the loss is said in the log as soon as it can be.
public final class AttemptLogs implements AutoCloseable {
    /// The most files that are open at once; the one that was written to first is closed for another.
    private static final int OPEN_FILES = 64;
    /// How long a line may lie in memory.
    private static final long DELAY_MILLIS = 200;
    /// Lines that may wait for the followers of a run; more are left out for them.
    private static final int WAITING_LINES = 20_000;

    /// One line of a step's log.
    ///
    /// @param level `DEBUG`, `INFO`, `WARN` or `ERROR`
    /// @param unit -1 for a step that is not mapped
    /// @param stream `log`, `stdout` or `stderr`
    public record Line(
            RunId run, Instant time, String level, String step, int unit, int attempt, String stream, String text) {}

    private record Key(RunId run, String step) {}

    private record Numbered(long number, Line line) {}

    /// @param from the number of the first line that is not in its past
    private record Follower(RunId run, Deque<Line> past, long from, Consumer<Line> lines) {
        boolean takesPast() {
            while (!past.isEmpty()) if (!takes(past.removeFirst())) return false;
            return true;
        }

        boolean takes(Numbered next) {
            return next.number() < from || !next.line().run().equals(run) || takes(next.line());
        }

        /// A broken follower must not stop the log: it gets nothing more.
        private boolean takes(Line line) {
            try {
                lines.accept(line);
                return true;
            } catch (RuntimeException e) {
                return false;
            }
        }
    }

    private final Path store;
    private final long limit;
    private final InstantSource clock;
    private final List<Follower> followers = new CopyOnWriteArrayList<>();
    // guarded by this
    private final LinkedHashMap<Key, LogFile> files = new LinkedHashMap<>();
    private ArrayDeque<Numbered> forFollowers = new ArrayDeque<>();
    private long written;
    private @Nullable Thread writer;
    private boolean dirty;
    private boolean closed;

    /// @param store the folder of the store
    /// @param limit bytes for each step's log; what follows is left out, and the last line says so
    public AttemptLogs(Path store, long limit, InstantSource clock) {
        this.store = store;
        this.limit = limit;
        this.clock = clock;
    }

    /// The file of a step's log: a `/` in the name is a folder, what is no letter, digit, `.`, `_` or `-` is `%XX`.
    public static Path file(Path store, RunId run, String step) {
        var file = store.resolve("runs").resolve(run.text()).resolve("logs");
        var parts = step.split("/", -1);
        for (var i = 0; i < parts.length; i++)
            file = file.resolve(safe(parts[i]) + (i == parts.length - 1 ? ".jsonl" : ""));
        return file;
    }

    /// A text that is a file name everywhere.
    static String safe(String text) {
        if (text.equals(".") || text.equals("..")) return text.replace(".", "%2E");
        var out = new StringBuilder();
        for (var b : text.getBytes(StandardCharsets.UTF_8)) {
            var c = (char) (b & 0xff);
            var plain = c < 0x80 && (Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-');
            out.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return out.toString();
    }

    /// Calls a consumer for each line of a run, first those that are written already, on the log's own thread.
    ///
    /// @param past reads the lines from the run's files; nothing is logged meanwhile
    /// @return ends it
    public synchronized AutoCloseable follow(RunId run, Supplier<List<Line>> past, Consumer<Line> lines) {
        files.forEach((key, file) -> {
            if (key.run().equals(run)) file.flush();
        });
        var follower = new Follower(run, new ArrayDeque<>(past.get()), written, lines);
        followers.add(follower);
        wake();
        return () -> followers.remove(follower);
    }

    Instant now() {
        return clock.instant();
    }

    synchronized void write(Line line) {
        if (closed) return;
        open(line.run(), line.step()).write(line);
        if (!followers.isEmpty() && forFollowers.size() < WAITING_LINES) forFollowers.add(new Numbered(written, line));
        written++;
        wake();
    }

    private void wake() {
        if (dirty) return;
        dirty = true;
        if (writer == null) writer = startedWriter();
        notifyAll();
    }

    private Thread startedWriter() {
        // What an attempt's thread inherits would send this thread's prints to a step's log.
        var builder = Thread.ofPlatform().name("towpath-logs").daemon().inheritInheritableThreadLocals(false);
        return builder.start(this::loop);
    }

    private LogFile open(RunId run, String step) {
        var key = new Key(run, step);
        var file = files.get(key);
        if (file != null) return file;
        if (files.size() == OPEN_FILES) files.pollFirstEntry().getValue().close();
        file = new LogFile(file(store, run, step), limit);
        files.put(key, file);
        return file;
    }

    /// Makes the lines of a step visible to others.
    synchronized void flush(RunId run, String step) {
        var file = files.get(new Key(run, step));
        if (file != null) file.flush();
    }

    private void loop() {
        while (true) {
            Iterable<Numbered> lines;
            synchronized (this) {
                try {
                    while (!dirty && !closed) wait();
                    if (!closed) wait(DELAY_MILLIS);
                } catch (InterruptedException e) {
                    return; // nobody of ours does that
                }
                dirty = false;
                files.values().forEach(LogFile::flush);
                lines = forFollowers;
                forFollowers = new ArrayDeque<>();
            }
            followers.removeIf(follower -> !follower.takesPast());
            for (var line : lines) followers.removeIf(follower -> !follower.takes(line));
            synchronized (this) {
                if (closed && forFollowers.isEmpty()) return;
            }
        }
    }

    /// Writes what is left, to files and followers.
    @Override
    public void close() {
        Thread last;
        synchronized (this) {
            closed = true;
            last = writer;
            notifyAll();
        }
        if (last != null) join(last);
        synchronized (this) {
            new ArrayList<>(files.values()).forEach(LogFile::close);
            files.clear();
        }
    }

    /// An interrupt is kept for later: what was logged must not be lost.
    private static void join(Thread last) {
        var interrupted = false;
        while (last.isAlive()) {
            try {
                last.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
