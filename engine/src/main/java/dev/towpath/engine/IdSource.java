package dev.towpath.engine;

import dev.towpath.RunId;
import java.time.Instant;

/// Where new names come from: random in a program, counted in a test. Safe for many threads.
public interface IdSource {
    /// The name of a new run.
    RunId newRun(Instant now);

    /// A unique text for a commit's events.
    String newEvent();
}
