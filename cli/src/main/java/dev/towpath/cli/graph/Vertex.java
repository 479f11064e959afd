package dev.towpath.cli.graph;

import java.util.List;

/// A node of a plan as it is drawn.
///
/// @param name the step's name, a called pipeline's step with the call's name before it
/// @param kind what it is
/// @param lines what stands in its box below the name
/// @param isResult whether it gives the run's result
record Vertex(String name, Kind kind, List<String> lines, boolean isResult) {
    enum Kind {
        STEP,
        EACH,
        BATCH,
        CHOICE,
        EXPAND;

        /// Whether it stands for many units.
        boolean isMapped() {
            return this == EACH || this == BATCH || this == EXPAND;
        }

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    Vertex {
        lines = List.copyOf(lines);
    }

    /// The call it belongs to; empty if it is the pipeline's own.
    String group() {
        var slash = name.lastIndexOf('/');
        return slash < 0 ? "" : name.substring(0, slash);
    }

    /// The name without the call's.
    String label() {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
