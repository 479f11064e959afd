package dev.towpath.engine.machine;

import java.util.List;

/// What follows from a message.
///
/// @param events facts, in order
/// @param effects what is to be done once the facts are on disk
public record Decision(List<Event> events, List<Effect> effects) {
    /// Late news, or nothing to do.
    public static final Decision NOTHING = new Decision(List.of(), List.of());

    public Decision {
        events = List.copyOf(events);
        effects = List.copyOf(effects);
    }

    /// Whether nothing follows.
    public boolean isNothing() {
        return events.isEmpty() && effects.isEmpty();
    }
}
