package dev.towpath.engine.machine;

/// The rules of runs as whoever executes them knows them; [Machine#RULES] are the real ones.
public interface Rules {
    /// Decides what follows from a message and from all that follows from that, and applies it. The events must be on
    /// disk before any of the effects that the outside can see.
    ///
    /// @param now in milliseconds since 1970
    Decision turn(RunState state, Message message, long now);

    /// Changes the state as an event says.
    ///
    /// @throws IllegalStateException if the event can not follow on this state
    void apply(RunState state, Event event);
}
