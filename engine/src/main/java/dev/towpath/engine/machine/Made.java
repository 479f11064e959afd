package dev.towpath.engine.machine;

import dev.towpath.Digest;

/// A value that exists: what a step or a run gave.
///
/// @param digest of its encoding
/// @param size of its encoding in bytes
public record Made(Digest digest, long size) {}
