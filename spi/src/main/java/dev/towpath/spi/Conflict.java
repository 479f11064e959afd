package dev.towpath.spi;

import dev.towpath.RunId;

/// The store holds something else about a run than who committed believed; nothing of the commit was written.
public final class Conflict extends StoreException {
    private static final long serialVersionUID = 1L;
    private static final String HINT =
            "Another process has written to this store: load the run again and go on from what it says.";

    private final String run;

    private Conflict(RunId run, String what) {
        super("store-conflict", what, run.text(), HINT, null);
        this.run = run.text();
    }

    /// A new run whose name is taken.
    public static Conflict runExists(RunId run) {
        return new Conflict(run, "there is a run of this name already");
    }

    /// A row of a run that is not there.
    public static Conflict noSuchRun(RunId run) {
        return new Conflict(run, "there is no run of this name");
    }

    /// An event whose number is taken.
    public static Conflict eventExists(RunId run, long seq) {
        return new Conflict(run, "the event with number " + seq + " is there already");
    }

    /// A message that was taken by another commit.
    public static Conflict messageGone(RunId run, long no) {
        return new Conflict(run, "the message with number " + no + " was taken already");
    }

    /// The run that it is about.
    public RunId run() {
        return new RunId(run);
    }
}
