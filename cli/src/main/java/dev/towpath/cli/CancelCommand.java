package dev.towpath.cli;

import dev.towpath.Status;
import java.util.List;

/// `towpath cancel RUN`: asks a run to stop, whichever process executes it.
final class CancelCommand implements Command {
    @Override
    public Spec spec() {
        return Spec.of("cancel", "RUN", "stop a run, also one that another process executes", 1, 1, Asking.REASON)
                .describedAs("""
                    The request is on disk before anything happens. What has succeeded is kept, and `resume` goes on from
                    there. A run that has ended stays as it is. Ends when the run has stopped, or after ten seconds with
                    exit code 4 if a step of another process does not let go.\
                    """)
                .withExamples("towpath cancel last", "towpath cancel r-01jd3k5v9q --reason 'wrong photo'");
    }

    @Override
    public int run(Context context) throws InterruptedException {
        var asking = new Asking(context);
        return asking.about(context.word(0), (towpath, run) -> {
            var before = towpath.view(run);
            if (before.status().isTerminal()) return asking.ended(before);
            towpath.cancel(run, asking.reason("cancelled"));
            var view = asking.until(towpath, run, now -> now.status().isTerminal());
            asking.say(view, List.of());
            return view.status() == Status.CANCELLED ? ExitCode.OK : ExitCode.of(view.status());
        });
    }
}
