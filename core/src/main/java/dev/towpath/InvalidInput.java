package dev.towpath;

import java.util.List;
import java.util.stream.Collectors;

/// An input of a run that is refused, with everything that is wrong with it.
public final class InvalidInput extends TowpathException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /// @param problems at least one
    public InvalidInput(List<Problem> problems) {
        super(
                problems.getFirst().code(),
                problems.stream().map(Problem::what).collect(Collectors.joining("; ")),
                problems.getFirst().at(),
                problems.getFirst().advice(),
                null);
        this.problems = List.copyOf(problems);
    }

    /// All that is wrong, in the order of the input's components.
    public List<Problem> problems() {
        return problems;
    }
}
