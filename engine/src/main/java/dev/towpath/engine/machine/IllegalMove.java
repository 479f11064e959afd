package dev.towpath.engine.machine;

import dev.towpath.Status;
import java.util.List;

/// A decision that the tables do not allow: a broken invariant, caught by nobody.
final class IllegalMove extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    IllegalMove(String kind, Status from, Enum<?> move, List<? extends Enum<?>> allowed) {
        super("a " + kind + " that is " + from + " can not " + move + "; allowed are " + allowed);
    }
}
