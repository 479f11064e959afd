/// What a pipeline compiles to: the plan, as plain values. It decides how steps refer to each other. It never holds
/// user code, an open file or the state of a run. Read `Plan` first.
@NullMarked
package dev.towpath.plan;

import org.jspecify.annotations.NullMarked;
