package dev.towpath.testkit;

import dev.towpath.engine.Submission;
import dev.towpath.plan.Node;
import dev.towpath.value.Codec;
import dev.towpath.value.Nearest;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A pipeline with its input, to be played as often as one likes.
final class Show<O> {
    private final Stage stage;
    private final Submission submission;
    private final Codec codec;
    private final List<Node> nodes;

    /// @param output the type of what the pipeline gives
    Show(Stage stage, Record input, Type output) {
        this.stage = stage;
        this.submission = stage.submission(input);
        this.codec = stage.codecs().codec(output);
        this.nodes = Stage.allNodes(stage.plan());
    }

    RunResult<O> play(List<Fault> faults) {
        return new RunResult<>(this, stage, Play.of(stage, submission, faults), codec);
    }

    /// The step of the plan, or of one of the plans that are called, that a fault or an execution is about; null if
    /// there is none.
    @Nullable
    Node node(String path) {
        Node longest = null;
        for (var node : nodes) {
            if (node.name().equals(path)) return node;
            var longer =
                    longest == null || node.name().length() > longest.name().length();
            if (longer && path.endsWith("/" + node.name())) longest = node;
        }
        return longest;
    }

    /// Refuses faults that can not happen.
    void check(List<Fault> faults) {
        for (var fault : faults) {
            var names = nodes.stream()
                    .filter(Node.Work.class::isInstance)
                    .map(Node::name)
                    .toList();
            if (!(node(fault.step()) instanceof Node.Work work))
                throw new IllegalArgumentException("there is no step '" + fault.step() + "' that executes code. "
                        + Nearest.advice(fault.step(), names, "There is none at all."));
            if (fault.kind() == Fault.Kind.TIMES_OUT && work.policies().timeout() == null)
                throw new IllegalArgumentException("'" + fault.step() + "' has no time-out: an attempt that does not"
                        + " end would hold the run up for ever. Wire it with .timeout(…), or use slow(…).");
            if (fault.unit() >= 0 && work instanceof Node.Step)
                throw new IllegalArgumentException(
                        "'" + fault.step() + "' is not mapped: it has no unit " + fault.unit());
        }
    }
}
