package dev.towpath.value;

import dev.towpath.plan.Input;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Binds what somebody gave to an input record.
public final class Inputs {
    /// The folders that texts may refer to.
    ///
    /// @param base what relative paths are relative to
    /// @param userHome what `~/` and `${user.home}` stand for
    /// @param javaHome what `${java.home}` stands for
    public record Folders(Path base, Path userHome, Path javaHome) {}

    private final Codecs codecs;
    private final Folders folders;

    public Inputs(Codecs codecs, Folders folders) {
        this.codecs = codecs;
        this.folders = folders;
    }

    /// Binds values by component name.
    ///
    /// @param type the input record
    /// @param given by component name; a name that is no component is a problem
    public Bound bind(Class<? extends Record> type, Map<String, Given> given) {
        return bind(type, Components.of(type), given);
    }

    /// Binds values by component name for a stored plan.
    ///
    /// @param input the plan's
    /// @param loader loads the bundle's classes
    public Bound bind(Input input, ClassLoader loader, Map<String, Given> given) {
        throw new UnsupportedOperationException("not written yet");
    }

    private Bound bind(Class<? extends Record> type, List<Input.Component> components, Map<String, Given> given) {
        throw new UnsupportedOperationException("not written yet" + type + components + given + codecs + folders);
    }
}
