package dev.towpath.embedded;

import java.nio.file.Path;

/// What somebody says of a step that must not happen twice and was interrupted: it may have happened, or not.
public sealed interface Decision {
    /// It has happened, and this is what it gave.
    ///
    /// @param file the file itself where the step gives a file, a folder where it gives a folder, else its value as
    ///     JSON
    record Done(Path file) implements Decision {}

    /// It has not happened, or may happen again.
    record Retry() implements Decision {}

    /// It has failed.
    ///
    /// @param reason for people
    record Fail(String reason) implements Decision {}
}
