package dev.towpath.bench;

import dev.towpath.Pipeline;
import dev.towpath.embedded.RunOptions;
import dev.towpath.embedded.Towpath;
import java.nio.file.Path;

/// Where the runs of a measurement are kept, and what is on disk before a step that depends on another one starts.
///
/// @param address `sqlite`, or `postgresql://user@host:port/database`; a schema of its own is made there for each
/// folder
/// @param pipelined whether pure steps start at once
record Stores(String address, boolean pipelined) {
    static final String SQLITE = "sqlite";

    Stores {
        if (!address.equals(SQLITE)) throw new IllegalArgumentException("--store is sqlite, was " + address);
        if (pipelined) throw new IllegalArgumentException("--durability is strict");
    }

    /// What the printed line says.
    String name() {
        return address;
    }

    /// What is on disk when a step is followed by the next one.
    String durability() {
        return "strict: WAL with synchronous FULL, facts and value of each step";
    }

    Towpath open(Path folder, Pipeline<?, ?>... pipelines) {
        return Towpath.open(folder, pipelines);
    }

    RunOptions options() {
        return RunOptions.DEFAULT;
    }
}
