package dev.towpath.value;

import dev.towpath.InvalidInput;
import dev.towpath.Problem;
import java.util.List;

/// What became of an input: the record, or everything that is wrong.
public sealed interface Bound {
    /// All components fit.
    record Input(Record value) implements Bound {}

    /// Some do not.
    ///
    /// @param problems at least one, in the order of the components
    record Refused(List<Problem> problems) implements Bound {
        public Refused {
            problems = List.copyOf(problems);
        }
    }

    /// The record.
    ///
    /// @throws InvalidInput with the problems
    default Record orThrow() {
        return switch (this) {
            case Input(var value) -> value;
            case Refused(var problems) -> throw new InvalidInput(problems);
        };
    }
}
