package dev.towpath.testkit.simulation;

import static dev.towpath.testkit.simulation.Fault.Kind.CRASH_BEFORE;
import static dev.towpath.testkit.simulation.Fault.Kind.POKE_LATE;
import static dev.towpath.testkit.simulation.Fault.Kind.POKE_LOST;

import dev.towpath.spi.Owners;
import java.util.List;

/// The other processes as one process sees them.
class SimulatedOwners implements Owners {
    private final String me;
    private final Harbor harbor;
    private final Border border;

    SimulatedOwners(String me, Harbor harbor, Border border) {
        this.me = me;
        this.harbor = harbor;
        this.border = border;
    }

    @Override
    public String me() {
        return me;
    }

    @Override
    public List<Owner> living() {
        return harbor.living();
    }

    @Override
    public boolean isAlive(String owner) {
        return harbor.isAlive(owner);
    }

    @Override
    public void poke(String owner) {
        harbor.poke(owner, border.enter(1, POKE_LOST, POKE_LATE, CRASH_BEFORE));
    }

    @Override
    public void pokeAdopters() {
        for (var adopter : harbor.adopters()) poke(adopter);
    }

    @Override
    public void listen(Listener listener) {
        harbor.listen(me, listener);
    }

    @Override
    public void close() {
        harbor.dead(me);
    }
}
