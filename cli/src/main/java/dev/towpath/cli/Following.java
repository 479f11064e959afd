package dev.towpath.cli;

import dev.towpath.RunId;
import dev.towpath.embedded.Towpath;

/// Follows a run that any process executes, until it has ended or nothing goes on by itself.
final class Following {
    private final Towpath towpath;
    private final RunId run;

    Following(Towpath towpath, RunId run) {
        this.towpath = towpath;
        this.run = run;
    }

    /// Looks now, whenever something may have changed, and once more at the end.
    ///
    /// @param look shows what is new
    void toEnd(Runnable look) throws InterruptedException {
        try (var watch = towpath.watch(run)) {
            while (true) {
                // First the run, then its news: what came before its end is not missed.
                var view = towpath.view(run);
                var isOver =
                        view.status().isTerminal() || view.interrupted() || (view.isHeld() && view.inFlight() == 0);
                look.run();
                if (isOver) return;
                watch.await();
            }
        }
    }
}
