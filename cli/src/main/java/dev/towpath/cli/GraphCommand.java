package dev.towpath.cli;

import dev.towpath.cli.graph.Graph;
import dev.towpath.value.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/// `towpath graph FILE`: a picture of a pipeline.
final class GraphCommand implements Command {
    private static final List<String> FORMS = List.of("text", "mermaid", "dot", "svg", "json");

    @Override
    public Spec spec() {
        var options = new ArrayList<>(Target.OPTIONS);
        options.add(Option.of("as", "FORM", "text (unless said otherwise), mermaid, dot, svg or json"));
        options.add(new Option("to", "o", "FILE", "write it to this file", false));
        return new Spec(
                "graph",
                "FILE",
                "draw a pipeline",
                "",
                options,
                false,
                1,
                1,
                List.of("towpath graph Census.java", "towpath graph Census.java --as svg -o census.svg"));
    }

    @Override
    public int run(Context context) throws IOException {
        var typed = context.arguments().value("as");
        var form = typed == null ? context.json() ? "json" : "text" : typed;
        if (!FORMS.contains(form)) {
            throw new UsageError(
                    "--as takes " + String.join(", ", FORMS) + ", not '" + form + "'", Nearest.question(form, FORMS));
        }
        try (var target = Target.load(context)) {
            var plan = target.pipeline(context).plan();
            var to = context.arguments().value("to");
            var style = to == null ? context.out() : Style.PLAIN;
            var graph = Graph.of(plan);
            if (form.equals("json") && to == null) context.printJson(graph.tree());
            else write(context, to, text(graph, form, style));
            return ExitCode.OK;
        }
    }

    private static String text(Graph graph, String form, Style style) {
        return switch (form) {
            case "mermaid" -> graph.mermaid();
            case "dot" -> graph.dot();
            case "svg" -> graph.svg();
            case "json" -> dev.towpath.value.Json.pretty(graph.tree());
            default -> graph.text(style.unicode(), style.columns());
        };
    }

    private static void write(Context context, @org.jspecify.annotations.Nullable String to, String text)
            throws IOException {
        if (to == null) context.env().out().print(text);
        else Files.writeString(context.env().path(to), text);
    }
}
