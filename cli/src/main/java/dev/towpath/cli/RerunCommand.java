package dev.towpath.cli;

import dev.towpath.RunId;
import dev.towpath.embedded.CodeChanges;
import dev.towpath.embedded.Rerun;
import dev.towpath.embedded.Towpath;
import dev.towpath.value.Given;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// `towpath rerun RUN`: makes a new run of an earlier one, with what is still valid of it.
final class RerunCommand implements Command {
    @Override
    public Spec spec() {
        return Spec.of(
                        "rerun",
                        "RUN",
                        "make a new run from an earlier one, reusing what is still valid",
                        1,
                        1,
                        Option.of("from", "STEP", "execute this step, and all that follows from it, again"),
                        Option.many("set", "NAME=VALUE", "change one input"),
                        Option.of("code", "same|latest", "the code of that run, or of the newest run of its pipeline"),
                        Option.of("with", "FILE", "the code of this file"),
                        Target.OPTIONS.get(0),
                        Target.OPTIONS.get(1),
                        ResumeCommand.YES)
                .describedAs("""
                    The earlier run stays as it is; the new one has it as its parent. A step is reused if it has succeeded
                    there, has the same code, and all that it gets is the same: first it is shown which steps those are, and
                    on a terminal you are asked before the run starts. If nothing would be executed, no run is made.\
                    """)
                .withExamples(
                        "towpath rerun last --set confidence=0.7",
                        "towpath rerun last --from montage",
                        "towpath rerun r-01jd3k5v9q --with SelectCats.java");
    }

    @Override
    public int run(Context context) throws IOException, InterruptedException {
        RunId parent;
        try (var reading = context.reading()) {
            parent = context.run(reading, context.word(0));
        }
        var file = context.arguments().value("with");
        var code = code(context, file != null);
        if (file == null) {
            try (var towpath = Towpath.open(context.store(), context.settings().towpathOptions())) {
                return start(context, towpath, rerun(context, parent).code(code));
            }
        }
        try (var target = Target.load(context, file)) {
            var pipeline = target.pipeline(context);
            try (var towpath = Towpath.open(context.store(), context.settings().towpathOptions(), pipeline)) {
                return start(context, towpath, rerun(context, parent).code(pipeline));
            }
        }
    }

    private static Rerun.Code code(Context context, boolean isGiven) {
        var typed = context.arguments().value("code");
        if (typed != null && isGiven)
            throw new UsageError("--code and --with do not go together", "--with FILE says which code.");
        return switch (Objects.requireNonNullElse(typed, "same")) {
            case "same" -> Rerun.Code.SAME;
            case "latest" -> Rerun.Code.LATEST;
            default ->
                throw new UsageError(
                        "--code takes same or latest, not '" + typed + "'", "Use --with FILE for the code of a file.");
        };
    }

    private static Rerun rerun(Context context, RunId parent) {
        var inputs = new LinkedHashMap<String, Given>(
                GivenInputs.sets(context.arguments().all("set")));
        return Rerun.of(parent).from(context.arguments().value("from")).inputs(Map.copyOf(inputs));
    }

    private static int start(Context context, Towpath towpath, Rerun rerun) throws InterruptedException {
        var changes = towpath.changes(rerun);
        ResumeCommand.show(context, changes);
        if (changes.isNothing()) return nothing(context, towpath, rerun, changes);
        if (!new Question(context).isAnsweredYes("Start a new run?")) return ExitCode.WAITING;
        var run = towpath.rerun(rerun);
        return RunCommand.toEnd(context, towpath, run.id(), () -> run, List.of());
    }

    /// The earlier run is the answer.
    private static int nothing(Context context, Towpath towpath, Rerun rerun, CodeChanges changes) {
        var view = towpath.view(rerun.parent());
        if (context.json()) context.printJson(RunJson.of(view));
        if (context.quiet()) return ExitCode.OK;
        var last =
                changes.steps().isEmpty() ? "STEP" : changes.steps().getLast().name();
        context.say(
                "Nothing would be executed: every step of " + rerun.parent() + " is still valid, so no run was made.");
        context.say("Force a step with " + context.suggest("rerun " + rerun.parent() + " --from " + last) + ".");
        return ExitCode.OK;
    }
}
