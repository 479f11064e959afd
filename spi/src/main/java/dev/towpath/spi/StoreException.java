package dev.towpath.spi;

import dev.towpath.TowpathException;
import org.jspecify.annotations.Nullable;

/// A store that can not do what it was asked: not writable, locked, full, of a newer version, corrupt.
public class StoreException extends TowpathException {
    private static final long serialVersionUID = 1L;

    /// @param code `store-missing`, `store-not-writable`, `store-locked`, `store-newer`, `store-older`,
    ///     `store-corrupt`, `store-conflict` (see [Conflict]), `store-commit-unknown` (see [CommitUnknown]),
    ///     `disk-full`, `run-in-use`, `artifact-missing`, `artifact-corrupt`, `store-failed`
    public StoreException(String code, String what, @Nullable String at, String hint, @Nullable Throwable cause) {
        super(code, what, at, hint, cause);
    }
}
