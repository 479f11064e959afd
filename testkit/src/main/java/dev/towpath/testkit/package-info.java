/// Simulation, fault injection and a conformance suite per `spi` type, for us and for users. It decides what an
/// implementation must prove. It never reads a wall clock, and main code never uses it.
@NullMarked
package dev.towpath.testkit;

import org.jspecify.annotations.NullMarked;
