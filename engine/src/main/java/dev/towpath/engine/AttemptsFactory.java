package dev.towpath.engine;

import java.util.function.Consumer;
import java.util.function.Function;

/// Makes the attempt threads of one engine, for instance `LocalAttempts.factory(…)`.
public final class AttemptsFactory {
    private final Function<Consumer<Report>, Attempts> make;

    /// @param make given where to report to; reporting never blocks for long and may come from any thread
    public AttemptsFactory(Function<Consumer<Report>, Attempts> make) {
        this.make = make;
    }

    Attempts make(Consumer<Report> reports) {
        return make.apply(reports);
    }
}
