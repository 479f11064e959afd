package dev.towpath.engine.machine;

import java.util.List;

/// Something about a value that the rules must know; whoever has the value answers.
///
/// @param node that gives the value; -1 for the run's input
/// @param path component names inside the value
public record Watch(int node, List<String> path, Kind kind) {
    /// What is asked.
    public enum Kind {
        /// How long the list is.
        COUNT,
        /// Whether it is true, or which case of a sealed type it is.
        CASE,
        /// Its digest, after it was kept: it is the run's result.
        CONTENT
    }

    public Watch {
        path = List.copyOf(path);
    }
}
