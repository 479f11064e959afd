package dev.towpath.embedded;

import java.time.Instant;

/// The process that executes the runs of a store folder.
///
/// @param command how it was started, as far as the operating system tells
public record LockHolder(long pid, Instant since, String command) {}
