package dev.towpath.code;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Something that a step can reach: a method, a class that is instantiated, an initialiser, the implementations of a
/// virtual method. What is in it is found out when it is first reached, and kept for the next step that reaches it.
final class Node {
    private final String label;
    private @Nullable Supplier<Content> reading;
    private @Nullable Content content;
    private int walk;
    private @Nullable Node from;

    /// @param label for people, to say by which way something was reached; empty for what is no method
    Node(String label, Supplier<Content> reading) {
        this.label = label;
        this.reading = reading;
    }

    String label() {
        return label;
    }

    Content content() {
        var known = content;
        if (known != null) return known;
        var read = Objects.requireNonNull(reading, "read once").get();
        content = read;
        reading = null;
        return read;
    }

    /// Marks it as reached. Marks are kept here because a walk visits tens of thousands of nodes.
    ///
    /// @return false if it was reached in the same walk before
    boolean reach(int newWalk, @Nullable Node by) {
        if (walk == newWalk) return false;
        walk = newWalk;
        from = by;
        return true;
    }

    boolean isReached(int inWalk) {
        return walk == inWalk;
    }

    /// By which node it was reached in the last walk; null for where that began.
    @Nullable
    Node from() {
        return from;
    }

    /// What is in a node: arrays, because all of a step's reach is gone over for each step.
    static final class Content {
        /// The digest of everything in it that has a stable name.
        final long high;
        final long low;
        /// The things in it whose names are not stable, in order; they are numbered by first reach.
        final Hole[] holes;
        /// What it reaches directly, in order.
        final Node[] next;
        final List<Finding> findings;

        Content(long high, long low, Hole[] holes, Node[] next, List<Finding> findings) {
            this.high = high;
            this.low = low;
            this.holes = holes;
            this.next = next;
            this.findings = findings;
        }
    }
}
