package dev.towpath.spi;

import dev.towpath.RunId;
import java.time.Instant;

/// The events of one run in one commit.
///
/// @param seq the sequence number of the first of them, from 1; unique in the run
/// @param count how many there are
/// @param epoch of the owner that wrote them
/// @param id unique: tells a repeated commit from a foreign one
/// @param packed the events, in the engine's own versioned form
public record EventRow(RunId run, long seq, int count, int epoch, String id, Instant at, byte[] packed) {}
