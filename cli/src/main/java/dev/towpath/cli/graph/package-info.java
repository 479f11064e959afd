/// Pictures of a plan. It decides what is shown of a graph and where each box lies. It never executes anything. Read
/// `Graph` first.
@NullMarked
package dev.towpath.cli.graph;

import org.jspecify.annotations.NullMarked;
