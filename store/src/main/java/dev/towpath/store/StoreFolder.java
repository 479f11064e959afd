package dev.towpath.store;

import dev.towpath.spi.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The folder that holds a store, `.towpath` by default: what lies where, and which process executes runs in it.
public final class StoreFolder {
    private final Path folder;
    private final OwnerLock lock;

    /// @param folder need not exist yet
    public StoreFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        this.lock = new OwnerLock(this.folder);
    }

    /// A process that executes runs.
    ///
    /// @param pid its number; 0 if it did not get to leave it
    /// @param command what it was started with, for people
    /// @param since when it took the folder
    public record Owner(long pid, String command, Instant since) {}

    /// The right to execute runs in this folder, until it is closed or the process ends in any way.
    public interface Ownership extends AutoCloseable {
        @Override
        void close();
    }

    /// The folder itself.
    public Path path() {
        return folder;
    }

    /// The file with the metadata.
    public Path database() {
        return folder.resolve("towpath.db");
    }

    /// The folder with the content of artifacts.
    public Path artifacts() {
        return folder.resolve("artifacts");
    }

    /// The folder with a folder per run, for logs.
    public Path runs() {
        return folder.resolve("runs");
    }

    /// Whether there is something to read.
    public boolean exists() {
        return Files.exists(database());
    }

    /// Makes the folder, with a `.gitignore` that keeps all of it out of version control. Known ones are left as they
    /// are.
    ///
    /// @throws StoreException `store-not-writable`, `disk-full`
    public void create() {
        try {
            Disk.createFolders(runs());
            var ignore = folder.resolve(".gitignore");
            if (Files.notExists(ignore)) Files.writeString(ignore, "*\n");
        } catch (IOException e) {
            for (@Nullable Path at = folder; at != null; at = at.getParent())
                if (Files.isRegularFile(at)) throw notAFolder(at, e);
            throw Disk.failure("the store folder can not be made", folder, e);
        }
    }

    private static StoreException notAFolder(Path file, IOException cause) {
        return new StoreException(
                "store-not-writable",
                "there is a file where the store folder should be",
                file.toString(),
                "Move that file away, or choose another folder with --store or TOWPATH_STORE.",
                cause);
    }

    /// Takes the right to execute runs here; makes the folder if it is not there.
    ///
    /// @param owner this process, for those who ask
    /// @throws StoreException `store-in-use` if another process has it, `store-not-writable`
    public Ownership own(Owner owner) {
        create();
        try {
            return lock.take(owner).orElseThrow(() -> inUse(lock.holder()));
        } catch (IOException e) {
            throw Disk.failure("the lock of the store folder can not be taken", folder, e);
        }
    }

    /// The process that executes runs here; empty if none does, or the last one died.
    public Optional<Owner> holder() {
        return lock.holder();
    }

    private StoreException inUse(Optional<Owner> holder) {
        var who = holder.filter(owner -> owner.pid() > 0)
                .map(owner -> "process %d (%s) executes runs in this folder since %s"
                        .formatted(owner.pid(), owner.command(), owner.since()))
                .orElse("another process executes runs in this folder");
        return new StoreException(
                "store-in-use",
                who,
                folder.toString(),
                "Wait until it has ended or stop it, or use another folder with --store or TOWPATH_STORE.",
                null);
    }
}
