package dev.towpath.testkit.simulation;

/// Something that must never happen has happened.
public final class Violation extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final int guarantee;

    /// @param guarantee its number in `docs/guarantees.md`; 0 for what they all rest on
    public Violation(int guarantee, String what) {
        super((guarantee == 0 ? "" : "guarantee " + guarantee + ": ") + what);
        this.guarantee = guarantee;
    }

    /// The number of what was promised.
    public int guarantee() {
        return guarantee;
    }
}
