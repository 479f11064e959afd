package dev.towpath.spi;

import dev.towpath.RunId;
import java.time.Instant;

/// A request to whoever executes a run.
///
/// @param no in the order of arrival; no number is given twice, not even after the message was taken
/// @param body what belongs to the kind, as JSON: the engine's own
/// @param sender who asks, for people
public record InboxRow(long no, RunId run, Kind kind, String body, String sender, Instant at) {
    /// What is asked for.
    public enum Kind {
        /// To end as cancelled.
        CANCEL,
        /// To start no more attempts.
        PAUSE,
        /// To start attempts again.
        RESUME,
        /// To go on as the body says, where nobody can know whether an attempt has happened.
        DECIDE
    }
}
