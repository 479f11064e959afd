package dev.towpath.spi;

import org.jspecify.annotations.Nullable;

/// The answer to a commit was lost: it may be written, all of it, or not at all. Reading the events tells.
public final class CommitUnknown extends StoreException {
    private static final long serialVersionUID = 1L;

    /// @param what how the answer was lost
    /// @param at the store
    public CommitUnknown(String what, @Nullable String at, @Nullable Throwable cause) {
        super(
                "store-commit-unknown",
                what,
                at,
                "Check the connection to the store, then look at the run: what was written is whole.",
                cause);
    }
}
