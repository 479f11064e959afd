package dev.towpath.embedded;

import dev.towpath.TowpathException;
import org.jspecify.annotations.Nullable;

/// Something that was asked for by name and is not there, or not only once.
public final class NotFound extends TowpathException {
    private static final long serialVersionUID = 1L;

    /// @param code `run-not-found`, `run-ambiguous`, `step-not-found`, `artifact-not-found`, `artifact-no-list`,
    ///     `unit-not-found`, `unit-without-value`, `nothing-to-resume`
    NotFound(String code, String what, @Nullable String at, String hint) {
        super(code, what, at, hint, null);
    }
}
