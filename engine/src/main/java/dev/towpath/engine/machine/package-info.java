/// The rules of a run as pure functions: a state and an event give the next state and the effects. It decides every
/// state change. It never reads a clock, a file or a store, starts a thread, or knows the engine around it.
@NullMarked
package dev.towpath.engine.machine;

import org.jspecify.annotations.NullMarked;
