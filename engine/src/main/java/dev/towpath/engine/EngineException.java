package dev.towpath.engine;

import dev.towpath.RunId;
import dev.towpath.TowpathException;
import org.jspecify.annotations.Nullable;

/// Something that an engine was asked for and does not do.
public final class EngineException extends TowpathException {
    private static final long serialVersionUID = 1L;

    /// @param code `run-not-found`, `nothing-to-resume`, `unknown-step`, `no-stored-output`, `engine-closed`,
    ///     `engine-stopped`
    EngineException(String code, String what, @Nullable String at, String hint, @Nullable Throwable cause) {
        super(code, what, at, hint, cause);
    }

    static EngineException unknown(RunId run) {
        return new EngineException(
                "run-not-found", "there is no run '" + run + "'", run.text(), "Look for it with `towpath runs`.", null);
    }
}
