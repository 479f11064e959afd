package dev.towpath.embedded;

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
        if (units < 1) throw new IllegalArgumentException("batch must be 1 or more, was " + units);
        return new Mode(false, units);
    }

    /// The mode of a text: `parallel`, `serial` or `batch=N`.
    ///
    /// @throws IllegalArgumentException if it is none of them
    public static Mode parse(String text) {
        if (text.equals("parallel")) return PARALLEL;
        if (text.equals("serial")) return SERIAL;
        if (text.matches("batch=[1-9][0-9]{0,8}")) return batch(Integer.parseInt(text.substring("batch=".length())));
        throw new IllegalArgumentException("a mode is parallel, serial or batch=N with N from 1, was '" + text + "'");
    }

    dev.towpath.engine.Mode forEngine() {
        return new dev.towpath.engine.Mode(serial, batch);
    }

    @Override
    public String toString() {
        return serial ? "serial" : batch > 0 ? "batch=" + batch : "parallel";
    }
}
