/// The `towpath` command. It decides what a user types and reads, and the exit codes. It never decides what a run
/// does: each command is one call of `embedded` and a way to show the answer. Read `Main` first.
@NullMarked
package dev.towpath.cli;

import org.jspecify.annotations.NullMarked;
