package dev.towpath.testkit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a search has found: with these faults the run gives or does something else than without them.
///
/// @param kind what is wrong
/// @param step whose fault it is; null if that is not known
/// @param what happened, in a few sentences
/// @param advice what to do
/// @param faults the smallest set that shows it; empty if none is needed
/// @param expected what was compared, without faults
/// @param was what was compared, with them
/// @param seed of the search
/// @param histories executions until it was found and made small
/// @param history the smallest one, as text
public record Finding(
        Kind kind,
        @Nullable String step,
        String what,
        String advice,
        List<Fault> faults,
        String expected,
        String was,
        long seed,
        int histories,
        String history) {
    public Finding {
        faults = List.copyOf(faults);
    }

    /// What is wrong.
    public enum Kind {
        /// Executing a step again changes what is seen from outside.
        NOT_IDEMPOTENT,
        /// Executing a step again gives another result, or an execution without any fault does.
        NOT_DETERMINISTIC,
        /// A step can not be executed again, or the run does not survive what it should.
        FAILS,
        /// What happens depends on which of two steps is faster.
        ORDER
    }

    /// All of it, as a test's message shows it.
    @Override
    public String toString() {
        var text = new StringBuilder(what).append(". ").append(advice);
        text.append("\n  without faults: ").append(expected);
        text.append("\n  with them:      ").append(was);
        if (!faults.isEmpty()) {
            text.append("\n  smallest set of faults: ");
            text.append(String.join(" ", faults.stream().map(Fault::code).toList()));
        }
        text.append("\n  found with -D").append(Outside.SEED).append('=').append(seed);
        text.append(", after ").append(histories).append(" histories\n\n").append(history);
        return text.toString();
    }
}
