package dev.towpath.cli;

import dev.towpath.embedded.Run;
import dev.towpath.embedded.RunCancelled;
import dev.towpath.embedded.RunFailed;
import dev.towpath.embedded.RunView;
import dev.towpath.embedded.Towpath;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/// Follows a run of this process to its end, showing it meanwhile; Ctrl-C cancels it.
final class Follower {
    /// Short runs end before anything is drawn or watched.
    private static final Duration FIRST_LOOK = Duration.ofMillis(60);

    private static final Duration LOOK = Duration.ofMillis(100);

    private final Context context;
    private final Towpath towpath;
    private final AtomicBoolean cancelled = new AtomicBoolean();

    private enum How {
        LIVE,
        PLAIN,
        NONE
    }

    Follower(Context context, Towpath towpath) {
        this.context = context;
        this.towpath = towpath;
    }

    /// Waits for the end, or until the run can not go on by itself.
    RunView follow(Run<?> run) throws InterruptedException {
        if (ends(run, FIRST_LOOK)) {
            if (how() == How.PLAIN)
                plain(new PlainView(context.err(), context.env().zone().get()), run.view());
            return run.view();
        }
        try (var _ = context.env().interrupts().watch(() -> cancel(run), () -> leave(run))) {
            return switch (how()) {
                case LIVE -> live(run);
                case PLAIN, NONE -> quietly(run);
            };
        }
    }

    private How how() {
        if (context.quiet()) return How.NONE;
        var env = context.env();
        return switch (context.settings().text(Setting.PROGRESS)) {
            case "none" -> How.NONE;
            case "plain" -> How.PLAIN;
            case "live" -> How.LIVE;
            default ->
                env.terminal().err() && !context.settings().isDumb() && env.variable("CI") == null
                        ? How.LIVE
                        : How.PLAIN;
        };
    }

    private RunView live(Run<?> run) throws InterruptedException {
        try (var screen = new LiveView(context.env().err())) {
            while (true) {
                var ended = ends(run, LOOK);
                var view = run.view();
                if (ended || isStuck(view)) {
                    screen.clear();
                    return view;
                }
                var terminal = context.env().terminal();
                var style = new Style(context.err().colour(), context.err().unicode(), terminal.columns());
                var lines = new java.util.ArrayList<>(new RunLines(style).live(view, context.now(), terminal.rows()));
                if (cancelled.get()) lines.add(style.yellow("cancelling; Ctrl-C again kills"));
                screen.draw(lines);
            }
        }
    }

    private RunView quietly(Run<?> run) throws InterruptedException {
        var plain = how() == How.PLAIN
                ? new PlainView(context.err(), context.env().zone().get())
                : null;
        while (true) {
            var ended = ends(run, LOOK);
            var view = run.view();
            if (plain != null) plain(plain, view);
            if (ended || isStuck(view)) return view;
        }
    }

    private void plain(PlainView plain, RunView view) {
        for (var line : plain.news(view, context.now())) context.say(line);
    }

    private static boolean ends(Run<?> run, Duration within) throws InterruptedException {
        try {
            run.await(within);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (RunFailed | RunCancelled e) {
            return true;
        }
    }

    /// Nothing goes on by itself: paused with no attempt at work, a decision or the code is missing.
    private static boolean isStuck(RunView view) {
        return view.isHeld() && view.inFlight() == 0;
    }

    private void cancel(Run<?> run) {
        if (cancelled.compareAndSet(false, true)) {
            if (how() == How.PLAIN) context.say("cancelling; Ctrl-C again kills");
            run.cancel("Ctrl-C");
        }
    }

    /// The process is asked to end: what succeeded is kept, and the run is not cancelled.
    private void leave(Run<?> run) {
        context.env().err().println("stopped; continue with: " + context.suggest("resume " + run.id()));
        context.env().err().flush();
        towpath.close();
    }
}
