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
                problems.getFirst().advice(),
                null);
        this.problems = List.copyOf(problems);
    }

    BadDefinition(String code, String what, String at, String advice) {
        this(List.of(new Problem(code, what, at, null, advice)));
    }

    /// All that is wrong, in the order of the file.
    List<Problem> problems() {
        return problems;
    }
}
