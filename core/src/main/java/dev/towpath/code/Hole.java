package dev.towpath.code;

/// A name that is not stable: it gets a number when a walk first meets it.
final class Hole {
    private int walk;
    private int number;

    /// The number in a walk.
    ///
    /// @param walk which
    /// @param next the number it gets if it has none yet
    int number(int walk, int next) {
        if (this.walk != walk) {
            this.walk = walk;
            number = next;
        }
        return number;
    }
}
