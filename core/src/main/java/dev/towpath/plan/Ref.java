package dev.towpath.plan;

import java.util.List;

/// Where a value comes from: the run's input or a node's output, or a component inside it.
///
/// @param node the index of the producing node in [Plan#nodes()], [#INPUT] or [#ATTEMPT]
/// @param path component names from the outside in; empty for the whole value
/// @param type the producer's type of the value at the path, as [dev.towpath.value.TypeNames] writes it: values are
///     decoded by it
public record Ref(int node, List<String> path, String type) {
    /// Stands for the run's input record.
    public static final int INPUT = -1;
    /// Stands for the attempt itself, which is no edge.
    public static final int ATTEMPT = -2;

    public Ref {
        path = List.copyOf(path);
    }

    /// Whether the value is made by a node, so that its reader has to wait for it.
    public boolean isEdge() {
        return node >= 0;
    }
}
