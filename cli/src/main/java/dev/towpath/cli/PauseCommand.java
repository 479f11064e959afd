package dev.towpath.cli;

import dev.towpath.embedded.RunView;
import java.util.List;

/// `towpath pause RUN`: lets a run start nothing more until it is resumed.
final class PauseCommand implements Command {
    @Override
    public Spec spec() {
        return Spec.of("pause", "RUN", "start nothing more of a run until it is resumed", 1, 1, Asking.REASON)
                .describedAs("""
                    Attempts that are at work end and count. The run waits on disk: it needs no process, and `resume`
                    goes on with it, here or anywhere. Pausing twice, or a run that has ended, changes nothing.\
                    """)
                .withExamples("towpath pause last", "towpath resume last");
    }

    @Override
    public int run(Context context) throws InterruptedException {
        var asking = new Asking(context);
        return asking.about(context.word(0), (towpath, run) -> {
            var before = towpath.view(run);
            if (before.status().isTerminal()) return asking.ended(before);
            towpath.pause(run, asking.reason(""));
            var view = asking.until(towpath, run, now -> now.status().isTerminal() || now.isPaused());
            var next = view.isPaused() ? List.of("continue  " + context.suggest("resume " + run)) : List.<String>of();
            asking.say(view, next);
            return view.isPaused() ? ExitCode.OK : ExitCode.of(view.status());
        });
    }

    /// How many attempts are still at work, as a remark.
    static String atWork(RunView view) {
        var count = view.inFlight();
        return count == 0 ? "" : Amounts.count(count, "attempt") + " at work ends first";
    }
}
