/// What users write pipelines with. It decides which pipelines are valid and what one means: the steps, their
/// values and their rules. It never runs a step, opens a store or reads a clock.
@NullMarked
package dev.towpath;

import org.jspecify.annotations.NullMarked;
