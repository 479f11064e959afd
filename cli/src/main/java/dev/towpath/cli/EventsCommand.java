package dev.towpath.cli;

import dev.towpath.RunId;
import dev.towpath.embedded.EventView;
import dev.towpath.embedded.Towpath;
import dev.towpath.value.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// `towpath events RUN`: a run's history.
final class EventsCommand implements Command {
    private static final int LIMIT = 1000;

    @Override
    public Spec spec() {
        return Spec.of(
                        "events",
                        "RUN",
                        "show the history of a run",
                        0,
                        1,
                        Option.of("from", "N", "begin with this event; the first is 1"),
                        Option.of("limit", "N", "how many at most; 1,000 unless said otherwise"),
                        Option.flag("follow", "f", "go on as events come, until the run has ended"))
                .withExamples(
                        "towpath events last", "towpath events last --from 100 --limit 50", "towpath events last -f");
    }

    @Override
    public int run(Context context) throws InterruptedException {
        try (var towpath = context.reading()) {
            var words = context.arguments().words();
            var run = context.run(towpath, words.isEmpty() ? "last" : words.getFirst());
            var limit = (int) Math.min(context.arguments().number("limit", LIMIT), 1_000_000);
            var from = context.arguments().number("from", 1);
            if (context.arguments().has("follow")) {
                follow(context, towpath, run, from);
                return ExitCode.OK;
            }
            var events = towpath.events(run, from, limit);
            if (context.json()) {
                context.printJson(events.stream().map(EventsCommand::tree).toList());
                return ExitCode.OK;
            }
            var table = new Table(context.out())
                    .numbers("#")
                    .column("AT")
                    .column("EVENT")
                    .column("STEP")
                    .column("UNITS")
                    .shrinking("");
            var zone = context.env().zone().get();
            for (var event : events) {
                table.row(
                        Long.toString(event.seq()),
                        Amounts.time(event.at(), zone),
                        event.type(),
                        event.step() == null ? "" : event.step(),
                        event.units(),
                        context.out().dim(Columns.plain(detail(event))));
            }
            context.print(table.lines());
            if (events.size() == limit) {
                var next = events.getLast().seq() + 1;
                context.say(context.err().dim("More: " + context.suggest("events " + run + " --from " + next)));
            }
            return ExitCode.OK;
        }
    }

    private static void follow(Context context, Towpath towpath, RunId run, long from) throws InterruptedException {
        var next = new long[] {from};
        new Following(towpath, run).toEnd(() -> {
            for (var events = towpath.events(run, next[0], LIMIT);
                    !events.isEmpty();
                    events = towpath.events(run, next[0], LIMIT)) {
                for (var event : events) print(context, event);
                next[0] = events.getLast().seq() + 1;
            }
            context.env().out().flush();
        });
    }

    /// One line, for programs one object a line.
    private static void print(Context context, EventView event) {
        if (context.json()) {
            context.print(new String(Json.write(tree(event)), StandardCharsets.UTF_8));
            return;
        }
        var style = context.out();
        var step = event.step() == null
                ? ""
                : "  " + style.cyan(event.step() + (event.units().isEmpty() ? "" : "[" + event.units() + "]"));
        context.print(style.dim(Amounts.time(event.at(), context.env().zone().get())) + "  " + event.type() + step
                + "  " + style.dim(Columns.plain(detail(event))));
    }

    private static String detail(EventView event) {
        return event.detail().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
    }

    private static Map<String, Object> tree(EventView event) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("seq", event.seq());
        tree.put("at", event.at().toString());
        tree.put("type", event.type());
        tree.put("step", event.step() == null ? "" : event.step());
        tree.put("units", event.units());
        tree.put("detail", event.detail());
        return tree;
    }
}
