/// Measures the workloads of the project, one command each, one JSON line a run. It decides nothing and never asserts a
/// time: figures are compared with the goals in `bench/RESULTS.md`. Read [Bench] first.
@NullMarked
package dev.towpath.bench;

import org.jspecify.annotations.NullMarked;
