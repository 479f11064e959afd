/// The workloads of the project done by other engines, with the same lines as a result. Read [Peers] first; each engine
/// is
/// one [Peer], written as its own documentation advises.
@NullMarked
package dev.towpath.bench.peers;

import org.jspecify.annotations.NullMarked;
