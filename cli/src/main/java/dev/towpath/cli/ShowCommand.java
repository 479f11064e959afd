package dev.towpath.cli;

import dev.towpath.Status;
import dev.towpath.embedded.ArtifactFilter;
import dev.towpath.embedded.RunView;
import dev.towpath.embedded.StepView;
import dev.towpath.embedded.Towpath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// `towpath show RUN`: everything about one run.
final class ShowCommand implements Command {
    private static final int UNITS_SHOWN = 10;
    private static final int ARTIFACTS_SHOWN = 20;

    @Override
    public Spec spec() {
        return Spec.of(
                        "show",
                        "RUN",
                        "show a run: steps, times, result, failures",
                        0,
                        1,
                        Option.of("step", "NAME", "show the units of this step"),
                        Option.flag("verbose", "v", "show inputs, origins and stack traces too"))
                .describedAs(
                        "RUN is a run's name, the beginning of one, or `last`, which is also what you get without it.")
                .withExamples(
                        "towpath show last",
                        "towpath show r-01jd3k5v9q --step crop",
                        "towpath show last --output json");
    }

    @Override
    public int run(Context context) {
        try (var towpath = context.reading()) {
            var words = context.arguments().words();
            var view = towpath.view(context.run(towpath, words.isEmpty() ? "last" : words.getFirst()));
            if (context.json()) {
                context.printJson(RunJson.of(view));
            } else {
                header(context, view);
                var step = context.arguments().value("step");
                if (step == null) body(context, towpath, view);
                else units(context, towpath, view, step, Integer.MAX_VALUE);
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
        var waitsForCode = view.status() == Status.QUEUED && !view.reason().isEmpty();
        var isOver = view.status() == Status.FAILED || view.status() == Status.CANCELLED;
        if (view.interrupted() || waitsForCode || isOver) {
            context.print("");
            context.print(context.out().dim("Continue it: " + context.suggest("resume " + view.id())));
        }
    }

    private static void units(Context context, Towpath towpath, RunView view, String step, int most) {
        var found =
                view.steps().stream().filter(known -> known.name().equals(step)).findFirst();
        if (found.isEmpty()) {
            var names = view.steps().stream().map(StepView::name).toList();
            throw new NotFound(
                    "step-not-found",
                    "the run has no step '" + step + "'",
                    view.id().text(),
                    Suggest.didYouMean(step, names) + "Its steps: " + String.join(", ", names) + ".");
        }
        context.print("");
        context.print(new RunLines(context.out()).table(only(view, found.get()), context.now()));
        var failure = found.get().failure();
        if (failure != null)
            context.print(new Messages(context.out())
                    .lines(failure, context.arguments().has("verbose")));
        if (found.get().units() == null) return;
        context.print("");
        context.print(unitTable(context, towpath.units(view.id(), step), most));
    }

    private static RunView only(RunView view, StepView step) {
        return new RunView(
                view.id(),
                view.pipeline(),
                view.status(),
                view.interrupted(),
                view.key(),
                view.parent(),
                view.created(),
                view.started(),
                view.ended(),
                view.input(),
                view.output(),
                List.of(step),
                view.failure(),
                view.reason());
    }

    /// Units that are worth a row: all of a few; of many, those that failed or were tried more than once.
    private static List<String> unitTable(Context context, List<dev.towpath.embedded.UnitView> units, int most) {
        var style = context.out();
        var lines = new RunLines(style);
        var special = units.size() <= 4 * UNITS_SHOWN
                ? units
                : units.stream()
                        .filter(unit -> unit.status() != Status.SUCCEEDED || unit.attempts() > 1)
                        .toList();
        var table = new Table(style)
                .numbers("UNIT")
                .column("STATUS")
                .numbers("TRIES")
                .numbers("TIME")
                .shrinking("");
        for (var unit : special.subList(0, Math.min(most, Math.min(special.size(), 1000)))) {
            var timed = unit.started() != null && unit.ended() != null;
            table.row(
                    Integer.toString(unit.index()),
                    lines.status(unit.status()),
                    Integer.toString(unit.attempts()),
                    timed ? Amounts.duration(Duration.between(unit.started(), unit.ended())) : "",
                    unit.failure() == null ? "" : Columns.plain(unit.failure().message()));
        }
        var out = new ArrayList<>(table.lines());
        if (special.size() < units.size()) {
            out.add(style.dim(Amounts.count(units.size() - special.size(), "unit") + " succeeded at the first try"));
        }
        return out;
    }
}
