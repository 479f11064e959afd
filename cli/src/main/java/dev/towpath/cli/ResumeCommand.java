package dev.towpath.cli;

import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.embedded.CodeChanges;
import dev.towpath.embedded.Decision;
import dev.towpath.embedded.RunView;
import dev.towpath.embedded.Towpath;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `towpath resume RUN`: goes on with a run that was interrupted, paused, failed, cancelled or waits for a decision.
final class ResumeCommand implements Command {
    static final Option YES = Option.flag("yes", "y", "do not ask before going on");

    @Override
    public Spec spec() {
        return Spec.of(
                        "resume",
                        "RUN",
                        "continue a run that was interrupted, paused, failed or cancelled",
                        1,
                        1,
                        Option.of("with", "FILE", "go on with the code of this file"),
                        Target.OPTIONS.get(0),
                        Target.OPTIONS.get(1),
                        Option.of("step", "NAME[@UNIT]", "decide about this step, which may have happened"),
                        Option.of(
                                "done",
                                "FILE",
                                "with --step: it has happened and gave this: the file, or its value as JSON"),
                        Option.flag("retry", "", "with --step: it has not happened, or may happen again"),
                        Option.flag("fail", "", "with --step: it has failed"),
                        Option.of("reason", "TEXT", "with --fail: why, for people"),
                        YES)
                .describedAs("""
                    What has succeeded is not executed again. The run's own code is used, as it was stored: it does not
                    matter whether the source file has changed or is gone. With --with the code of a file is used from now
                    on: first it is shown which steps are kept, because they have the same code and fit, and which run
                    again and why; on a terminal you are asked before the run goes on.
                    A step with the effect at-most-once that was interrupted may have happened: the run waits until it is
                    said with --step NAME and one of --done FILE, --retry and --fail.
                    A run that another process executes goes on there.\
                    """)
                .withExamples(
                        "towpath resume last",
                        "towpath resume last --with SelectCats.java",
                        "towpath resume last --step pay --done receipt.json",
                        "towpath resume last --step pay@17 --retry");
    }

    @Override
    public int run(Context context) throws IOException, InterruptedException {
        var decision = decision(context);
        var file = context.arguments().value("with");
        if (file != null && decision != null)
            throw new UsageError("--with and --step do not go together", "Decide first, then resume with other code.");
        RunView before;
        try (var reading = context.reading()) {
            before = reading.view(context.run(reading, context.word(0)));
        }
        if (before.status() == Status.SUCCEEDED) {
            if (!context.json() && !context.quiet())
                context.say("The run has succeeded already; nothing is left to do. "
                        + context.suggest("rerun " + before.id()) + " makes a new one.");
            return RunCommand.report(context, before, List.of());
        }
        if (file != null) return with(context, before.id(), file);
        try (var towpath = Towpath.open(context.store(), context.settings().towpathOptions())) {
            var run = before.id();
            if (decision == null) return goOn(context, towpath, run);
            decide(context, towpath, run, decision);
            return towpath.holder(run).isPresent() && !towpath.isHere(run)
                    ? elsewhere(context, towpath, run)
                    : RunCommand.toEnd(context, towpath, run, () -> towpath.attached(run), List.of());
        }
    }

    /// Here, if no living process executes it.
    private static int goOn(Context context, Towpath towpath, RunId run) throws InterruptedException {
        if (towpath.holder(run).isEmpty())
            return RunCommand.toEnd(context, towpath, run, () -> towpath.resume(run), List.of());
        towpath.unpause(run, "resumed at the terminal");
        return elsewhere(context, towpath, run);
    }

    /// It goes on in another process.
    private static int elsewhere(Context context, Towpath towpath, RunId run) throws InterruptedException {
        var holder = towpath.holder(run);
        var asking = new Asking(context);
        var view = asking.until(towpath, run, now -> !now.isHeld());
        var follow = "follow       " + context.suggest("events " + run + " -f");
        asking.say(
                view,
                holder.map(process -> List.of("executed by  process " + process.pid(), follow))
                        .orElse(List.of()));
        return ExitCode.of(view.status());
    }

    private static void decide(Context context, Towpath towpath, RunId run, Decision decision) {
        var typed = Objects.requireNonNull(context.arguments().value("step"));
        var at = typed.lastIndexOf('@');
        var isUnit = at > 0 && typed.substring(at + 1).matches("[0-9]{1,9}");
        var step = isUnit ? typed.substring(0, at) : typed;
        towpath.decide(run, step, isUnit ? Integer.parseInt(typed.substring(at + 1)) : -1, decision);
    }

    private static @Nullable Decision decision(Context context) {
        var arguments = context.arguments();
        var said = Stream.of("done", "retry", "fail").filter(arguments::has).toList();
        if (!arguments.has("step")) {
            if (!said.isEmpty())
                throw new UsageError("--" + said.getFirst() + " is about a step", "Name it with --step NAME.");
            return null;
        }
        if (said.size() != 1)
            throw new UsageError(
                    "--step wants one of --done FILE, --retry and --fail, not " + said.size() + " of them",
                    "Say what became of the step.");
        return switch (said.getFirst()) {
            case "done" -> new Decision.Done(context.env().path(Objects.requireNonNull(arguments.value("done"))));
            case "retry" -> new Decision.Retry();
            default -> new Decision.Fail(Objects.requireNonNullElse(arguments.value("reason"), ""));
        };
    }

    private static int with(Context context, RunId run, String file) throws IOException, InterruptedException {
        try (var target = Target.load(context, file)) {
            var pipeline = target.pipeline(context);
            try (var towpath = Towpath.open(context.store(), context.settings().towpathOptions(), pipeline)) {
                var changes = towpath.changes(run, pipeline);
                show(context, changes);
                if (!new Question(context).isAnsweredYes("Go on with this code?")) return ExitCode.WAITING;
                return RunCommand.toEnd(context, towpath, run, () -> towpath.resumeWith(run, pipeline), List.of());
            }
        }
    }

    /// Which steps are kept and which run again, and why; on standard error, for the run's result comes later.
    static void show(Context context, CodeChanges changes) {
        if (context.quiet()) return;
        var style = context.err();
        var table = new Table(style).column("").column("").column("");
        for (var step : changes.steps()) {
            var word = switch (step.fate()) {
                case KEPT -> style.green("kept");
                case RUNS -> "runs";
                case RUNS_AGAIN -> style.yellow("runs again");
                case SKIPPED -> style.dim("skipped");
                case GONE -> style.dim("gone");
            };
            table.row(word, step.name(), style.dim(Columns.plain(step.why())));
        }
        for (var line : table.lines()) context.say(line);
    }
}
