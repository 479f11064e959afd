package dev.towpath.engine;

/// How many units of a mapped step are handed over at once: slow ones singly, fast ones so many that a task takes some
/// milliseconds, which is long against what handing over costs.
final class Pace {
    private static final double TASK_NANOS = 8e6;
    private static final int GROWTH = 24;

    private double nanosPerUnit;
    private int size = 1;

    /// @param unstarted units that have not been started
    /// @param places tasks that run at once: units are shared fairly among them
    int next(int unstarted, int places, int most) {
        var fair = Math.max(1, (unstarted + places - 1) / places);
        return Math.min(Math.min(size, fair), most);
    }

    /// A portion of a task has ended.
    void measured(int units, long nanos) {
        if (units == 0) return;
        var measured = Math.max(1.0, (double) nanos / units);
        nanosPerUnit = nanosPerUnit == 0 ? measured : (nanosPerUnit + measured) / 2;
        var ideal = Math.max(1, TASK_NANOS / nanosPerUnit);
        size = (int) Math.min(ideal, (double) size * GROWTH);
    }
}
