package dev.towpath.cli;

import dev.towpath.Status;
import dev.towpath.embedded.ArtifactFilter;
import dev.towpath.embedded.RunView;
import dev.towpath.embedded.StepView;
import dev.towpath.embedded.Towpath;
import java.time.Duration;
import java.util.ArrayList;

/// `towpath show RUN`: everything about one run.
final class ShowCommand implements Command {
    private static final int ARTIFACTS_SHOWN = 20;

    @Override
    public Spec spec() {
        return Spec.of(
                        "show",
                        "RUN",
                        "show a run: steps, times, result, failures",
                        0,
                        1,
                        Option.of("units", "STEP", "show the units of this step, failed ones first"),
                        Option.of("status", "WORD", "with --units: only those that stand so, for instance failed"),
                        Option.of("limit", "N", "with --units: how many at most; 50 unless said otherwise"),
                        Option.flag("verbose", "v", "show inputs, origins and stack traces too"))
                .describedAs(
                        "RUN is a run's name, the beginning of one, or `last`, which is also what you get without it.")
                .withExamples(
                        "towpath show last",
                        "towpath show r-01jd3k5v9q --units crop --status failed",
                        "towpath show last --output json");
    }

    @Override
    public int run(Context context) {
        var arguments = context.arguments();
        if (!arguments.has("units") && (arguments.has("status") || arguments.has("limit")))
            throw new UsageError("--status and --limit are about units", "Name their step with --units STEP.");
        try (var towpath = context.reading()) {
            var words = context.arguments().words();
            var view = towpath.view(context.run(towpath, words.isEmpty() ? "last" : words.getFirst()));
            var step = arguments.value("units");
            if (step != null) {
                new UnitsView(context, view).print(towpath, step);
            } else if (context.json()) {
                context.printJson(RunJson.of(view));
            } else {
                header(context, view);
                body(context, towpath, view);
            }
            return ExitCode.OK;
        }
    }

    private static void header(Context context, RunView view) {
        var style = context.out();
        var lines = new RunLines(style);
        context.print(style.bold(view.pipeline()) + "  "
                + (view.interrupted() ? style.yellow("! INTERRUPTED") : lines.status(view.status())));
        var zone = context.env().zone().get();
        var facts = new ArrayList<String>();
        facts.add("created " + Amounts.dateTime(view.created(), zone) + " ("
                + Amounts.ago(view.created(), context.now(), zone) + ")");
        if (view.started() != null && view.ended() != null) {
            facts.add("took " + Amounts.duration(Duration.between(view.started(), view.ended())));
        }
        context.print("  run     " + view.id());
        context.print("  time    " + String.join(", ", facts));
        if (view.key() != null) context.print("  key     " + Columns.plain(view.key()));
        if (view.parent() != null) context.print("  parent  " + view.parent());
        if (!view.reason().isEmpty()) context.print("  reason  " + Columns.plain(view.reason()));
    }

    private static void body(Context context, Towpath towpath, RunView view) {
        var style = context.out();
        var verbose = context.arguments().has("verbose");
        if (verbose) {
            context.print("  input   " + Columns.plain(view.input()));
            towpath.origins(view.id())
                    .forEach((name, origin) -> context.print(style.dim("          " + name + ": " + origin)));
        }
        context.print("");
        context.print(new RunLines(style).table(view, view.interrupted() ? lastTime(view) : context.now()));
        var messages = new Messages(style);
        for (var step : view.steps()) {
            var failure = step.failure();
            // A step that has succeeded may still know why an earlier try failed.
            if (failure != null && step.status() != Status.SUCCEEDED && !isTheRuns(view, step)) {
                context.print("");
                context.print(messages.lines(failure, verbose));
            }
        }
        if (view.failure() != null) {
            context.print("");
            context.print(messages.lines(view.failure(), verbose));
            if (!verbose && !view.failure().stack().isEmpty()) {
                context.print("  " + style.dim("stack trace: " + context.suggest("show " + view.id() + " --verbose")));
            }
        }
        results(context, towpath, view);
        next(context, view);
    }

    private static boolean isTheRuns(RunView view, StepView step) {
        return view.failure() != null && step.name().equals(view.failure().step());
    }

    private static java.time.Instant lastTime(RunView view) {
        var last = view.created();
        for (var step : view.steps()) {
            if (step.started() != null && step.started().isAfter(last)) last = step.started();
            if (step.ended() != null && step.ended().isAfter(last)) last = step.ended();
        }
        return last;
    }

    /// The result, and where the files are that a run has made.
    private static void results(Context context, Towpath towpath, RunView view) {
        var style = context.out();
        if (view.output() != null) {
            context.print("");
            context.print(new ResultLines(context.env(), style).of(view.output()));
        }
        var files = towpath.artifacts(new ArtifactFilter(null, null, null, 0, view.id(), 1000)).stream()
                .filter(artifact -> !artifact.fileName().isEmpty())
                .toList();
        if (files.isEmpty()) return;
        context.print("");
        var table = new Table(style).column("ARTIFACT").column("FILE").numbers("SIZE");
        for (var file : files.subList(0, Math.min(ARTIFACTS_SHOWN, files.size()))) {
            table.row(file.path(), Columns.plain(file.fileName()), Amounts.size(file.size()));
        }
        context.print(table.lines());
        if (files.size() > ARTIFACTS_SHOWN) {
            context.print(style.dim(Amounts.count(files.size() - ARTIFACTS_SHOWN, "more artifact") + ": "
                    + context.suggest("artifacts ls --run " + view.id())));
        }
    }

    private static void next(Context context, RunView view) {
        var isOver = view.status() == Status.FAILED || view.status() == Status.CANCELLED;
        if (view.interrupted() || isOver || (view.isHeld() && !view.isUndecided())) {
            context.print("");
            context.print(UnitsView.kept(context, view));
            context.print(context.out().dim("Continue it: " + context.suggest("resume " + view.id())));
        }
    }
}
