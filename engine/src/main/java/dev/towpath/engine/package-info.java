/// Drives runs: commits the facts that the machine decides, then performs the effects, and does so again after a
/// crash. It decides order, timers, cache use and in-process attempts. It never decides a state change itself (that is
/// `machine`) and never names a concrete store. Read `Engine` first.
@NullMarked
package dev.towpath.engine;

import org.jspecify.annotations.NullMarked;
