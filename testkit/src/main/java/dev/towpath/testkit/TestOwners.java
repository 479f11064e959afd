package dev.towpath.testkit;

import dev.towpath.spi.Owners;
import java.time.Instant;
import java.util.List;

/// The one process that is alive at a time.
record TestOwners(String me, Instant since) implements Owners {
    @Override
    public List<Owner> living() {
        return List.of(new Owner(me, 0, "test", "PipelineTest", since, false));
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
