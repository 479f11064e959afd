package dev.towpath.plan;

/// The canonical JSON form of a plan (docs/plan.schema.json): equal plans have equal bytes.
///
/// Types, files, methods, policies and what many nodes have in common stand in tables and are named by their index, so
/// that graphs of 100,000 nodes stay small.
public final class PlanJson {
    private PlanJson() {}

    /// The bytes of a plan.
    public static byte[] write(Plan plan) {
        return new PlanWriter(plan).toBytes();
    }

    /// The plan of some bytes.
    ///
    /// @throws UnreadablePlan if they are none, or of a newer format
    public static Plan read(byte[] json) {
        return PlanReader.read(json);
    }
}
