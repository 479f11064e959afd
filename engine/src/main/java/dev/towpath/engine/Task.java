package dev.towpath.engine;

import dev.towpath.Digest;
import dev.towpath.RunId;
import dev.towpath.plan.Node;
import dev.towpath.plan.Plan;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Work for the attempts: one try of a step, or one try each of some neighbouring units of a mapped step. Two tasks are
/// never equal.
public final class Task {
    private final RunId run;
    private final int epoch;
    private final LoadedPlan code;
    private final int node;
    private final Part part;
    private final List<Argument> arguments;

    /// What of the step.
    ///
    /// @param firstUnit the first unit; -1 for a step that is not mapped
    /// @param units how many units, 1 for a step that is not mapped
    /// @param number the number of this try, from 1; tasks of more than one unit are first tries
    record Part(int firstUnit, int units, int number) {}

    Task(RunId run, int epoch, LoadedPlan code, int node, Part part, List<Argument> arguments) {
        this.run = run;
        this.epoch = epoch;
        this.code = code;
        this.node = node;
        this.part = part;
        this.arguments = List.copyOf(arguments);
    }

    /// Reads a value that is kept as a blob.
    @FunctionalInterface
    public interface Blobs {
        /// All bytes of a value.
        byte[] read(Digest digest) throws IOException;
    }

    /// The run.
    public RunId run() {
        return run;
    }

    /// How many owners the run has had; with the number it is the fence of the attempt.
    public int epoch() {
        return epoch;
    }

    /// The plan of the run.
    public Plan plan() {
        return code.plan();
    }

    /// The index of the step in the plan.
    public int node() {
        return node;
    }

    /// The step.
    public Node step() {
        return code.plan().nodes().get(node);
    }

    /// The first unit; -1 for a step that is not mapped.
    public int firstUnit() {
        return part.firstUnit();
    }

    /// How many units; 1 for a step that is not mapped.
    public int units() {
        return part.units();
    }

    /// The number of this try, from 1; tasks of more than one unit are first tries.
    public int number() {
        return part.number();
    }

    /// How many inputs the step has.
    public int inputs() {
        return arguments.size();
    }

    /// The encoded value of an input; null for the attempt itself.
    ///
    /// @param unit the index of the unit; of no interest for a step that is not mapped
    public byte @Nullable [] input(int index, int unit, Blobs blobs) throws IOException {
        return switch (arguments.get(index)) {
            case Argument.Self() -> null;
            case Argument.Whole(var value) -> value.bytes(blobs);
            case Argument.Element(var list, _) -> list.get(unit);
            case Argument.Chunk(var list, _, var size) ->
                list.slice(unit * size, Math.min(list.count(), (unit + 1) * size));
        };
    }

    LoadedPlan code() {
        return code;
    }

    List<Argument> arguments() {
        return arguments;
    }

    @Override
    public String toString() {
        return run + " " + step().name() + " " + part;
    }
}
