package dev.towpath.testkit.simulation;

/// The end of a simulated process, thrown through the engine by a call to the outside. An error, because nothing in the
/// engine may go on after it.
final class SimulatedCrash extends Error {
    private static final long serialVersionUID = 1L;

    SimulatedCrash(String process) {
        super("process " + process + " dies", null, false, false);
    }
}
