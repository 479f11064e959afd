package dev.towpath.cli;

import dev.towpath.Pipeline;
import dev.towpath.RunId;
import dev.towpath.Status;
import dev.towpath.TowpathException;
import dev.towpath.embedded.Durability;
import dev.towpath.embedded.Run;
import dev.towpath.embedded.RunOptions;
import dev.towpath.embedded.RunView;
import dev.towpath.embedded.Towpath;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// `towpath run FILE`: executes a pipeline to its end.
final class RunCommand implements Command {
    static final List<Option> INPUTS = List.of(
            new Option("file", "f", "FILE", "take inputs from a YAML or JSON file", true),
            Option.many("set", "NAME=VALUE", "set one input"));

    /// How a run is executed.
    static final List<Option> HOW = List.of(
            Option.of("key", "KEY", "the same key twice gives one run"),
            Option.of(
                    "durability",
                    "WHAT",
                    "strict: a step starts when all before it is on disk; pipelined: pure steps do not wait"),
            Option.of(
                    "priority",
                    "N",
                    "of two runs that wait for a place the higher one comes first; 0 unless said otherwise"));

    @Override
    public Spec spec() {
        var options = new ArrayList<>(Target.OPTIONS);
        options.addAll(INPUTS);
        options.addAll(HOW);
        options.add(Option.of("only", "STEP", "execute just this step, with what an earlier run has stored"));
        options.add(Option.of("from-run", "RUN", "which run --only takes the inputs from; the newest otherwise"));
        return new Spec(
                "run",
                "FILE",
                "execute a pipeline",
                """
                FILE is a source file, a jar, or with --class-path the name of a class. The inputs of the pipeline are
                options too: `towpath run FILE --help` lists them. An input is taken from its option, else --set, else its
                variable TOWPATH_IN_NAME, else -f, else its default. --in.NAME always means the input.
                Ctrl-C cancels; a second one kills. The result goes to standard output, progress to standard error.\
                """,
                options,
                true,
                1,
                1,
                List.of(
                        "towpath run Hello.java --name Ada",
                        "towpath run Census.java -f census.yaml --set top=5 --output json",
                        "towpath run --class-path target/classes pipes.Hello --name Ada"));
    }

    @Override
    public int run(Context context) throws IOException, InterruptedException {
        // The database's driver takes as long as the definition: side by side they take half.
        Thread.ofPlatform().daemon().name("towpath-preload").start(Towpath::preload);
        try (var target = Target.load(context)) {
            return run(context, target.pipeline(context));
        }
    }

    private <I extends Record> int run(Context context, Pipeline<I, ?> pipeline)
            throws IOException, InterruptedException {
        var given = GivenInputs.collect(pipeline.plan().input(), context, Commands.options(spec()));
        var input = pipeline.input()
                .cast(Binding.bind(context.env(), pipeline, given).orThrow());
        var options = options(context).origins(given.origins());
        try (var towpath = Towpath.open(context.store(), context.settings().towpathOptions(), pipeline)) {
            towpath.onExitInStep(run -> {
                var code = report(context, towpath.view(run), List.of());
                context.env().out().flush();
                Runtime.getRuntime().halt(code);
            });
            var left = towpath.interrupted(pipeline.name());
            var only = option(context, "only");
            var run = only == null
                    ? towpath.submit(pipeline, input, options)
                    : only(context, towpath, pipeline.name(), only, options);
            // The key named a run that nobody executes: who asks for it again wants its end.
            return toEnd(
                    context, towpath, run.id(), () -> left.contains(run.id()) ? towpath.resume(run.id()) : run, left);
        }
    }

    /// Follows a run to its end and says what became of it. One whose code can not be loaded is shown as it stands.
    ///
    /// @param start gives the run to follow
    /// @param left earlier runs of the pipeline that can be continued
    static int toEnd(Context context, Towpath towpath, RunId run, Supplier<Run<?>> start, List<RunId> left)
            throws InterruptedException {
        try {
            return report(context, new Follower(context, towpath).follow(start.get()), left);
        } catch (TowpathException e) {
            if (!e.code().equals("missing-code")) throw e;
            new Messages(context.err()).print(e, context.env().err());
            if (context.json()) context.printJson(RunJson.of(towpath.view(run), e));
            return ExitCode.of(e);
        }
    }

    /// One step of an earlier run, which gives the code and the inputs.
    private static Run<?> only(Context context, Towpath towpath, String pipeline, String step, RunOptions options) {
        var typed = option(context, "from-run");
        if (typed != null) return towpath.submitOnly(step, context.run(towpath, typed), options);
        var newest = towpath.runs(1, run -> run.pipeline().equals(pipeline)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound(
                        "run-not-found",
                        "there is no run of " + pipeline + " that --only could take its inputs from",
                        context.env().shown(context.store()),
                        "Run the whole pipeline first."));
        return towpath.submitOnly(step, newest.id(), options);
    }

    /// An option of this command, from the command line or a file's `options`.
    private static @Nullable String option(Context context, String name) {
        var typed = context.arguments().value(name);
        return typed == null ? context.files().option(name) : typed;
    }

    /// How the run is to be executed.
    static RunOptions options(Context context) {
        return RunOptions.DEFAULT
                .key(option(context, "key"))
                .mode(context.settings().mode())
                .durability(durability(option(context, "durability")))
                .priority(priority(option(context, "priority")));
    }

    private static Durability durability(@Nullable String typed) {
        return switch (typed) {
            case null -> Durability.STRICT;
            case "strict" -> Durability.STRICT;
            case "pipelined" -> Durability.PIPELINED;
            default ->
                throw new UsageError(
                        "--durability takes strict or pipelined, not '" + typed + "'", "Leave it out for strict.");
        };
    }

    private static int priority(@Nullable String typed) {
        if (typed == null) return 0;
        try {
            return Integer.parseInt(typed);
        } catch (NumberFormatException e) {
            throw new UsageError(
                    "--priority takes a whole number, not '" + typed + "'", "Higher comes first; most runs have 0.");
        }
    }

    /// Says what became of the run.
    ///
    /// @param left earlier runs of the pipeline that can be continued
    static int report(Context context, RunView view, List<RunId> left) {
        if (context.json()) {
            context.printJson(RunJson.of(view));
        } else if (context.quiet()) {
            if (view.output() != null) context.print(view.output());
            if (view.failure() != null)
                new Messages(context.err()).lines(view.failure(), false).forEach(context::say);
        } else {
            summary(context, view);
        }
        for (var run : left) {
            if (!run.equals(view.id()) && !context.quiet()) {
                context.say(context.err().yellow("An earlier run was interrupted.") + " Continue it: "
                        + context.suggest("resume " + run));
            }
        }
        return ExitCode.of(view.status());
    }

    private static String word(RunView view) {
        if (view.isPaused()) return "paused";
        if (view.isUndecided()) return "waits for a decision";
        return view.status().name().toLowerCase(Locale.ROOT);
    }

    private static void summary(Context context, RunView view) {
        var style = context.out();
        var status = view.status();
        var ended = view.ended() == null ? context.now() : view.ended();
        context.print(style.status(status, style.symbol(status)) + " " + style.bold(view.pipeline()) + " "
                + style.status(status, word(view)) + (view.isHeld() ? " after " : " in ")
                + Amounts.duration(Duration.between(view.created(), ended)) + "  "
                + style.dim(view.id().text()));
        if (!view.reason().isEmpty()) context.print("  " + Columns.plain(view.reason()));
        if (view.failure() != null) {
            context.print(new Messages(style)
                    .lines(view.failure(), context.arguments().has("verbose")));
        }
        if (view.output() != null) context.print(new ResultLines(context.env(), style).of(view.output()));
        context.print("");
        if (status == Status.FAILED || status == Status.CANCELLED || view.isPaused()) {
            context.print(style.dim("continue  ") + context.suggest("resume " + view.id()));
        }
        context.print(UnitsView.kept(context, view));
        context.print(style.dim("details   ") + context.suggest("show " + view.id()));
    }
}
