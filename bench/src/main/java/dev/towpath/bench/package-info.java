/// Measures the workloads of the project, one command each, one JSON line a run. It decides nothing and asserts nothing:
/// the goals are compared in `bench/RESULTS.md`. Read [Bench] first.
@NullMarked
package dev.towpath.bench;

import org.jspecify.annotations.NullMarked;
