package dev.towpath.embedded;

import dev.towpath.RunId;
import dev.towpath.store.OwnerEnd;
import dev.towpath.store.StoreFolder;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Tells when something may have changed for a run that another process executes: the database was written, a
/// log has grown, or that process has ended. Nobody asks at intervals; the operating system tells. Only a database
/// on a server is asked again each second.
public final class StoreWatch implements AutoCloseable {
    /// So long after a change others are waited for, so that many changes are one.
    private static final Duration TOGETHER = Duration.ofMillis(20);

    /// A database on a server does not tell: it is asked again after this time.
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    private static final String DATABASE = "towpath.db";

    private final WatchService service;
    private final Path folder;
    private final Path run;
    private final Semaphore changes = new Semaphore(0);
    private final Map<WatchKey, Path> watched = new HashMap<>(); // guarded by this
    private final Supplier<String> owner;
    /// Whether the database is a file here.
    private final boolean told;
    // Of the thread that waits.
    private String watchedOwner = "";
    private AutoCloseable ownerEnd = () -> {};

    /// @param owner gives the process that executes the run, as last written
    StoreWatch(Path folder, RunId run, Supplier<String> owner) throws IOException {
        this.folder = folder;
        this.owner = owner;
        this.told = Files.exists(folder.resolve(DATABASE));
        this.run = folder.resolve("runs").resolve(run.text());
        this.service = folder.getFileSystem().newWatchService();
        try {
            watch(folder);
            watch(folder.resolve("runs"));
            watchTree(this.run);
        } catch (IOException | RuntimeException e) {
            service.close();
            throw e;
        }
        Thread.ofPlatform().daemon().name("towpath-watch").start(this::listen);
    }

    private void changed() {
        if (changes.availablePermits() == 0) changes.release();
    }

    /// The run may have gone to another process.
    private void watchOwner() {
        var now = owner.get();
        if (now.equals(watchedOwner)) return;
        close(ownerEnd);
        watchedOwner = now;
        if (told && !now.isEmpty()) ownerEnd = OwnerEnd.watch(new StoreFolder(folder), now, this::changed);
    }

    private static void close(AutoCloseable watch) {
        try {
            watch.close();
        } catch (Exception e) { // nothing is left to be told
            if (e instanceof InterruptedException) Thread.currentThread().interrupt();
        }
    }

    private void watch(Path path) throws IOException {
        var key = path.register(
                service,
                StandardWatchEventKinds.ENTRY_CREATE,
                StandardWatchEventKinds.ENTRY_MODIFY,
                StandardWatchEventKinds.ENTRY_DELETE);
        synchronized (this) {
            watched.put(key, path);
        }
    }

    private void watchTree(Path path) throws IOException {
        if (!Files.isDirectory(path)) return;
        watch(path);
        try (var inside = Files.newDirectoryStream(path, Files::isDirectory)) {
            for (var each : inside) if (!each.getFileName().toString().equals("work")) watchTree(each);
        }
    }

    private void listen() {
        try {
            while (true) {
                var key = service.take();
                Path path;
                synchronized (this) {
                    path = watched.get(key);
                }
                var ours = false;
                for (var event : key.pollEvents()) ours |= path == null || isOurs(path, event);
                key.reset();
                if (ours) changed();
            }
        } catch (ClosedWatchServiceException e) {
            // Nobody wants to know any more.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isOurs(Path path, WatchEvent<?> event) {
        if (!(event.context() instanceof Path name)) return true; // some were lost
        if (path.equals(folder))
            return name.toString().startsWith(DATABASE) && !name.toString().endsWith("-shm");
        var changed = path.resolve(name);
        if (path.equals(run.getParent()) && !changed.equals(run)) return false;
        try {
            if (event.kind().equals(StandardWatchEventKinds.ENTRY_CREATE)) watchTree(changed);
        } catch (IOException e) {
            // Gone already. What follows in it is not news of this run.
        }
        return true;
    }

    /// Waits until something may have changed since the last time.
    public void await() throws InterruptedException {
        watchOwner();
        if (told) changes.acquire();
        else if (!changes.tryAcquire(ASK_AGAIN.toNanos(), TimeUnit.NANOSECONDS)) return;
        together();
    }

    /// Waits until something may have changed since the last time, but not for ever.
    ///
    /// @return false if nothing has
    public boolean await(Duration longest) throws InterruptedException {
        watchOwner();
        var time = told || longest.compareTo(ASK_AGAIN) < 0 ? longest : ASK_AGAIN;
        if (!changes.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS)) return !told && !time.equals(longest);
        together();
        return true;
    }

    private void together() throws InterruptedException {
        // What comes in this time is part of it: acquired in vain, or drained.
        if (!changes.tryAcquire(2, TOGETHER.toNanos(), TimeUnit.NANOSECONDS)) changes.drainPermits();
    }

    @Override
    public void close() {
        close(ownerEnd);
        close(service);
    }
}
