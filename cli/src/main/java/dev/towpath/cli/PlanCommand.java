package dev.towpath.cli;

import dev.towpath.InvalidInput;
import dev.towpath.Pipeline;
import dev.towpath.Problem;
import dev.towpath.plan.Input;
import dev.towpath.plan.Node;
import dev.towpath.plan.Plan;
import dev.towpath.plan.Ref;
import dev.towpath.value.Bound;
import dev.towpath.value.Given;
import dev.towpath.value.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `towpath plan FILE`: what a run would do, without doing it.
final class PlanCommand implements Command {
    @Override
    public Spec spec() {
        var options = new ArrayList<>(Target.OPTIONS);
        options.addAll(RunCommand.INPUTS);
        return new Spec(
                "plan",
                "FILE",
                "show what a run would do: inputs and where they come from, steps in order",
                """
                Nothing is executed and no run is made. Inputs are given as for `run`; what is missing or wrong is told, with
                exit code 3.\
                """,
                options,
                true,
                1,
                1,
                List.of("towpath plan Census.java --top 5", "towpath plan Census.java --output json"));
    }

    @Override
    public int run(Context context) throws IOException {
        try (var target = Target.load(context)) {
            var pipeline = target.pipeline(context);
            var given = GivenInputs.collect(pipeline.plan().input(), context, Commands.options(spec()));
            var problems = problems(context, pipeline, given);
            if (context.json()) printJson(context, pipeline.plan(), given, problems);
            else print(context, pipeline.plan(), given);
            if (problems.isEmpty()) return ExitCode.OK;
            if (!context.json())
                new Messages(context.err())
                        .print(new InvalidInput(problems), context.env().err());
            return ExitCode.INVALID;
        }
    }

    private static List<Problem> problems(Context context, Pipeline<?, ?> pipeline, GivenInputs given) {
        return switch (Binding.bind(context.env(), pipeline, given)) {
            case Bound.Input _ -> List.of();
            case Bound.Refused refused -> refused.problems();
        };
    }

    private static void print(Context context, Plan plan, GivenInputs given) {
        var style = context.out();
        context.print(
                style.bold(plan.name()) + (plan.description().isEmpty() ? "" : "  " + style.dim(plan.description())));
        context.print("");
        var inputs = new Table(style)
                .column("INPUT")
                .column("TYPE")
                .shrinking("VALUE")
                .column("FROM");
        for (var component : plan.input().components()) {
            var origin = given.origins().getOrDefault(component.name(), "default");
            inputs.row(
                    component.name(),
                    Types.simple(component.type()),
                    Columns.plain(value(component, given.values().get(component.name()))),
                    origin.equals("missing") ? style.red(origin) : style.dim(origin));
        }
        if (plan.input().components().isEmpty()) context.print("no inputs");
        else context.print(inputs.lines());
        context.print("");
        var steps = new Table(style)
                .numbers("#")
                .column("STEP")
                .column("RUNS")
                .shrinking("NEEDS")
                .shrinking("NOTES");
        var number = 0;
        for (var index : order(plan)) {
            var node = plan.nodes().get(index);
            steps.row(
                    Integer.toString(++number),
                    node.name(),
                    work(node),
                    style.dim(needs(plan, node)),
                    style.dim(String.join("; ", notes(plan, node))));
        }
        context.print(steps.lines());
        context.print("");
        context.print(
                "result: " + Types.simple(plan.output().type()) + style.dim(" from " + source(plan, plan.output())));
        plan.shared().forEach((field, why) -> context.print(style.dim("shared: " + field + " (" + why + ")")));
    }

    private static String value(Input.Component component, @Nullable Given given) {
        return switch (given) {
            case null -> component.defaultText() == null ? "" : component.defaultText();
            case Given.Text text -> String.join(", ", text.texts());
            case Given.Tree(String text, _, _) -> text;
            case Given.Tree tree -> new String(Json.write(tree.tree()), StandardCharsets.UTF_8);
            case Given.Java java -> String.valueOf(java.value());
        };
    }

    /// Indices in an order in which they could be executed one after the other.
    private static List<Integer> order(Plan plan) {
        var order = new ArrayList<Integer>();
        while (order.size() < plan.nodes().size()) {
            var before = order.size();
            for (var i = 0; i < plan.nodes().size(); i++) {
                if (!order.contains(i) && order.containsAll(needed(plan.nodes().get(i)))) order.add(i);
            }
            if (order.size() == before) throw new IllegalStateException("the plan has a cycle");
        }
        return order;
    }

    private static List<Integer> needed(Node node) {
        var needed = new ArrayList<Integer>(node.frame().after());
        for (var ref : node.reads()) if (ref.isEdge()) needed.add(ref.node());
        for (var guard : node.frame().guards())
            if (guard.on().isEdge()) needed.add(guard.on().node());
        if (node instanceof Node.Choice choice) {
            for (var branch : choice.branches())
                if (branch.value().isEdge()) needed.add(branch.value().node());
        }
        return needed;
    }

    private static String work(Node node) {
        return switch (node) {
            case Node.Step step -> step.code().method().toString();
            case Node.Each each -> each.code().method() + " for each";
            case Node.Batch batch -> batch.code().method() + " in chunks of " + batch.size();
            case Node.Choice _ -> "joins branches";
            case Node.Expand expand ->
                "runs of "
                        + String.join(
                                ", ",
                                expand.pipelines().stream().map(Plan::name).toList());
        };
    }

    private static String needs(Plan plan, Node node) {
        var needs = new ArrayList<String>();
        for (var ref : node.reads()) if (ref.node() != Ref.ATTEMPT) needs.add(source(plan, ref));
        return String.join(", ", needs);
    }

    private static String source(Plan plan, Ref ref) {
        var path = String.join(".", ref.path());
        if (!ref.isEdge()) return path.isEmpty() ? "input" : path;
        var name = plan.nodes().get(ref.node()).name();
        return path.isEmpty() ? name : name + "." + path;
    }

    private static List<String> notes(Plan plan, Node node) {
        var notes = new ArrayList<String>();
        for (var guard : node.frame().guards()) notes.add("if " + source(plan, guard.on()) + " is " + guard.is());
        for (var after : node.frame().after())
            notes.add("after " + plan.nodes().get(after).name());
        if (node instanceof Node.Work work) notes.addAll(work.code().notes());
        return notes;
    }

    private static void printJson(Context context, Plan plan, GivenInputs given, List<Problem> problems) {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put("pipeline", plan.name());
        var inputs = new ArrayList<Object>();
        for (var component : plan.input().components()) {
            var input = new LinkedHashMap<String, @Nullable Object>();
            input.put("name", component.name());
            input.put("type", Types.simple(component.type()));
            input.put("value", value(component, given.values().get(component.name())));
            input.put("from", given.origins().get(component.name()));
            inputs.add(input);
        }
        tree.put("inputs", inputs);
        var steps = new ArrayList<Object>();
        for (var index : order(plan)) {
            var node = plan.nodes().get(index);
            var step = new LinkedHashMap<String, @Nullable Object>();
            step.put("step", node.name());
            step.put("runs", work(node));
            step.put("needs", needs(plan, node));
            step.put("notes", notes(plan, node));
            step.put("at", node.frame().at());
            steps.add(step);
        }
        tree.put("steps", steps);
        tree.put("digest", plan.digest().hex());
        tree.put("problems", problems.stream().map(ValidateCommand::tree).toList());
        context.printJson(tree);
    }
}
