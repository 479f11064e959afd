package dev.towpath.cli;

import dev.towpath.TowpathException;

/// Something was asked for that is not there.
final class NotFound extends TowpathException {
    private static final long serialVersionUID = 1L;

    NotFound(String code, String what, String at, String hint) {
        super(code, what, at, hint, null);
    }
}
