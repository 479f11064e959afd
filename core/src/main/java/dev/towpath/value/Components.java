package dev.towpath.value;

import dev.towpath.plan.Input;
import java.util.List;

/// Reads the components of an input record with their annotations.
public final class Components {
    private Components() {}

    /// The components in the order of declaration.
    ///
    /// @throws InvalidType if one of them can not be a value
    public static List<Input.Component> of(Class<? extends Record> type) {
        throw new UnsupportedOperationException("not written yet");
    }
}
