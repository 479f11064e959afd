package dev.towpath.store;

import dev.towpath.spi.Owners;
import dev.towpath.spi.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The processes that execute runs in a store folder. Each holds a lock of the operating system for as long as it
/// lives,
/// and has a connection with every other, whose end tells that it is dead. Nobody asks anybody at intervals.
public final class FolderOwners implements Owners {
    private final Owner me;
    private final OwnerFiles files;
    private final OwnerLock lock;
    private final OwnerSockets sockets;
    private final Told told = new Told();

    private FolderOwners(Path folder, Owner me) throws IOException {
        this.me = me;
        files = new OwnerFiles(folder);
        lock = files.make(me.id());
        try {
            sockets = new OwnerSockets(me.id(), files, told);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
        try {
            files.show(lock, new OwnerFiles.Note(me, sockets.socket()));
            sockets.start();
        } catch (IOException | RuntimeException e) {
            end();
            throw e;
        }
    }

    /// Becomes an owner.
    ///
    /// @param folder for the files of all owners; need not exist yet
    /// @param me this process, under a name that was never used before
    /// @throws StoreException `store-not-writable`, `disk-full`
    static FolderOwners open(Path folder, Owner me) {
        try {
            return new FolderOwners(folder, me);
        } catch (IOException e) {
            throw Disk.failure("this process can not become one that executes runs here", folder, e);
        }
    }

    @Override
    public String me() {
        return me.id();
    }

    @Override
    public List<Owner> living() {
        return files.living().stream().map(OwnerFiles.Note::owner).toList();
    }

    @Override
    public boolean isAlive(String owner) {
        return files.isAlive(owner);
    }

    @Override
    public void poke(String owner) {
        if (!owner.equals(me.id())) sockets.poke(owner);
        else told.tell(Listener::poked);
    }

    @Override
    public void pokeAdopters() {
        for (var owner : living()) if (owner.adopts()) poke(owner.id());
    }

    @Override
    public void listen(Listener listener) {
        told.listen(listener);
    }

    @Override
    public void close() {
        told.close();
        try {
            end();
        } catch (IOException e) {
            throw Disk.failure("the files of this process can not be removed", files.socket(me.id()), e);
        }
    }

    /// First the lock: who sees a connection end finds this owner dead.
    private void end() throws IOException {
        try (sockets) {
            files.delete(me.id(), sockets.socket(), lock);
        }
    }
}
