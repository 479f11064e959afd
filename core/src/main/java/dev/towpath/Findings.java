package dev.towpath;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What was found wrong with one definition so far.
final class Findings {
    private final String pipeline;
    private final List<Problem> problems = new ArrayList<>();

    Findings(String pipeline) {
        this.pipeline = pipeline;
    }

    /// Notes a problem of the line that wires.
    void add(String code, String what, String line, String advice) {
        problems.add(new Problem(code, what, line, line, advice));
    }

    void add(Problem problem) {
        problems.add(problem);
    }

    /// Notes a problem of a step's method.
    ///
    /// @param found without the line that wires
    /// @param step the step's name
    void add(Problem found, @Nullable String step, String line) {
        var what = "step '" + step + "': " + found.what();
        var at = found.at() == null ? line : found.at();
        problems.add(new Problem(found.code(), what, at, line, found.advice()));
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    /// The refusal, with everything found so far.
    InvalidPipeline refusal() {
        return new InvalidPipeline(pipeline, List.copyOf(problems));
    }

    /// `1st`, `2nd`, `3rd` and so on.
    static String ordinal(int number) {
        var ending = switch (number % 100 > 10 && number % 100 < 14 ? 0 : number % 10) {
            case 1 -> "st";
            case 2 -> "nd";
            case 3 -> "rd";
            default -> "th";
        };
        return String.format(Locale.ROOT, "%d%s", number, ending);
    }
}
