package dev.towpath;

/// What a step does besides giving its value, and so what may happen when an attempt is interrupted.
public enum Effect {
    /// Nothing: it may be executed any number of times. What holds for a step that says nothing.
    PURE,
    /// Something that may happen again without harm: sending the same twice is the same as once.
    IDEMPOTENT,
    /// Something that must not happen twice. An attempt that was started and whose end is not known is never started
    /// again by itself: the run waits until somebody says what became of it.
    AT_MOST_ONCE
}
