package dev.towpath.testkit.simulation;

import dev.towpath.engine.Attempts;
import dev.towpath.engine.machine.Machine;
import dev.towpath.engine.machine.Rules;
import dev.towpath.spi.ArtifactStore;
import dev.towpath.spi.Journal;
import dev.towpath.spi.Owners;

/// Of what a simulated process is made. The tests of the simulation put something wrong in one place and see whether it
/// is found.
interface Variant {
    /// The real thing.
    Variant REAL = new Variant() {};

    default Rules rules() {
        return Machine.RULES;
    }

    default SimulatedDisk disk() {
        return new SimulatedDisk();
    }

    default SimulatedStore store(SimulatedDisk disk) {
        return new SimulatedStore(disk);
    }

    default Journal journal(SimulatedStore store, Border border) {
        return new SimulatedJournal(store, border);
    }

    default ArtifactStore artifacts(SimulatedDisk disk, Border border) {
        return new SimulatedArtifacts(disk, border);
    }

    default Attempts attempts(SimulatedAttempts attempts) {
        return attempts;
    }

    default Owners owners(SimulatedOwners owners) {
        return owners;
    }
}
