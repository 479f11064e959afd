package dev.towpath.bench;

import dev.towpath.embedded.Towpath;

/// Runs that share one store.
record OneStore(Towpath towpath, Bench.Session each) implements Bench.Session {
    @Override
    public Measured run() throws Exception {
        return each.run();
    }

    @Override
    public void close() {
        towpath.close();
    }
}
