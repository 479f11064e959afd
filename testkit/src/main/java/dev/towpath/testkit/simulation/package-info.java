/// The whole engine in a simulated world: a disk that forgets what was not synced, processes that die, pause and wake
/// up
/// as stale owners, clocks that jump, attempts that fail, come late or never stop. All chance comes from one seed, so a
/// history can be told again, and made smaller. It decides what must hold after every history; it never decides how the
/// engine gets there. Read [Simulation] first.
@NullMarked
package dev.towpath.testkit.simulation;

import org.jspecify.annotations.NullMarked;
