package dev.towpath.cli.graph;

/// An arrow between two vertices.
///
/// @param from index of the vertex it leaves
/// @param to index of the vertex it enters
/// @param label what goes along it: components of the output, or the case; empty for the whole output
/// @param kind why it is there
record Edge(int from, int to, String label, Kind kind) {
    enum Kind {
        /// A value goes along it.
        DATA,
        /// Its value decides whether the other one runs.
        CONDITION,
        /// Order without a value.
        ORDER;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
