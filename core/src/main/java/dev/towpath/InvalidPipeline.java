package dev.towpath;

import java.util.List;
import java.util.stream.Collectors;

/// A definition that is refused, with everything that is wrong with it.
public final class InvalidPipeline extends TowpathException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /// @param pipeline the name of the refused pipeline
    /// @param problems at least one
    public InvalidPipeline(String pipeline, List<Problem> problems) {
        super(
                problems.getFirst().code(),
                "pipeline '" + pipeline + "' is refused: "
                        + problems.stream().map(Problem::what).collect(Collectors.joining("; ")),
                problems.getFirst().at(),
                problems.getFirst().advice(),
                null);
        this.problems = List.copyOf(problems);
    }

    /// All that is wrong, in the order of the file.
    public List<Problem> problems() {
        return problems;
    }
}
