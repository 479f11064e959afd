package dev.towpath.engine;

import dev.towpath.spi.Owners;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An owner among others in one town: whoever is told something hears it at once.
final class TinyOwners implements Owners {
    /// All owners of one journal.
    static final class Town {
        private final TreeMap<String, TinyOwners> living = new TreeMap<>();
        private volatile String mortal = "";

        /// This process dies when it is poked next.
        void dieWhenPoked(String name) {
            mortal = name;
        }

        synchronized TinyOwners settle(String name) {
            var owner = new TinyOwners(this, name);
            living.put(name, owner);
            return owner;
        }

        /// The process dies, and the others are told.
        void die(String name) {
            List<TinyOwners> left;
            synchronized (this) {
                living.remove(name);
                left = List.copyOf(living.values());
            }
            for (var owner : left) if (owner.listener != null) owner.listener.died(name);
        }

        private synchronized List<TinyOwners> all() {
            return new ArrayList<>(living.values());
        }
    }

    private final Town town;
    private final String me;
    private volatile @Nullable Listener listener;

    private TinyOwners(Town town, String me) {
        this.town = town;
        this.me = me;
    }

    /// It could not prove in time that it is alive.
    void lose() {
        var told = listener;
        if (told != null) told.lost();
    }

    @Override
    public String me() {
        return me;
    }

    @Override
    public List<Owner> living() {
        return town.all().stream()
                .map(owner -> new Owner(owner.me, 1, "here", "test", Instant.EPOCH, true))
                .toList();
    }

    @Override
    public boolean isAlive(String owner) {
        return town.all().stream().anyMatch(one -> one.me.equals(owner));
    }

    @Override
    public void poke(String owner) {
        if (owner.equals(town.mortal)) town.die(owner);
        for (var one : town.all()) if (one.me.equals(owner) && one.listener != null) one.listener.poked();
    }

    @Override
    public void pokeAdopters() {
        for (var one : town.all()) if (one.listener != null) one.listener.poked();
    }

    @Override
    public void listen(Listener told) {
        listener = told;
    }

    @Override
    public void close() {
        town.die(me);
    }
}
