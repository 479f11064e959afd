package dev.towpath.cli;

import dev.towpath.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `towpath validate FILE`: what is wrong with a definition.
final class ValidateCommand implements Command {
    @Override
    public Spec spec() {
        return new Spec(
                "validate",
                "FILE",
                "check a definition without running it",
                "Prints `File.java:LINE` and what to do for each problem, and ends with exit code 3 if there is one.",
                Target.OPTIONS,
                false,
                1,
                1,
                List.of("towpath validate Census.java"));
    }

    @Override
    public int run(Context context) throws IOException {
        var problems = new ArrayList<Problem>();
        var good = new ArrayList<String>();
        try (var target = Target.load(context)) {
            var only = context.arguments().value("pipeline");
            if (only != null) good.add(target.pipeline(context).name());
            else {
                for (var one : target.all()) {
                    switch (one) {
                        case Definitions.Defined.Good defined -> good.add(summary(defined));
                        case Definitions.Defined.Bad bad -> problems.addAll(bad.problems());
                    }
                }
            }
        } catch (BadDefinition e) {
            problems.addAll(e.problems());
        }
        report(context, problems, good);
        return problems.isEmpty() ? ExitCode.OK : ExitCode.INVALID;
    }

    private static String summary(Definitions.Defined.Good defined) {
        var plan = defined.pipeline().plan();
        return plan.name() + ": " + Amounts.count(plan.nodes().size(), "step");
    }

    private static void report(Context context, List<Problem> problems, List<String> good) {
        if (context.json()) {
            var tree = new LinkedHashMap<String, @Nullable Object>();
            tree.put("valid", problems.isEmpty());
            tree.put("problems", problems.stream().map(ValidateCommand::tree).toList());
            context.printJson(tree);
            return;
        }
        var style = context.out();
        for (var line : good) context.print(style.green(style.pick("✓", "ok")) + " " + line);
        for (var problem : problems) context.print(new Messages(style).lines(problem));
        if (!problems.isEmpty()) context.say(Amounts.count(problems.size(), "problem"));
    }

    static Map<String, @Nullable Object> tree(Problem problem) {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put("code", problem.code());
        tree.put("message", problem.what());
        tree.put("at", problem.at());
        tree.put("wiredAt", problem.wiredAt());
        tree.put("hint", problem.advice());
        return tree;
    }
}
