package dev.towpath.embedded;

import dev.towpath.spi.Owners;
import java.time.Instant;
import java.util.List;

/// The one process that executes the runs of a store. All other owners are dead.
///
/// @param me its name
record OnlyOwner(String me) implements Owners {
    @Override
    public List<Owner> living() {
        return List.of(new Owner(me, ProcessHandle.current().pid(), "", "", Instant.EPOCH, false));
    }

    @Override
    public boolean isAlive(String owner) {
        return owner.equals(me);
    }

    @Override
    public void poke(String owner) {}

    @Override
    public void pokeAdopters() {}

    @Override
    public void listen(Listener listener) {}

    @Override
    public void close() {}
}
