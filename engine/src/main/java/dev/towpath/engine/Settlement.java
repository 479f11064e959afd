package dev.towpath.engine;

import dev.towpath.Digest;
import java.util.List;

/// What somebody says of a step that must not happen twice and may have happened.
public sealed interface Settlement {
    /// It has happened and gave this.
    ///
    /// @param value encoded
    /// @param contents the digests of the files inside the value, kept already
    @SuppressWarnings("ArrayRecordComponent") // handed on, never written to
    record Done(byte[] value, List<Digest> contents) implements Settlement {
        public Done {
            contents = List.copyOf(contents);
        }
    }

    /// It has not happened, or may happen again.
    record Retry() implements Settlement {}

    /// It has failed.
    ///
    /// @param reason for people
    record Fail(String reason) implements Settlement {}
}
