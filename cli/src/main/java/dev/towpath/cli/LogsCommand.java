package dev.towpath.cli;

import dev.towpath.RunId;
import dev.towpath.embedded.LogLine;
import dev.towpath.embedded.LogQuery;
import dev.towpath.embedded.Towpath;
import dev.towpath.value.Nearest;
import java.util.LinkedHashMap;
import java.util.Map;

/// `towpath logs RUN`: what the steps of a run said.
final class LogsCommand implements Command {
    @Override
    public Spec spec() {
        return Spec.of(
                        "logs",
                        "RUN",
                        "show what the steps of a run said",
                        0,
                        1,
                        Option.of("step", "NAME", "only this step"),
                        Option.of("unit", "N", "only this unit of a mapped step"),
                        Option.of("attempt", "N", "only this try"),
                        Option.of("tail", "N", "only the last N lines"),
                        Option.of("offset", "N", "leave out the first N lines"),
                        Option.flag("follow", "f", "go on as lines come, until the run has ended"))
                .withExamples(
                        "towpath logs last --tail 20",
                        "towpath logs last --step crop --unit 17",
                        "towpath logs last -f");
    }

    @Override
    public int run(Context context) throws InterruptedException {
        try (var towpath = context.reading()) {
            var words = context.arguments().words();
            var run = context.run(towpath, words.isEmpty() ? "last" : words.getFirst());
            checkStep(context, towpath, run);
            var query = query(context);
            if (context.arguments().has("follow")) {
                follow(context, towpath, run, query);
                return ExitCode.OK;
            }
            var lines = towpath.logs(run, query);
            if (context.json()) {
                context.printJson(lines.stream().map(LogsCommand::tree).toList());
                return ExitCode.OK;
            }
            for (var line : lines) print(context, line);
            if (lines.isEmpty()) context.say(context.err().dim("No lines."));
            return ExitCode.OK;
        }
    }

    private static void checkStep(Context context, Towpath towpath, RunId run) {
        var step = context.arguments().value("step");
        if (step == null) return;
        var names = towpath.view(run).steps().stream().map(view -> view.name()).toList();
        if (names.contains(step)) return;
        throw new NotFound(
                "step-not-found",
                "the run has no step '" + step + "'",
                run.text(),
                Nearest.question(step, names) + "Its steps: " + String.join(", ", names) + ".");
    }

    private static LogQuery query(Context context) {
        var arguments = context.arguments();
        return new LogQuery(
                arguments.value("step"),
                (int) (arguments.has("unit") ? arguments.number("unit", 0) : -1),
                (int) arguments.number("attempt", 0),
                arguments.number("offset", 0),
                (int) Math.min(arguments.number("tail", 0), Integer.MAX_VALUE));
    }

    private static void follow(Context context, Towpath towpath, RunId run, LogQuery query)
            throws InterruptedException {
        var tail = towpath.tail(run, query);
        var before = tail.get();
        var from = (int) Math.min(query.offset(), before.size());
        if (query.last() > 0) from = Math.max(from, before.size() - query.last());
        for (var line : before.subList(from, before.size())) print(context, line);
        new Following(towpath, run).toEnd(() -> {
            for (var line : tail.get()) print(context, line);
            context.env().out().flush();
        });
    }

    private static void print(Context context, LogLine line) {
        if (context.json()) {
            context.env()
                    .out()
                    .println(new String(
                            dev.towpath.value.Json.write(tree(line)), java.nio.charset.StandardCharsets.UTF_8));
            return;
        }
        var style = context.out();
        var time = style.dim(Amounts.time(line.at(), context.env().zone().get()));
        var unit = line.unit() < 0 ? "" : "[" + line.unit() + "]";
        var attempt = line.attempt() > 1 ? "#" + line.attempt() : "";
        var text = style.colour() ? line.text() : Columns.plain(line.text());
        var level = switch (line.level()) {
            case "ERROR" -> style.red("ERROR ");
            case "WARN" -> style.yellow("WARN ");
            case "DEBUG" -> style.dim("DEBUG ");
            default -> "";
        };
        context.print(time + "  " + style.cyan(line.step() + unit + attempt) + "  " + level + text);
    }

    private static Map<String, Object> tree(LogLine line) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("at", line.at().toString());
        tree.put("level", line.level());
        tree.put("step", line.step());
        tree.put("unit", line.unit());
        tree.put("attempt", line.attempt());
        tree.put("stream", line.stream());
        tree.put("text", line.text());
        return tree;
    }
}
