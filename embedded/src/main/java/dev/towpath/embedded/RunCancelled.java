package dev.towpath.embedded;

import dev.towpath.RunId;
import dev.towpath.TowpathException;

/// A run that was waited for was cancelled.
public final class RunCancelled extends TowpathException {
    private static final long serialVersionUID = 1L;

    private final RunId run;

    RunCancelled(RunId run) {
        super("run-cancelled", "the run was cancelled", run.text(), "Resume it to go on from where it stopped.", null);
        this.run = run;
    }

    /// The run.
    public RunId run() {
        return run;
    }
}
