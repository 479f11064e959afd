package dev.towpath.cli;

import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.embedded.RunView;
import dev.towpath.embedded.Towpath;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;

/// What the commands have in common that ask something of a run, whoever executes it.
final class Asking {
    static final Option REASON = Option.of("reason", "TEXT", "why, for people; kept with the run");

    /// How long a command waits to see what became of its request.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Context context;

    Asking(Context context) {
        this.context = context;
    }

    /// What is asked.
    interface Request {
        int of(Towpath towpath, RunId run) throws InterruptedException;
    }

    /// Finds the run, and opens the store as one that may take runs.
    int about(String typed, Request request) throws InterruptedException {
        RunId run;
        try (var reading = context.reading()) {
            run = context.run(reading, typed);
        }
        try (var towpath = Towpath.open(context.store(), context.settings().towpathOptions())) {
            return request.of(towpath, run);
        }
    }

    String reason(String otherwise) {
        return Objects.requireNonNullElse(context.arguments().value("reason"), otherwise);
    }

    /// Waits until the answer can be seen, but not for ever.
    RunView until(Towpath towpath, RunId run, Predicate<RunView> seen) throws InterruptedException {
        try (var watch = towpath.watch(run)) {
            var deadline = context.now().plus(PATIENCE);
            while (true) {
                var view = towpath.view(run);
                var left = Duration.between(context.now(), deadline);
                if (seen.test(view) || left.isNegative() || !watch.await(left)) return towpath.view(run);
            }
        }
    }

    /// A run that has ended is left as it is.
    int ended(RunView view) {
        if (!context.json() && !context.quiet())
            context.say("The run has ended already, as " + word(view.status()) + ": nothing is changed.");
        if (context.json()) context.printJson(RunJson.of(view));
        return ExitCode.OK;
    }

    private static String word(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    /// Says how the run stands now.
    ///
    /// @param next lines about what can be done
    void say(RunView view, List<String> next) {
        if (context.json()) {
            context.printJson(RunJson.of(view));
            return;
        }
        var style = context.out();
        var status = view.status();
        var word = view.isPaused() ? "paused" : word(status);
        context.print(style.status(status, style.symbol(status)) + " " + style.bold(view.pipeline()) + " "
                + style.status(status, word) + "  " + style.dim(view.id().text()));
        if (!view.reason().isEmpty()) context.print("  " + Columns.plain(view.reason()));
        if (view.isPaused() && view.inFlight() > 0) context.print("  " + PauseCommand.atWork(view));
        if (context.quiet()) return;
        for (var line : next) context.print(style.dim(line));
    }
}
