package dev.towpath.value;

import dev.towpath.TowpathException;

/// A type that can not be a value between steps.
public final class InvalidType extends TowpathException {
    private static final long serialVersionUID = 1L;

    /// @param what one sentence without a full stop
    /// @param at the type and component path, for instance `pipes.Found.boxes[].label`
    /// @param hint what to use instead
    public InvalidType(String what, String at, String hint) {
        super("type-not-encodable", what, at, hint, null);
    }
}
