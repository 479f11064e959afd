package dev.towpath.embedded;

import dev.towpath.Failure;
import dev.towpath.RunId;
import dev.towpath.TowpathException;
import org.jspecify.annotations.Nullable;

/// A run that was waited for has failed.
public final class RunFailed extends TowpathException {
    private static final long serialVersionUID = 1L;

    private final RunId run;
    private final transient Failure failure;

    RunFailed(RunId run, Failure failure) {
        super(failure.code(), what(failure), at(run, failure), failure.hint(), null);
        this.run = run;
        this.failure = failure;
    }

    private static String what(Failure failure) {
        if (failure.step() == null) return failure.message();
        var unit = failure.unit() < 0 ? "" : ", unit " + failure.unit();
        return "step " + failure.step() + unit + " failed: " + failure.message();
    }

    private static @Nullable String at(RunId run, Failure failure) {
        return failure.at() == null ? run.text() : failure.at();
    }

    /// The run.
    public RunId run() {
        return run;
    }

    /// Why: with the stack trace and the last lines of the log.
    public Failure failure() {
        return failure;
    }
}
