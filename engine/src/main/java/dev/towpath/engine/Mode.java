package dev.towpath.engine;

/// In which order the attempts of a run are started; the outputs are the same in all of them.
///
/// @param serial whether one attempt runs at a time, in the order of the plan
/// @param batch so many units of every `each` are handed over together; 0 to leave that to the engine
public record Mode(boolean serial, int batch) {
    /// As many at once as there are places.
    public static final Mode PARALLEL = new Mode(false, 0);
    /// One at a time, in the order of the plan.
    public static final Mode SERIAL = new Mode(true, 0);

    public Mode {
        if (batch < 0) throw new IllegalArgumentException("batch must be 1 or more, was " + batch);
    }

    /// As many at once as there are places, `units` of every `each` together in one.
    public static Mode batch(int units) {
        return new Mode(false, units);
    }
}
