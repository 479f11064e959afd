package dev.towpath.engine.machine;

/// Something to be done after the events of the same decision are on disk. Doing it twice is harmless.
public sealed interface Effect {
    /// Execute attempts.
    ///
    /// @param first the first unit; -1 for a step that is not mapped
    record Start(int step, int first, int count, int number) implements Effect {}

    /// Look at a value and tell; may be done before the commit, because nobody sees it.
    record Look(int watch) implements Effect {}

    /// Put the values of all units of a mapped step into one list, keep it and tell; may be done before the commit.
    record Gather(int step) implements Effect {}

    /// Tell when a time has come.
    ///
    /// @param at milliseconds since 1970
    record Timer(int step, int unit, long at) implements Effect {}

    /// Interrupt all attempts of the run; each of them is reported.
    record StopAttempts() implements Effect {}

    /// Submit the run that a unit of `expand` asks for, or continue it, and tell how it ends.
    record SubmitChild(int step, int unit) implements Effect {}

    /// Cancel the run that a unit of `expand` has asked for.
    record CancelChild(int step, int unit) implements Effect {}

    /// Tell those who wait for it: the run has ended.
    record Announce() implements Effect {}
}
