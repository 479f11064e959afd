package dev.towpath.cli;

import dev.towpath.embedded.RunView;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `towpath runs`: what was run in this store.
final class RunsCommand implements Command {
    private static final int LIMIT = 20;

    @Override
    public Spec spec() {
        return Spec.of(
                        "runs",
                        "",
                        "list runs, newest first",
                        0,
                        0,
                        Option.of("limit", "N", "how many at most; 20 unless said otherwise"),
                        Option.of("pipeline", "NAME", "only those of one pipeline"),
                        Option.of("status", "STATUS", "only those that stand so, for instance failed"),
                        Option.flag("all", "a", "also the runs that a step of another run has asked for"))
                .withExamples("towpath runs", "towpath runs --status failed --limit 5");
    }

    @Override
    public int run(Context context) {
        var limit = (int) Math.min(context.arguments().number("limit", LIMIT), 100_000);
        var runs = context.store().mayExist() ? read(context, limit) : List.<RunView>of();
        if (context.json()) {
            context.printJson(runs.stream().map(RunJson::listed).toList());
        } else if (runs.isEmpty()) {
            context.print("No runs in " + context.env().shown(context.store()) + ".");
            context.print(context.out().dim("Start one: " + context.suggest("run FILE.java")));
        } else {
            context.print(table(context, runs));
            if (runs.size() == limit) context.say(context.err().dim("Older ones: towpath runs --limit " + 10 * limit));
        }
        return ExitCode.OK;
    }

    private static List<RunView> read(Context context, int limit) {
        var pipeline = context.arguments().value("pipeline");
        var status = context.arguments().value("status");
        var all = context.arguments().has("all");
        try (var towpath = context.reading()) {
            return towpath.runs(
                    limit,
                    run -> (all || run.parent() == null)
                            && (pipeline == null || run.pipeline().equals(pipeline))
                            && (status == null || matches(run, status)));
        }
    }

    private static boolean matches(RunView run, String status) {
        return run.status().name().equalsIgnoreCase(status)
                || run.interrupted() && status.equalsIgnoreCase("interrupted");
    }

    private static List<String> table(Context context, List<RunView> runs) {
        var style = context.out();
        var lines = new RunLines(style);
        var table = new Table(style)
                .column("RUN")
                .shrinking("PIPELINE")
                .column("STATUS")
                .numbers("CREATED")
                .numbers("TIME")
                .column("ASKED FOR BY");
        var length = shortest(runs);
        for (var run : runs) {
            var ended = run.ended() == null ? context.now() : run.ended();
            table.row(
                    style.bold(run.id().text().substring(0, length)),
                    run.pipeline(),
                    run.interrupted() ? style.yellow("! INTERRUPTED") : lines.status(run.status()),
                    Amounts.ago(
                            run.created(), context.now(), context.env().zone().get()),
                    time(run, ended),
                    run.parent() == null ? "" : run.parent().text().substring(0, length));
        }
        return table.lines();
    }

    private static String time(RunView run, java.time.@Nullable Instant ended) {
        if (run.started() == null || ended == null || run.interrupted()) return "";
        return Amounts.duration(Duration.between(run.started(), ended));
    }

    /// How many characters tell the listed runs apart.
    private static int shortest(List<RunView> runs) {
        var length = 12;
        for (var i = 1; i < runs.size(); i++) {
            var a = runs.get(i - 1).id().text();
            var b = runs.get(i).id().text();
            var same = 0;
            while (same < a.length() && a.charAt(same) == b.charAt(same)) same++;
            length = Math.max(length, Math.min(a.length(), same + 1));
        }
        return length;
    }
}
