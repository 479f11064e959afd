package dev.towpath.embedded;

/// What the steps of a run wait for.
public enum Durability {
    /// A step starts when what it follows from is on disk.
    STRICT,
    /// A pure step starts at once; all that the outside sees, and every step with an effect, waits for the disk.
    /// After
    /// a
    /// crash a few pure steps that had ended are executed again.
    PIPELINED;

    dev.towpath.engine.Durability forEngine() {
        return switch (this) {
            case STRICT -> dev.towpath.engine.Durability.STRICT;
            case PIPELINED -> dev.towpath.engine.Durability.PIPELINED;
        };
    }
}
