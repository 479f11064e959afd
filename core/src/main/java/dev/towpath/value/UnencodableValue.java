package dev.towpath.value;

import dev.towpath.TowpathException;
import org.jspecify.annotations.Nullable;

/// A value that can not be written although its type can, for instance for a null inside a list.
public final class UnencodableValue extends TowpathException {
    private static final long serialVersionUID = 1L;

    /// @param what one sentence without a full stop
    /// @param at the place inside the value, for instance `boxes[3].label`; null for the value itself
    /// @param hint what to do
    public UnencodableValue(String what, @Nullable String at, String hint, @Nullable Throwable cause) {
        super("value-not-encodable", what, at, hint, cause);
    }
}
