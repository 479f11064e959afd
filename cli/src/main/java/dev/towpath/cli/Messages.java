package dev.towpath.cli;

import dev.towpath.Failure;
import dev.towpath.InvalidInput;
import dev.towpath.InvalidPipeline;
import dev.towpath.Problem;
import dev.towpath.TowpathException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes errors for the person who must act on them: what, where, what to do.
final class Messages {
    static final String REPORT = "This is a fault in Towpath: please report it with the stack trace above.";

    private final Style style;

    Messages(Style style) {
        this.style = style;
    }

    /// The message of a throwable, or its class if it has none.
    static String of(Throwable error) {
        var message = error.getMessage();
        return message == null ? error.getClass().getSimpleName() : message;
    }

    /// All that is wrong, if an error lists more than one thing.
    static List<Problem> problems(Throwable error) {
        return switch (error) {
            case InvalidPipeline invalid -> invalid.problems();
            case InvalidInput invalid -> invalid.problems();
            case BadDefinition bad -> bad.problems();
            default -> List.of();
        };
    }

    /// Writes any error.
    void print(Throwable error, PrintStream to) {
        var problems = problems(error);
        if (!problems.isEmpty()) {
            for (var problem : problems) lines(problem).forEach(to::println);
            var isAdvised =
                    problems.stream().anyMatch(problem -> !problem.advice().isEmpty());
            if (!isAdvised && error instanceof TowpathException known) to.println("  " + sentence(known.hint()));
        } else if (error instanceof TowpathException known) {
            lines(known.what(), known.at(), known.hint()).forEach(to::println);
        } else {
            error.printStackTrace(to);
            lines(error.getClass().getSimpleName() + ": " + of(error), null, REPORT)
                    .forEach(to::println);
        }
    }

    /// One error in one to three lines.
    List<String> lines(String what, @Nullable String at, String hint) {
        var lines = new ArrayList<String>();
        lines.add(style.red("error:") + " " + sentence(what) + (at == null ? "" : style.dim(" [" + at + "]")));
        if (!hint.isEmpty()) lines.add("  " + sentence(hint));
        return lines;
    }

    /// A problem as compilers write it: the place first.
    List<String> lines(Problem problem) {
        var lines = new ArrayList<String>();
        var place = problem.at() == null ? "" : style.bold(problem.at() + ":") + " ";
        var what = sentence(problem.what()).split("\n", -1);
        lines.add(place + style.red("error:") + " " + what[0]);
        for (var i = 1; i < what.length; i++) lines.add("  " + what[i]);
        if (problem.wiredAt() != null && !problem.wiredAt().equals(problem.at())) {
            lines.add("  " + style.dim("wired at " + problem.wiredAt()));
        }
        if (!problem.advice().isEmpty()) lines.add("  " + sentence(problem.advice()));
        return lines;
    }

    /// Everything about a failure: what, where, what to do, the last lines of the log.
    ///
    /// @param withStack whether the stack trace is shown
    List<String> lines(Failure failure, boolean withStack) {
        var lines = new ArrayList<String>();
        lines.add(style.red(style.symbol(dev.towpath.Status.FAILED)) + " " + style.bold(title(failure)));
        field(lines, "what", failure.message());
        if (failure.at() != null) field(lines, "where", style.cyan(failure.at()));
        if (!failure.hint().isEmpty()) field(lines, "do", sentence(failure.hint()));
        for (var i = 0; i < failure.lastLines().size(); i++) {
            var line = Columns.plain(failure.lastLines().get(i));
            lines.add(
                    style.fit("  " + Columns.left(i == 0 ? "log" : "", 6) + style.dim(style.pick("│ ", "| ") + line)));
        }
        if (withStack && !failure.stack().isEmpty()) {
            for (var line : failure.stack().lines().toList()) lines.add("  " + style.dim(line.replace("\t", "    ")));
        }
        return lines;
    }

    private static void field(List<String> lines, String name, String text) {
        var parts = text.isEmpty() ? List.of("") : text.lines().toList();
        for (var i = 0; i < parts.size(); i++) {
            lines.add("  " + Columns.left(i == 0 ? name : "", 6) + Columns.plain(parts.get(i)));
        }
    }

    private static String title(Failure failure) {
        if (failure.step() == null) return failure.code();
        var unit = failure.unit() < 0 ? "" : ", unit " + failure.unit();
        var attempt = failure.attempt() > 1 ? ", try " + failure.attempt() : "";
        return "step " + failure.step() + unit + attempt + ": " + failure.code();
    }

    /// The text with a full stop, unless it ends in a mark of its own.
    private static String sentence(String text) {
        if (text.isEmpty()) return text;
        var last = text.charAt(text.length() - 1);
        return Character.isLetterOrDigit(last) || last == '\'' || last == ')' || last == ']' ? text + "." : text;
    }
}
