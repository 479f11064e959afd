package dev.towpath.bench.peers;

import dev.towpath.bench.Marks;
import dev.towpath.bench.Measured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// Another engine.
interface Peer extends AutoCloseable {
    /// With its version.
    String name();

    String store();

    /// What is on disk when a step is followed by the next one.
    String durability();

    /// W2: steps that depend on each other one by one, each adding one.
    ///
    /// @return the figures of one more run
    Measured chain(int steps) throws Exception;

    /// W3: one step, then one unit for each element, then one step.
    Measured fanOut(int units) throws Exception;

    /// W4: runs of three steps submitted at once.
    Measured manyRuns(int runs) throws Exception;

    /// A process that does a chain from its start to its durable end.
    ///
    /// @param folder of this run, its name is the run's
    /// @param marks where each step adds its mark
    List<String> process(Path folder, int steps, Marks marks) throws IOException;

    /// The processes to start one after another when that one was killed; the last one ends the chain.
    default List<List<String>> resuming(Path folder, int steps, Marks marks) throws IOException {
        return List.of(process(folder, steps, marks));
    }

    /// The steps that the engine has recorded as finished, for a run that was killed.
    Set<Integer> finished(Path folder) throws Exception;

    @Override
    void close() throws Exception;
}
