package dev.towpath.engine.machine;

import dev.towpath.Status;

/// What a transition table says about a pair of a state and a move.
sealed interface Ruling {
    /// Late news: it was right when it was sent and changes nothing any more.
    Ruling LATE = new Late();
    /// A broken invariant: whoever asks has made a mistake.
    Ruling REFUSED = new Refused();

    /// The state that follows.
    record To(Status status) implements Ruling {}

    /// See [#LATE].
    record Late() implements Ruling {}

    /// See [#REFUSED].
    record Refused() implements Ruling {}
}
