package dev.towpath.store;

import dev.towpath.spi.Owners.Owner;
import dev.towpath.spi.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The folder that holds a store, `.towpath` by default: what lies where, and which processes execute runs in it.
public final class StoreFolder {
    private final Path folder;

    /// @param folder need not exist yet
    public StoreFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
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

    /// Makes the folder, with a `.gitignore` that keeps all of it out of version control. Known ones are left as
    /// they
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

    /// Makes this process one of those that execute runs here; makes the folder if it is not there.
    ///
    /// @param me this process, under a name that was never used before
    /// @throws StoreException `store-not-writable`, `disk-full`
    public FolderOwners own(Owner me) {
        create();
        return FolderOwners.open(owners(), me);
    }

    /// The processes that execute runs here, by name: for one that only looks.
    public List<Owner> living() {
        return new OwnerFiles(owners())
                .living().stream().map(OwnerFiles.Note::owner).toList();
    }

    /// Whether this is the name of a process that executes runs here and is alive.
    public boolean isAlive(String owner) {
        return new OwnerFiles(owners()).isAlive(owner);
    }

    /// Where a process that executes runs here is reached.
    Path socket(String owner) {
        return new OwnerFiles(owners()).read(owner).socket();
    }

    private Path owners() {
        return folder.resolve("owners");
    }
}
