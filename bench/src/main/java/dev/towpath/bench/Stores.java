package dev.towpath.bench;

import dev.towpath.Pipeline;
import dev.towpath.embedded.RunOptions;
import dev.towpath.embedded.Towpath;
import java.nio.file.Path;

/// Where the runs of a measurement are kept, and what is on disk before a step that depends on another one starts.
///
/// @param address `sqlite`, or the address of a PostgreSQL database
/// @param durability `strict` or `pipelined`
record Stores(String address, String durability) {
    static final Stores USUAL = new Stores("sqlite", "strict");

    Stores {
        if (!address.equals("sqlite")) throw new IllegalArgumentException("--store is sqlite, was " + address);
        if (!durability.equals("strict"))
            throw new IllegalArgumentException("--durability is strict, was " + durability);
    }

    /// What the printed line says.
    String name() {
        return address.equals("sqlite") ? "sqlite" : "postgresql";
    }

    Towpath open(Path folder, Pipeline<?, ?>... pipelines) {
        return Towpath.open(folder, pipelines);
    }

    RunOptions options() {
        return RunOptions.DEFAULT;
    }
}
