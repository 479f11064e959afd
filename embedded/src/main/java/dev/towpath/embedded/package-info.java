/// The engine wired to its default stores, for programs, tests and notebooks. It decides which parts are put together
/// and closes them in order. It never adds a rule of its own. Read `Towpath` first.
@NullMarked
package dev.towpath.embedded;

import org.jspecify.annotations.NullMarked;
