package dev.towpath.engine;

import dev.towpath.Failure;
import dev.towpath.TowpathException;
import dev.towpath.plan.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// Failures that are no attempt's fault.
final class Failures {
    private Failures() {}

    /// A value can not be read or kept.
    ///
    /// @param doing for instance `the list of 'crop' can not be read`
    static Failure of(String doing, Node node, Exception cause) {
        var known = cause instanceof TowpathException own ? own : null;
        return new Failure(
                known == null ? "store-failed" : known.code(),
                doing + ": " + (known == null ? cause.getMessage() : known.what()),
                node.name(),
                -1,
                0,
                known == null || known.at() == null ? node.frame().at() : known.at(),
                known == null
                        ? "See whether the store's disk is there and has room, then resume the run."
                        : known.hint(),
                cause.getClass().getName(),
                "",
                List.of());
    }

    /// More than this engine has.
    static Failure noPlace(Node node, String tooMuch) {
        return new Failure(
                "resources-not-available",
                "'" + node.name() + "' can never start here: " + tooMuch,
                node.name(),
                -1,
                0,
                node.frame().at(),
                "Lower what the step asks for, or give more: --cpu-slots, --memory, --pools NAME=N, or TowpathOptions.",
                null,
                "",
                List.of());
    }

    /// Does something that reads or writes; only what a store or a codec throws is caught.
    interface Job<T> {
        T run() throws IOException;
    }

    /// The same with unchecked exceptions.
    static <T> T unchecked(Job<T> job) {
        try {
            return job.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
