package dev.towpath.cli;

import dev.towpath.Status;
import dev.towpath.embedded.Towpath;
import java.util.List;

/// `towpath resume RUN`: continues a run that was interrupted, failed or cancelled.
final class ResumeCommand implements Command {
    @Override
    public Spec spec() {
        return Spec.of("resume", "RUN", "continue an interrupted, failed or cancelled run", 1, 1)
                .describedAs("""
                    What has succeeded is not executed again. The run's own code is used, as it was stored: it does not
                    matter whether the source file has changed or is gone.\
                    """)
                .withExamples("towpath resume last");
    }

    @Override
    public int run(Context context) throws InterruptedException {
        try (var reading = context.reading()) {
            var view = reading.view(context.run(reading, context.word(0)));
            if (view.status() == Status.SUCCEEDED) {
                if (!context.json() && !context.quiet())
                    context.say("The run has succeeded already; nothing is left to do.");
                return RunCommand.report(context, view, List.of());
            }
        }
        try (var towpath = Towpath.open(context.store(), context.settings().towpathOptions())) {
            var run = context.run(towpath, context.word(0));
            return RunCommand.toEnd(context, towpath, run, () -> towpath.resume(run), List.of());
        }
    }
}
