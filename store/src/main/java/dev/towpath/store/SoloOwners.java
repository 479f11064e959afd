package dev.towpath.store;

import dev.towpath.spi.Owners;
import java.util.List;

/// The owners of a store that no other process can reach: this one.
public final class SoloOwners implements Owners {
    private final Owner me;
    private final Told told = new Told();

    /// @param me this process
    public SoloOwners(Owner me) {
        this.me = me;
    }

    @Override
    public String me() {
        return me.id();
    }

    @Override
    public List<Owner> living() {
        return told.isClosed() ? List.of() : List.of(me);
    }

    @Override
    public boolean isAlive(String owner) {
        return owner.equals(me.id()) && !told.isClosed();
    }

    @Override
    public void poke(String owner) {
        if (owner.equals(me.id())) told.tell(Listener::poked);
    }

    @Override
    public void pokeAdopters() {
        if (me.adopts()) told.tell(Listener::poked);
    }

    @Override
    public void listen(Listener listener) {
        told.listen(listener);
    }

    @Override
    public void close() {
        told.close();
    }
}
