package dev.towpath.cli;

import dev.towpath.TowpathException;

/// A command that nobody can carry out as it was typed.
final class UsageError extends TowpathException {
    private static final long serialVersionUID = 1L;

    UsageError(String what, String hint) {
        super("usage", what, null, hint, null);
    }

    UsageError(String what, String at, String hint) {
        super("usage", what, at, hint, null);
    }
}
