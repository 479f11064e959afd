package dev.towpath.engine;

import dev.towpath.Digest;
import dev.towpath.Problem;
import java.util.List;

/// Finds the code that a stored bundle names. Safe for many threads; may read files.
@FunctionalInterface
public interface CodeLoader {
    /// The code of a bundle, as far as this process can load it.
    Code load(Digest bundle);

    /// What became of the look-up.
    sealed interface Code {
        /// All of it is here.
        ///
        /// @param loader loads the bundle's classes
        record Ready(ClassLoader loader) implements Code {}

        /// Some of it is not here: the run has to wait for it.
        ///
        /// @param problems at least one: a missing library, an older Java, a bundle that is gone
        record Missing(List<Problem> problems) implements Code {
            public Missing {
                problems = List.copyOf(problems);
            }
        }
    }
}
