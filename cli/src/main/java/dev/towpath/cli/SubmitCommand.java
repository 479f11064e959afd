package dev.towpath.cli;

import dev.towpath.Pipeline;
import dev.towpath.RunId;
import dev.towpath.embedded.Towpath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `towpath submit FILE`: writes a run down for another process to execute.
final class SubmitCommand implements Command {
    @Override
    public Spec spec() {
        var options = new ArrayList<>(Target.OPTIONS);
        options.addAll(RunCommand.INPUTS);
        options.addAll(RunCommand.HOW);
        return new Spec(
                "submit",
                "FILE",
                "write a run down for a long-lived process to execute",
                """
                When this ends, the run is on disk with its code and its inputs, and nothing of it was executed. A process
                that takes runs of others (a program with `adopt(true)`) starts it at once; without one it waits, and
                `resume` executes it.\
                """,
                options,
                true,
                1,
                1,
                List.of("towpath submit Hello.java --name Ada", "towpath submit Hello.java --name Ada --priority 5"));
    }

    @Override
    public int run(Context context) throws IOException {
        try (var target = Target.load(context)) {
            return submit(context, target.pipeline(context));
        }
    }

    private <I extends Record> int submit(Context context, Pipeline<I, ?> pipeline) {
        var given = GivenInputs.collect(pipeline.plan().input(), context, Commands.options(spec()));
        var input = pipeline.input()
                .cast(Binding.bind(context.env(), pipeline, given).orThrow());
        var options = RunCommand.options(context).origins(given.origins());
        try (var towpath = Towpath.open(context.store(), context.settings().towpathOptions())) {
            var run = towpath.submitQueued(pipeline, input, options);
            var taker = towpath.holders().stream()
                    .filter(Towpath.Holder::adopts)
                    .findFirst()
                    .orElse(null);
            print(context, pipeline.name(), run, taker);
            return ExitCode.OK;
        }
    }

    private static void print(Context context, String pipeline, RunId run, Towpath.@Nullable Holder taker) {
        if (context.json()) {
            var tree = new LinkedHashMap<String, @Nullable Object>();
            tree.put("run", run.text());
            tree.put("pipeline", pipeline);
            tree.put("taker", taker == null ? null : taker.pid());
            context.printJson(tree);
            return;
        }
        var style = context.out();
        context.print(style.bold(pipeline) + " submitted  " + run.text());
        if (context.quiet()) return;
        if (taker != null) {
            context.print(style.dim("taken by  ") + "process " + taker.pid() + ", " + Columns.plain(taker.command()));
            context.print(style.dim("follow    ") + context.suggest("events " + run + " -f"));
        } else {
            context.print(style.dim("waiting   ") + "no process takes runs of others here");
            context.print(style.dim("execute   ") + context.suggest("resume " + run));
        }
    }
}
