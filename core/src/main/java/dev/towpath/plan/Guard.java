package dev.towpath.plan;

/// The condition under which the nodes of a block run.
///
/// @param on the value that is looked at
/// @param is what it has to be: `true` or `false` for a boolean, else the name under which the encoding writes the
///     case of a sealed type
public record Guard(Ref on, String is) {}
