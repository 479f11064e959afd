package dev.towpath.value;

import dev.towpath.TowpathException;
import org.jspecify.annotations.Nullable;

/// Bytes that are not a value of the type they are read as.
public final class UndecodableValue extends TowpathException {
    private static final long serialVersionUID = 1L;

    /// @param what one sentence without a full stop
    /// @param at the place inside the value, for instance `boxes[3].label`; null for the value itself
    /// @param hint what to do
    public UndecodableValue(String what, @Nullable String at, String hint, @Nullable Throwable cause) {
        super("value-not-decodable", what, at, hint, cause);
    }
}
