package dev.towpath.cli;

import dev.towpath.Problem;
import dev.towpath.TowpathException;
import java.util.List;
import java.util.stream.Collectors;

/// A file, class or jar from which no pipeline can be had.
final class BadDefinition extends TowpathException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /// @param problems at least one
    BadDefinition(List<Problem> problems) {
        super(
                problems.getFirst().code(),
                problems.stream().map(Problem::what).collect(Collectors.joining("; ")),
                problems.getFirst().at(),
                advice(problems),
                null);
        this.problems = List.copyOf(problems);
    }

    BadDefinition(String code, String what, String at, String advice) {
        this(List.of(new Problem(code, what, at, null, advice)));
    }

    /// The first advice there is; the compiler gives none.
    private static String advice(List<Problem> problems) {
        return problems.stream()
                .map(Problem::advice)
                .filter(advice -> !advice.isEmpty())
                .findFirst()
                .orElse("Correct the file; towpath validate checks it without running it.");
    }

    /// All that is wrong, in the order of the file.
    List<Problem> problems() {
        return problems;
    }
}
